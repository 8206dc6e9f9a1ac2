// SPDX-License-Identifier: Apache-2.0
//
// Tokens beyond the vectors: properties, what must survive an edit, and one case per error.
#include "core/jwt/token.h"

#include "core/encoding/base64url.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/json_value.h"
#include "core/jwt/token_sniff.h"
#include "tests/core/vectors.h"

#include <QtTest>

#include <algorithm>
#include <limits>

using namespace gd;
using namespace gd::test;

namespace {

constexpr UnixSeconds issued = 1735689600;
constexpr auto fine = static_cast<ErrorCode>(-1);

SeedSigner newSigner(KeyKind kind)
{
    return SeedSigner(Seed::create(kind)->text()->text());
}

/// JSON written with single quotes. (moc loses its way in raw string literals.)
std::string json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

/// A token with that payload, signed as asked, whatever the payload says.
std::string forge(const SeedSigner& signer, std::string_view payload, bool version1 = false,
                  std::string_view header = json("{'typ':'JWT','alg':'ed25519-nkey'}"))
{
    const std::string body = base64UrlEncode(payload);
    const std::string both = base64UrlEncode(header) + "." + body;
    return both + "." + base64UrlEncode(*signer.sign(signer.key(), bytesOf(version1 ? body : both)));
}

std::string accountPayload(const SeedSigner& signer, const std::string& nats, const std::string& outer = {})
{
    return json("{'iss':'") + signer.key() + json("','sub':'") + signer.key() + json("'") + outer + json(",'nats':{") +
           nats + json("'type':'account','version':2}}");
}

ErrorCode codeOf(const std::string& token)
{
    const auto claims = decodeToken(token);
    return claims ? fine : claims.error().code;
}

std::string payloadOf(const std::string& token)
{
    const std::size_t first = token.find('.'), second = token.rfind('.');
    return base64UrlDecode(std::string_view(token).substr(first + 1, second - first - 1)).value_or("");
}

/// An account with something in every field.
AccountClaims fullAccount(const std::string& key)
{
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    AccountClaims claims = newAccountClaims(key, "Fähr & Söhne <\"> \\ \n \x01 \u2028 \U0001F600");
    claims.header.audience = "NATS";
    claims.header.expires = most;
    claims.header.notBefore = least;
    claims.imports = {{.name = "in",
                       .subject = "a.*",
                       .account = key,
                       .localSubject = "b.$1",
                       .type = ExportType::Service,
                       .share = true,
                       .allowTrace = true}};
    claims.exports = {{.name = "out",
                       .subject = "x.*",
                       .type = ExportType::Service,
                       .tokenRequired = true,
                       .revocations = {{"*", least}, {key, most}},
                       .responseType = "Stream",
                       .responseThreshold = most,
                       .latency = ServiceLatency{.sampling = 100, .results = "lat"},
                       .accountTokenPosition = std::numeric_limits<std::uint64_t>::max(),
                       .advertise = true,
                       .allowTrace = true,
                       .description = "d",
                       .infoUrl = "https://example.com"}};
    claims.limits.data = most;
    claims.limits.leaf = least;
    claims.limits.tiers = {{"R1", {.memoryStorage = 1, .maxBytesRequired = true}}, {"R3", {}}};
    constexpr std::int64_t mostInScopes = std::int64_t{1} << 53; // numbers there pass through doubles
    claims.signingKeys[key] = UserScope{.role = "r", .permissions = {.subs = -1, .data = mostInScopes, .payload = -1}};
    claims.signingKeys["another"] = std::nullopt;
    claims.revocations = {{"*", 5}};
    claims.defaultPermissions.pub.allow = {"a", "b"};
    claims.defaultPermissions.resp = ResponsePermission{.max = 1, .ttl = most};
    claims.mappings = {{"m", std::vector<WeightedMapping>{{.subject = "n", .weight = 255, .cluster = "c"}}},
                       {"none", std::nullopt}};
    claims.authorization = {.authUsers = {"u"}, .allowedAccounts = {"*"}, .xkey = "x"};
    claims.trace = MessageTrace{.dest = "t", .sampling = most};
    claims.clusterTraffic = "owner";
    claims.description = "d";
    claims.infoUrl = "https://example.com";
    claims.tail.tags = {"One", "two"};
    return claims;
}

} // namespace

class TestToken : public QObject {
    Q_OBJECT

private slots:
    void whatWasWrittenIsRead()
    {
        const SeedSigner signer = newSigner(KeyKind::Account);
        AccountClaims claims = fullAccount(signer.key());
        const auto token = encodeToken(claims, signer.key(), issued, signer);
        QVERIFY(token.has_value());
        const auto read = decodeAccount(*token);
        QVERIFY(read.has_value());
        claims.header.issuer = signer.key();
        claims.header.issuedAt = issued;
        claims.header.id = read->header.id;
        claims.tail.type = "account";
        claims.tail.version = 2;
        QVERIFY(*read == claims);
        QCOMPARE(claimsJson(*read), payloadOf(*token));
        QCOMPARE(*encodeToken(*read, signer.key(), issued, signer), *token);
    }

    /// Members behind, between and in front of those we know, at every level, come back where they were.
    void unknownMembersSurvive()
    {
        const SeedSigner signer = newSigner(KeyKind::Account);
        const std::string key = signer.key();
        const std::string payload =
            json("{'first':[1,{'a':null}],'jti':'x','iat':1,'iss':'") + key +
            json("','middle':9007199254740993,'sub':'") + key +
            json("','nats':{'imports':[{'subject':'a','why':'\\u003c','type':'stream'}],'exports':[{'subject':'b',"
                 "'type':'service','service_latency':{'sampling':5,'unit':1e3,'results':'r'},'later':-0}],"
                 "'limits':{'fast':18446744073709551615,'subs':1,'tiered_limits':{'R1':{'streams':1,'odd':-"
                 "9223372036854775808}}},"
                 "'signing_keys':[{'kind':'user_scope','key':'k','role':'','template':{'pub':{'x':{}},'sub':{},'t':1,'"
                 "subs':-1,"
                 "'data':-1,'payload':-1},'description':'','s':[]}],'default_permissions':{'pub':{},'sub':{'n':0.10}},"
                 "'authorization':{'mode':'é'},'zeta':{},'type':'account','version':2,'last':''},'end':false}");
        const auto read = decodeAccount(forge(signer, payload));
        QVERIFY(read.has_value());
        QCOMPARE(claimsJson(*read), payload);

        AccountClaims edited = *read;
        edited.description = "edited";
        const std::string written = payloadOf(*encodeToken(edited, key, issued, signer));
        for (const std::string& part :
             {json("{'first':[1,{'a':null}],'jti':"), json("'middle':9007199254740993,'sub':"),
              json("'unit':1e3,'results'"), json("{'fast':18446744073709551615,'subs':1,"),
              json("'odd':-9223372036854775808"), json("{'n':0.10}"), json("'version':2,'last':''},'end':false}"),
              json("'authorization':{'mode':'é'},'zeta':{},'description':'edited','type'")}) {
            QVERIFY2(written.find(part) != std::string::npos, part.c_str());
        }
    }

    void whatTwoProgramsCouldReadDifferentlyIsRefused_data()
    {
        QTest::addColumn<QString>("nats");
        QTest::newRow("member twice") << "'description':'a','description':'b',";
        QTest::newRow("other letter case") << "'Description':'a',";
        QTest::newRow("long s") << "'export\u017f':[],";
        QTest::newRow("unknown member twice") << "'x':1,'x':2,";
        QTest::newRow("map key twice") << "'revocations':{'*':1,'*':2},";
        QTest::newRow("fraction") << "'limits':{'subs':1.0},";
        QTest::newRow("exponent") << "'limits':{'subs':1e3},";
        QTest::newRow("number as text") << "'limits':{'subs':'1'},";
        QTest::newRow("too large") << "'limits':{'subs':9223372036854775808},";
        QTest::newRow("weight") << "'mappings':{'a':[{'subject':'b','weight':256}]},";
        QTest::newRow("negative position") << "'exports':[{'subject':'b','account_token_position':-1}],";
        QTest::newRow("kind null") << "'exports':[{'subject':'b','type':null}],";
        QTest::newRow("kind in capitals") << "'exports':[{'subject':'b','type':'Stream'}],";
        QTest::newRow("list of numbers") << "'tags':[1],";
        QTest::newRow("scope kind") << "'signing_keys':[{'kind':1,'key':'k'}],";
        QTest::newRow("fraction in a scope") << "'signing_keys':[{'kind':'user_scope','template':{'subs':1.5}}],";
        QTest::newRow("sampling word") << "'exports':[{'service_latency':{'sampling':'often'}}],";
        QTest::newRow("not UTF-8") << "'description':'" + QString(QChar(0xfffd)) + "',";
    }

    void whatTwoProgramsCouldReadDifferentlyIsRefused()
    {
        QFETCH(QString, nats);
        const SeedSigner signer = newSigner(KeyKind::Account);
        std::string text = json(nats.toStdString());
        if (const auto place = text.find("\xef\xbf\xbd"); place != std::string::npos) text.replace(place, 3, "\xff");
        QCOMPARE(codeOf(forge(signer, accountPayload(signer, text))), ErrorCode::TokenPayloadJson);
    }

    /// Readers differ in what they make of the rest, so there must be none.
    void nothingStandsBehindThePayload()
    {
        const SeedSigner signer = newSigner(KeyKind::Account);
        const std::string good = accountPayload(signer, "");
        QVERIFY(decodeToken(forge(signer, good + " \n")).has_value());
        for (const std::string& rest :
             {std::string(1, '\0'), std::string("\0{}", 3), std::string("{}"), std::string(",")})
            QCOMPARE(codeOf(forge(signer, good + rest)), ErrorCode::TokenPayloadJson);
    }

    void whatIsHarmlessIsRead()
    {
        const SeedSigner signer = newSigner(KeyKind::Account);
        const auto read = decodeAccount(forge(
            signer,
            accountPayload(signer,
                           json("'description':null,'exports':[null],'limits':null,'revocations':{'*':null},"
                                "'signing_keys':[7,null,{'kind':'user_scope','key':'k','template':{'subs':1e3}}],"))));
        QVERIFY(read.has_value());
        QCOMPARE(read->revocations.at("*"), 0);
        QVERIFY(read->exports.size() == 1 && read->exports[0].isNull);
        QCOMPARE(read->signingKeys.at("k")->permissions.subs, 1000);
        QCOMPARE(read->signingKeys.at("k")->permissions.data, -1);
    }

    void everyErrorOfDecoding()
    {
        const SeedSigner account = newSigner(KeyKind::Account), user = newSigner(KeyKind::User);
        const std::string good = forge(account, accountPayload(account, ""));
        const std::string part = good.substr(0, good.find('.')), rest = good.substr(good.find('.'));
        const auto header = [&](std::string_view json) {
            return base64UrlEncode(json) + rest;
        };
        const auto withNats = [&](const std::string& nats) {
            return forge(account, json("{'iss':'") + account.key() + json("','nats':") + nats + "}");
        };
        const std::string deep = "{\"x\":" + std::string(maxJsonDepth, '[') + std::string(maxJsonDepth, ']') + ",";
        std::string wide = "{\"x\":[0";
        for (int i = 0; i < 300'000; ++i)
            wide += ",0";
        const std::string asAccount = json("'type':'account','version':2}");

        const std::pair<std::string, ErrorCode> cases[] = {
            {good, fine},
            {std::string(1048577, '.'), ErrorCode::TokenTooLarge},
            {good + ".", ErrorCode::TokenChunkCount},
            {"=" + good, ErrorCode::TokenHeaderBase64},
            {header("[]"), ErrorCode::TokenHeaderJson},
            {header(json("{'typ':1}")), ErrorCode::TokenHeaderJson},
            {header("null"), ErrorCode::TokenHeaderTyp},
            {header(json("{'typ':'jwt','alg':'none'}")), ErrorCode::TokenHeaderAlg},
            {part + ".*.x", ErrorCode::TokenPayloadBase64},
            {part + "." + base64UrlEncode("[]") + ".x", ErrorCode::TokenPayloadJson},
            {part + "." + base64UrlEncode("{} x") + ".x", ErrorCode::TokenPayloadJson},
            {part + "." + base64UrlEncode("\xef\xbb\xbf{}") + ".x", ErrorCode::TokenPayloadJson},
            {part + "." + base64UrlEncode("null") + ".", ErrorCode::TokenSignatureV1},
            {withNats(json("{'tags':1}")), ErrorCode::TokenPayloadJson},
            {withNats(json("{'type':'account','version':3}")), ErrorCode::TokenVersionNewer},
            {withNats(json("{'type':'server','version':2}")), ErrorCode::TokenTypeUnsupported},
            {withNats(json("{'type':'account'}")), ErrorCode::TokenVersionUnsupported},
            {good + "!", ErrorCode::TokenSignatureBase64},
            {good.substr(0, good.rfind('.') + 1), ErrorCode::TokenSignatureV2},
            {forge(account, json("{'type':'account','iss':'") + account.key() + json("'}")),
             ErrorCode::TokenSignatureV1},
            {forge(user, accountPayload(user, "")), ErrorCode::TokenIssuerPrefix},
            {withNats(deep + asAccount), ErrorCode::JsonTooDeep},
            {withNats(wide + "]," + asAccount), ErrorCode::JsonTooLarge},
        };
        for (const auto& [token, code] : cases)
            QCOMPARE(codeOf(token), code);
        QCOMPARE(decodeUser(good).error().code, ErrorCode::TokenTypeMismatch);
    }

    void everyErrorOfEncoding()
    {
        const SeedSigner account = newSigner(KeyKind::Account), op = newSigner(KeyKind::Operator);
        const SeedSigner user = newSigner(KeyKind::User);
        const auto code = [](const Result<std::string>& token) {
            return token ? fine : token.error().code;
        };
        AccountClaims claims = newAccountClaims(account.key(), "A");
        QCOMPARE(code(encodeToken(claims, op.key(), issued, op)), fine);
        QCOMPARE(code(encodeToken(claims, user.key(), issued, user)), ErrorCode::EncodeIssuerPrefix);
        QCOMPARE(code(encodeToken(claims, op.key(), issued, account)), ErrorCode::KeyNotHere);
        QCOMPARE(code(encodeToken(newAccountClaims(user.key(), "A"), op.key(), issued, op)),
                 ErrorCode::EncodeSubjectKind);
        claims.exports = {{.subject = "a", .type = ExportType::Service, .latency = ServiceLatency{.sampling = 101}}};
        QCOMPARE(code(encodeToken(claims, op.key(), issued, op)), ErrorCode::EncodeSamplingRate);
        OperatorClaims claimsOfOperator;
        claimsOfOperator.header.subject = op.key();
        claimsOfOperator.accountServerUrl = "no scheme";
        QCOMPARE(code(encodeToken(claimsOfOperator, op.key(), issued, op)), ErrorCode::EncodeAccountServerUrl);
    }

    void bytesThatAreNotUtf8AreReplaced()
    {
        const UserClaims claims = newUserClaims("U", "a\xff\xc3(\xed\xa0\x80");
        const std::string wanted = json("'name':'a\\ufffd\\ufffd(\\ufffd\\ufffd\\ufffd'");
        QVERIFY(claimsJson(claims).find(wanted) != std::string::npos);
    }

    void indentedJsonIsTheSameJson()
    {
        const AccountClaims claims = fullAccount("A");
        const std::string compact = claimsJson(claims), indented = claimsJson(claims, true);
        const auto one = parseJson(compact), other = parseJson(indented);
        QVERIFY(one && other);
        QCOMPARE(one->members.size(), other->members.size());
        QVERIFY(indented.find("\n  \"nats\": {\n    \"imports\": [\n") != std::string::npos);
        QVERIFY(indented.find("\"R3\": {}") != std::string::npos);
    }

    /// Tokens hold Go's escapes for web pages; who reads claims wants to see "orders.>".
    void indentedJsonIsReadable()
    {
        AccountClaims claims = newAccountClaims("A", "<a> & \\u003e");
        const std::string indented = claimsJson(claims, true);
        QVERIFY2(indented.find("\"<a> & \\\\u003e\"") != std::string::npos, indented.c_str());
        QVERIFY(claimsJson(claims).find("\\u003ca\\u003e \\u0026 \\\\u003e") != std::string::npos);
    }

    /// Flat JetStream limits beside tiers mean nothing, and reading a token drops them.
    void tiersWin()
    {
        const SeedSigner signer = newSigner(KeyKind::Account);
        AccountClaims claims = newAccountClaims(signer.key(), "A");
        claims.limits.tiers["R1"].streams = 1;
        claims.limits.jetStream.streams = 7;
        const auto read = decodeAccount(*encodeToken(claims, signer.key(), issued, signer));
        QCOMPARE(read->limits.jetStream.streams, 0);
    }

    /// As the Go library: an empty map is not written, but issued it gets its version.
    void genericClaimsWithAnEmptyNats()
    {
        const auto signer = newSigner(KeyKind::Account);
        GenericClaims claims;
        claims.header.subject = "s";
        claims.natsJson = "{}";
        QCOMPARE(claimsJson(claims), std::string("{\"sub\":\"s\"}"));
        const auto token = encodeToken(claims, signer.key(), issued, signer);
        QVERIFY(token.has_value());
        const auto read = decodeGenericToken(*token);
        QVERIFY(read.has_value());
        QCOMPARE(read->natsJson, std::string("{\"version\":2}"));
    }
};

QTEST_APPLESS_MAIN(TestToken)
#include "tst_token.moc"
