// SPDX-License-Identifier: Apache-2.0
#include "core/share/trust.h"

#include "core/jwt/token.h"
#include "tests/support/world_builder.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

class TstTrust : public QObject {
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void unknownProvider();
    void oldImports();
};

namespace {

const std::string subject = "orders.>";

/// One private feed from A to B, which a case then spoils.
struct Case {
    WorldBuilder builder = WorldBuilder::sample();
    Export offered{.subject = subject, .type = ExportType::Stream, .tokenRequired = true};
    Import import{.subject = subject, .type = ExportType::Stream};
    UnixSeconds issuedAt = testNow - 100;
    Validity validity{};
    std::string target{}, tokenSubject = subject, signingKey{};
    ExportType kind = ExportType::Stream;
    bool withToken = true, damaged = false, otherSignature = false, isOffered = true, otherIssuer = false;
    bool namesProvider = false; ///< a token of another account that says it was issued for the provider
};

using Spoil = std::function<void(Case&)>;

} // namespace

Q_DECLARE_METATYPE(Spoil)

void TstTrust::judges_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("codes");
    const auto row = [](const char* name, const char* codes, Spoil spoil) {
        QTest::newRow(name) << spoil << QString(codes);
    };
#define SPOIL(...)                                                                                                     \
    [](Case& c) {                                                                                                      \
        __VA_ARGS__;                                                                                                   \
    }
    row("good", "", [](Case&) {});
    row("missing", "token-missing", SPOIL(c.withToken = false));
    row("public, none needed", "", SPOIL(c.withToken = false; c.offered.tokenRequired = false));
    row("export missing", "export-missing", SPOIL(c.isOffered = false));
    row("export of another kind", "token-wrong-kind", SPOIL(c.offered.type = ExportType::Service));
    row("export of another kind, no token", "export-missing",
        SPOIL(c.offered.type = ExportType::Service; c.withToken = false));
    row("export narrower", "export-missing", SPOIL(c.offered.subject = "orders.eu.>"));
    row("export wider", "", SPOIL(c.offered.subject = ">"));
    row("for another", "token-for-other", SPOIL(c.target = c.builder.key("ACCTC")));
    row("wrong kind", "token-wrong-kind", SPOIL(c.kind = ExportType::Service));
    row("damaged", "token-undecodable", SPOIL(c.damaged = true));
    row("signature of another token", "token-undecodable", SPOIL(c.otherSignature = true));
    row("stranger who names the provider", "token-not-trusted", SPOIL(c.namesProvider = true));
    row("signing key of another account", "token-not-trusted",
        SPOIL(c.signingKey = c.builder.addSigningKey("ACCTC"); c.namesProvider = true));
    row("signing key removed from the provider since", "token-not-trusted",
        SPOIL(c.signingKey = c.builder.addSigningKey("ACCTA"); c.builder.addSigningKey("ACCTA");
              c.builder.claims("ACCTA").signingKeys.erase(c.signingKey)));
    row("too narrow", "token-too-narrow", SPOIL(c.tokenSubject = "orders.eu.>"));
    row("import narrower than token", "", SPOIL(c.import.subject = "orders.eu.>"));
    row("expired", "token-expired", SPOIL(c.validity.end = testNow - 1));
    row("ends this second", "token-expired", SPOIL(c.validity.end = testNow));
    row("ends next second", "", SPOIL(c.validity.end = testNow + 1));
    row("starts next second", "token-not-yet-valid", SPOIL(c.validity.start = testNow + 1));
    row("starts this second", "", SPOIL(c.validity.start = testNow));
    row("another account's token", "token-not-trusted", SPOIL(c.otherIssuer = true));
    row("signing key", "", SPOIL(c.signingKey = c.builder.addSigningKey("ACCTA")));
    row("signing key removed", "token-not-trusted",
        SPOIL(c.signingKey = c.builder.addSigningKey("ACCTA"); c.builder.claims("ACCTA").signingKeys.clear()));
    row("scoped signing key", "",
        SPOIL(c.signingKey = c.builder.addSigningKey("ACCTA");
              c.builder.claims("ACCTA").signingKeys[c.signingKey] = UserScope{.role = "r"}));
    row("revoked", "token-revoked", SPOIL(c.offered.revocations[c.builder.key("ACCTB")] = testNow));
    row("revoked in the second of issue", "token-revoked",
        SPOIL(c.offered.revocations[c.builder.key("ACCTB")] = c.issuedAt));
    row("revoked before", "", SPOIL(c.offered.revocations[c.builder.key("ACCTB")] = c.issuedAt - 1));
    row("all revoked", "token-revoked", SPOIL(c.offered.revocations["*"] = testNow));
    row("all before, this one later", "token-revoked",
        SPOIL(c.offered.revocations["*"] = c.issuedAt - 1; c.offered.revocations[c.builder.key("ACCTB")] = testNow));
    row("another is revoked", "", SPOIL(c.offered.revocations[c.builder.key("ACCTC")] = testNow));
    row("public: expired and revoked do not matter", "",
        SPOIL(c.offered.tokenRequired = false; c.validity.end = testNow - 1; c.offered.revocations["*"] = testNow));
    row("public: for another still locks out", "token-for-other",
        SPOIL(c.offered.tokenRequired = false; c.target = c.builder.key("ACCTC")));
    row("everything at once", "token-expired token-for-other token-too-narrow token-wrong-kind",
        SPOIL(c.kind = ExportType::Service; c.target = c.builder.key("ACCTC"); c.tokenSubject = "x";
              c.validity.end = testNow - 1));
    row("every reason of a good signature at once",
        "token-expired token-for-other token-not-trusted token-not-yet-valid token-revoked token-too-narrow "
        "token-wrong-kind",
        SPOIL(c.signingKey = c.builder.addSigningKey("ACCTA"); c.builder.claims("ACCTA").signingKeys.clear();
              c.kind = ExportType::Service; c.target = c.builder.key("ACCTC"); c.tokenSubject = "x";
              c.validity.end = testNow - 1; c.validity.start = testNow + 1; c.offered.revocations["*"] = c.issuedAt));
    row("no export and a bad token", "export-missing token-expired token-for-other",
        SPOIL(c.isOffered = false; c.target = c.builder.key("ACCTC"); c.validity.end = testNow));
    row("expired and revoked", "token-expired token-revoked",
        SPOIL(c.validity.end = testNow; c.offered.revocations[c.builder.key("ACCTB")] = c.issuedAt));
    row("own key in its place", "",
        SPOIL(c.offered.subject = "orders.*.>"; c.offered.accountTokenPosition = 2; c.withToken = false;
              c.import.subject = "orders." + c.builder.key("ACCTB") + ".>"));
    row("another's key in that place", "export-missing",
        SPOIL(c.offered.subject = "orders.*.>"; c.offered.accountTokenPosition = 2; c.withToken = false;
              c.import.subject = "orders." + c.builder.key("ACCTC") + ".>"));
#undef SPOIL
}

void TstTrust::judges()
{
    QFETCH(Spoil, spoil);
    Case c;
    c.target = c.builder.key("ACCTB");
    spoil(c);
    if (c.isOffered) c.builder.addExport("ACCTA", c.offered);
    c.import.account = c.builder.key("ACCTA");
    if (c.withToken)
        c.import.token = c.builder.activation(c.otherIssuer ? "ACCTC" : "ACCTA", c.target, c.kind, c.tokenSubject,
                                              c.validity, c.issuedAt, c.signingKey);
    if (c.namesProvider) {
        auto claims = decodeActivation(
            c.builder.activation("ACCTC", c.target, c.kind, c.tokenSubject, c.validity, c.issuedAt, c.signingKey));
        QVERIFY(claims.has_value());
        claims->issuerAccount = c.builder.key("ACCTA");
        const auto token = encodeToken(*claims, claims->header.issuer, c.issuedAt, c.builder.keys());
        QVERIFY(token.has_value());
        c.import.token = *token;
    }
    if (c.otherSignature) {
        const std::string other =
            c.builder.activation("ACCTA", c.target, c.kind, "other.>", c.validity, c.issuedAt, c.signingKey);
        c.import.token = c.import.token.substr(0, c.import.token.rfind('.')) + other.substr(other.rfind('.'));
    }
    if (c.damaged) c.import.token.resize(c.import.token.size() / 2);
    const auto world = c.builder.build();
    const auto trust = judgeImport(c.import, c.builder.key("ACCTB"), world.account(c.import.account), testNow);
    QStringList codes;
    for (const auto& problem : trust.problems)
        codes << QString::fromStdString(std::string(findingCodeName(problem.code)));
    codes.sort();
    QTEST(codes.join(' '), "codes");
    QCOMPARE(trust.claims != nullptr, c.withToken && !c.damaged && !c.otherSignature);
}

void TstTrust::unknownProvider()
{
    auto builder = WorldBuilder::sample();
    Import import{.subject = subject, .account = builder.key("ACCTA"), .type = ExportType::Stream};
    QVERIFY(judgeImport(import, builder.key("ACCTB"), nullptr, testNow).problems.empty());
    import.token = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Stream, subject, {0, testNow - 5});
    const auto trust = judgeImport(import, builder.key("ACCTB"), nullptr, testNow);
    QCOMPARE(trust.problems.size(), std::size_t(1));
    QVERIFY(trust.problems[0].code == FindingCode::TokenExpired);
    QVERIFY(!trust.exportIndex);
}

void TstTrust::oldImports()
{
    Import feed{.subject = "a.b", .to = "mine", .type = ExportType::Stream};
    QCOMPARE(remoteSubject(feed), std::string("a.b"));
    QCOMPARE(localName(feed), std::string("mine.a.b"));
    Import service{.subject = "mine", .to = "a.b", .type = ExportType::Service}; // the other way round
    QCOMPARE(remoteSubject(service), std::string("a.b"));
    QCOMPARE(localName(service), std::string("mine"));
}

QTEST_APPLESS_MAIN(TstTrust)
#include "tst_trust.moc"
