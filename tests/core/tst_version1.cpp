// SPDX-License-Identifier: Apache-2.0
//
// Tokens of version 1 are read and never written.
#include "core/encoding/base64url.h"
#include "core/jwt/token.h"
#include "tests/core/vectors.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

constexpr UnixSeconds issued = 1735689600;

std::string json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

/// Signed over the payload alone, as version 1 did.
std::string oldToken(const SeedSigner& signer, const std::string& members)
{
    const std::string payload =
        json("{'iss':'") + signer.key() + json("','sub':'") + signer.key() + json("',") + json(members) + "}";
    const std::string body = base64UrlEncode(payload);
    return base64UrlEncode(json("{'typ':'jwt','alg':'ed25519'}")) + "." + body + "." +
           base64UrlEncode(*signer.sign(signer.key(), bytesOf(body)));
}

std::string payloadOf(const std::string& token)
{
    const std::size_t first = token.find('.'), second = token.rfind('.');
    return base64UrlDecode(std::string_view(token).substr(first + 1, second - first - 1)).value_or("");
}

} // namespace

class TestVersion1 : public QObject {
    Q_OBJECT

private slots:
    void readAndIssuedAgainAsVersion2_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("nats"); // of the token that is issued again
        QTest::newRow("account") << "'type':'account','tags':['t'],'nats':{'limits':{'subs':5,'mem_storage':7},"
                                    "'signing_keys':['k',null],'revocations':{'*':9007199254740993},'description':'d'}"
                                 << "{'limits':{'subs':5},'signing_keys':['','k'],'revocations':{'*':9007199254740993},"
                                    "'default_permissions':{'pub':{},'sub':{}},'authorization':{},'tags':['t'],"
                                    "'type':'account','version':2}";
        QTest::newRow("activation") << "'type':'activation','issuer_account':'A','nats':{'subject':'a','type':'stream',"
                                       "'max':1,'payload':-1,'src':'','times':[{'start':'x'},null]}"
                                    << "{'subject':'a','kind':'stream','issuer_account':'A','type':'activation',"
                                       "'version':2}";
        QTest::newRow("empty") << "'type':'activation'"
                               << "{'type':'activation','version':2}";
    }

    void readAndIssuedAgainAsVersion2()
    {
        QFETCH(QString, members);
        QFETCH(QString, nats);
        const SeedSigner signer(Seed::create(KeyKind::Account)->text()->text());
        const auto read = decodeToken(oldToken(signer, members.toStdString()));
        QVERIFY(read.has_value());
        const auto again =
            std::visit([&](const auto& claims) { return encodeToken(claims, signer.key(), issued, signer); }, *read);
        QVERIFY(again.has_value());
        const std::string payload = payloadOf(*again);
        QVERIFY2(payload.ends_with(json(",'nats':" + nats.toStdString() + "}")), payload.c_str());
        QVERIFY(payload.find(json("'type':'account',")) == std::string::npos ||
                payload.find(json("'type':'account',")) > payload.find(json("'nats'")));
        QVERIFY(again->starts_with(base64UrlEncode(json("{'typ':'JWT','alg':'ed25519-nkey'}")) + "."));
        QVERIFY(decodeToken(*again).has_value()); // the signature is over header and payload
    }

    /// What is dropped had a type nevertheless.
    void wrongTypesAreRefused_data()
    {
        QTest::addColumn<QString>("members");
        QTest::newRow("max") << "'type':'activation','nats':{'subject':'a','max':1.5}";
        QTest::newRow("payload") << "'type':'activation','nats':{'subject':'a','payload':'1'}";
        QTest::newRow("src") << "'type':'activation','nats':{'subject':'a','src':[]}";
        QTest::newRow("times") << "'type':'activation','nats':{'subject':'a','times':[1]}";
        QTest::newRow("kind") << "'type':'activation','nats':{'subject':'a','type':'stream ','kind':'stream'}";
        QTest::newRow("issuer account") << "'type':'account','issuer_account':1,'nats':{}";
        QTest::newRow("scope") << "'type':'account','nats':{'signing_keys':[{'kind':'user_scope','key':'k'}]}";
        QTest::newRow("tags") << "'type':'account','tags':'t','nats':{}";
    }

    void wrongTypesAreRefused()
    {
        QFETCH(QString, members);
        const SeedSigner signer(Seed::create(KeyKind::Account)->text()->text());
        const auto read = decodeToken(oldToken(signer, members.toStdString()));
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::TokenPayloadJson);
    }
};

QTEST_APPLESS_MAIN(TestVersion1)
#include "tst_version1.moc"
