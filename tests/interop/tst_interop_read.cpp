// SPDX-License-Identifier: Apache-2.0
#include "core/encoding/base64url.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "tests/interop/comparing.h"
#include "tests/interop/guide_scripts.h"
#include "tests/interop/nsc_store.h"
#include "tests/interop/shares.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <span>

using namespace gd;
using namespace gd::test;

namespace {

QJsonObject objectOf(const std::string& json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

QJsonObject objectOf(const Ran& ran)
{
    const auto text = ran.all().toUtf8();
    const auto begin = text.indexOf('{'); // what comes before and behind it is said to people
    return QJsonDocument::fromJson(text.mid(begin, text.lastIndexOf('}') - begin + 1)).object();
}

QString name(const std::string& text)
{
    return QString::fromStdString(text);
}

/// An account token with another payload, signed by the operator's identity.
std::string signedPayload(const NscStore& store, const std::string& payload)
{
    const auto body = base64UrlEncode({reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size()});
    const auto text = "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ." + body;
    const auto signature =
        store.keys().sign(store.world()->op.key, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    if (!signature) qFatal("not signed");
    return text + '.' + base64UrlEncode(*signature);
}

} // namespace

/// What nsc wrote, as GrantDesk reads it.
class TstInteropRead : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyClaim();
    void everyKey();
    void creds();
    void shares();
    void nothingElseIsChanged();
    void unknownMembersSurvive();

private:
    void compare(const Claims& claims, const std::string& token, const QStringList& describe) const;

    std::unique_ptr<NscStore> m_store;
};

void TstInteropRead::initTestCase()
{
    GD_NEEDS_NSC();
    m_store = NscStore::madeBy(plainStoreScript() + furnishScript() + pushShareScript() + otherSharesScript());
    const auto version = m_store->nsc({QStringLiteral("--version")});
    qInfo("%s", qPrintable(version.all().trimmed()));
}

/// The same members as nsc shows, and the same bytes as it wrote.
void TstInteropRead::compare(const Claims& claims, const std::string& token, const QStringList& describe) const
{
    const auto shown = m_store->nsc(describe + QStringList{QStringLiteral("-J")});
    QVERIFY2(shown.ok(), qPrintable(shown.all()));
    QCOMPARE(objectOf(claimsJson(claims)), objectOf(shown));
    QCOMPARE(QByteArray::fromStdString(claimsJson(claims)), payloadOf(token));
}

void TstInteropRead::everyClaim()
{
    const auto world = m_store->world();
    const auto describe = QStringLiteral("describe");
    compare(world->op.claims, world->op.token, {describe, QStringLiteral("operator")});
    QCOMPARE(world->accounts.size(), std::size_t(4));
    int users = 0;
    for (const auto& account : world->accounts) {
        compare(account.claims, account.token,
                {describe, QStringLiteral("account"), QStringLiteral("-n"), name(account.name)});
        QVERIFY(account.operatorSigned);
        for (const auto& user : account.users) {
            compare(user.claims, user.token,
                    {describe, QStringLiteral("user"), QStringLiteral("-a"), name(account.name), QStringLiteral("-n"),
                     name(user.name)});
            ++users;
        }
    }
    QCOMPARE(users, 7);
    QVERIFY(!QTest::currentTestFailed());
}

void TstInteropRead::everyKey()
{
    const auto ran =
        m_store->nsc({QStringLiteral("list"), QStringLiteral("keys"), QStringLiteral("-A"), QStringLiteral("-J")});
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    const auto text = ran.all().toUtf8();
    const auto begin = text.indexOf('[');
    const auto list = QJsonDocument::fromJson(text.mid(begin, text.lastIndexOf(']') - begin + 1)).array();
    std::set<std::string> listed;
    for (const auto& each : list)
        listed.insert(each.toObject().value(QLatin1String("pub")).toString().toStdString());
    QVERIFY(!listed.empty());
    QCOMPARE(listed, m_store->world()->keysHere);
    QCOMPARE(listed, m_store->keys().present());
}

void TstInteropRead::creds()
{
    const auto world = m_store->world();
    for (const auto& account : world->accounts)
        for (const auto& user : account.users) {
            const auto text = TempFolder::contentOf(user.credsFile);
            QCOMPARE(tokenOfText(text), user.token);
            const auto seed = userSeedOfText(text);
            QVERIFY2(seed, user.name.c_str());
            QCOMPARE(seed->publicKey().text(), user.key);
            QVERIFY(user.keyHere);
            // GrantDesk would write the same file, so whoever reads nsc's reads ours.
            const auto ours = credsFile(user.token, *seed);
            QVERIFY(ours);
            QCOMPARE(QByteArray::fromStdString(std::string(ours->text())), QByteArray::fromStdString(text));
        }
}

void TstInteropRead::shares()
{
    const auto world = m_store->world();
    QStringList found;
    for (const auto& share : world->shares) {
        QVERIFY2(share.state == GrantState::Active, share.title.c_str());
        found += name(share.recipe) + QLatin1Char(' ') + name(share.title) + QLatin1Char(' ') +
                 QString::number(share.rows.size());
    }
    found.sort();
    const QStringList expected{QStringLiteral("message-feed CARTEVENTS 1"), QStringLiteral("service PAYMENTAPI 1"),
                               QStringLiteral("pull-consumer RESTOCKEVENTS-C1 2"),
                               QStringLiteral("pull-consumer FULFILLEVENTS-C1 2"),
                               QStringLiteral("push-consumer ORDEREVENTS-C1 3")};
    for (const auto& each : expected)
        QVERIFY2(found.contains(each), qPrintable(found.join(QLatin1Char('\n'))));
    for (const auto& finding : world->findings)
        QVERIFY2(finding.severity == Severity::Warning, findingCodeName(finding.code).data());
}

/// One more share, and what nsc had written stays to the letter: limits, mappings, revocations, scopes, latency.
void TstInteropRead::nothingElseIsChanged()
{
    const auto store = m_store->copy();
    const auto before = store->world();
    QVERIFY(store->apply(planned(*store, pushShare(*store, "SHIPEVENTS", "retail.v1.ship.events"))));
    const auto after = store->world();
    for (const auto& account : after->accounts) {
        auto claims = account.claims;
        const auto isOurs = [](const auto& row) {
            return row.name.starts_with("SHIPEVENTS-");
        };
        const auto exports = std::erase_if(claims.exports, isOurs);
        const auto imports = std::erase_if(claims.imports, isOurs);
        QCOMPARE(exports, std::size_t(account.name == "ACCTA" ? 3 : 0));
        QCOMPARE(imports, std::size_t(account.name == "ACCTB" ? 3 : 0));
        QCOMPARE(differing(comparable(claims), comparable(before->accountNamed(account.name)->claims)), QString());
        QCOMPARE(account.users, before->accountNamed(account.name)->users);
    }
    QCOMPARE(after->op, before->op);
    const auto told = store->validate();
    QVERIFY2(told.ok(), qPrintable(told.all()));
}

/// nsc drops members that it does not know whenever it writes; GrantDesk must not.
void TstInteropRead::unknownMembersSurvive()
{
    const auto store = m_store->copy();
    const auto before = store->world();
    auto payload = payloadOf(before->accountNamed("ACCTA")->token).toStdString();
    const std::string known = R"("nats":{)";
    payload.insert(payload.find(known) + known.size(),
                   R"("of_tomorrow":{"b":1.50,"a":["x\u003cy",9007199254740993]},)");
    const auto file = before->accountNamed("ACCTA")->file;
    DiskArea area;
    QVERIFY(area.replace(file, signedPayload(*store, payload)));

    QVERIFY(store->nsc({QStringLiteral("validate"), QStringLiteral("-A")}).ok());
    QCOMPARE(QByteArray::fromStdString(claimsJson(store->claims("ACCTA"))), QByteArray::fromStdString(payload));
    QVERIFY(store->apply(planned(*store, pushShare(*store, "SHIPEVENTS", "retail.v1.ship.events"))));
    const auto written = payloadOf(store->world()->accountNamed("ACCTA")->token);
    QVERIFY(written.contains(R"("of_tomorrow":{"b":1.50,"a":["x\u003cy",9007199254740993]})"));
    const auto told = store->validate();
    QVERIFY2(told.ok(), qPrintable(told.all()));
}

QTEST_GUILESS_MAIN(TstInteropRead)
#include "tst_interop_read.moc"
