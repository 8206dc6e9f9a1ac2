// SPDX-License-Identifier: Apache-2.0
#include "core/share/findings.h"
#include "tests/support/world_builder.h"

#include <QtTest>

#include <set>

using namespace gd;
using namespace gd::test;

using Spoil = std::function<void(WorldBuilder&)>;
Q_DECLARE_METATYPE(Spoil)

namespace {

Import& import(WorldBuilder& builder, const std::string& start)
{
    for (auto& one : builder.claims("ACCTB").imports)
        if (one.subject.starts_with(start)) return one;
    qFatal("no such import");
}

Export& offered(WorldBuilder& builder, const std::string& start)
{
    for (auto& one : builder.claims("ACCTA").exports)
        if (one.subject.starts_with(start)) return one;
    qFatal("no such export");
}

/// Lets an import and its export agree on another subject, with a token that fits.
void rewrite(WorldBuilder& builder, const std::string& start, const std::string& subject)
{
    offered(builder, start).subject = subject;
    auto& one = import(builder, start);
    if (one.localSubject == one.subject) one.localSubject = subject;
    one.token = builder.activation("ACCTA", builder.key("ACCTB"), one.type, subject);
    one.subject = subject;
}

std::string tokenFor(WorldBuilder& builder, const Import& one, Validity validity = {})
{
    return builder.activation("ACCTA", builder.key("ACCTB"), one.type, one.subject, validity);
}

QString shown(const std::vector<Finding>& findings, const WorldBuilder& builder)
{
    QStringList list;
    for (const auto& finding : findings) {
        const char* mark = finding.severity == Severity::Blocks    ? "!"
                           : finding.severity == Severity::Warning ? "?"
                                                                   : "";
        const auto where = finding.account == builder.key("ACCTA")   ? "A"
                           : finding.account == builder.key("ACCTB") ? "B"
                           : finding.account == builder.key("ACCTC") ? "C"
                                                                     : "-";
        list << QString::fromStdString(std::string(findingCodeName(finding.code)) + mark + "@" + where);
    }
    list.sort();
    return list.join(' ');
}

constexpr const char* infoTail = ".API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1";

} // namespace

/// Each row makes one mistake in a share that is right otherwise. `!` blocks, `?` warns; the letter is the account.
class TstFindings : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void details();
    void codesHaveNames();
    void renames_data();
    void renames();

private:
    static void tokenRows();
    static void rowRows();
    static void importRows();
    static void accountRows();
    static void cycleRows();
};

namespace {
void row(const char* name, const char* codes, Spoil spoil)
{
    QTest::newRow(name) << spoil << QString(codes);
}
} // namespace

void TstFindings::finds_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("codes");
    row("nothing wrong", "", [](WorldBuilder&) {});
    tokenRows();
    rowRows();
    importRows();
    accountRows();
}

void TstFindings::tokenRows()
{
    row("token missing", "token-missing@B", [](WorldBuilder& b) { import(b, "$JS.ACK").token.clear(); });
    row("token for another account", "token-for-other!@B", [](WorldBuilder& b) {
        auto& one = import(b, "$JS.ACK");
        one.token = b.activation("ACCTA", b.key("ACCTC"), one.type, one.subject);
    });
    row("token of the wrong kind", "token-wrong-kind!@B", [](WorldBuilder& b) {
        auto& one = import(b, "$JS.ACK");
        one.token = b.activation("ACCTA", b.key("ACCTB"), ExportType::Stream, one.subject);
    });
    row("token undecodable", "token-undecodable!@B", [](WorldBuilder& b) { import(b, "$JS.ACK").token = "x.y.z"; });
    row("token expired", "token-expired@B", [](WorldBuilder& b) {
        import(b, "$JS.ACK").token = tokenFor(b, import(b, "$JS.ACK"), {0, testNow - 1});
    });
    row("token not yet valid", "token-not-yet-valid@B", [](WorldBuilder& b) {
        import(b, "$JS.ACK").token = tokenFor(b, import(b, "$JS.ACK"), {testNow + 9, 0});
    });
    row("token revoked", "token-revoked@B",
        [](WorldBuilder& b) { offered(b, "$JS.ACK").revocations[b.key("ACCTB")] = testNow; });
    row("token not trusted", "token-not-trusted@B", [](WorldBuilder& b) {
        auto& one = import(b, "$JS.ACK");
        const auto key = b.addSigningKey("ACCTA");
        one.token = b.activation("ACCTA", b.key("ACCTB"), one.type, one.subject, {}, 0, key);
        b.claims("ACCTA").signingKeys.clear();
    });
    row("token too narrow", "token-too-narrow!@B", [](WorldBuilder& b) {
        auto& one = import(b, "$JS.ACK");
        one.token = b.activation("ACCTA", b.key("ACCTB"), one.type, "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.1.>");
    });
    row("token too wide", "token-too-wide?@B", [](WorldBuilder& b) {
        auto& one = import(b, "$JS.ACK");
        one.token = b.activation("ACCTA", b.key("ACCTB"), one.type, "$JS.ACK.ORDEREVENTS.>");
    });
    row("export missing", "export-missing@B row-missing?@A", [](WorldBuilder& b) {
        std::erase_if(b.claims("ACCTA").exports, [](const Export& one) { return one.subject.starts_with("$JS.ACK"); });
    });
}

void TstFindings::rowRows()
{
    // The published guide makes this one in its table: ACK and INFO of another stream than DELIVER.
    row("names differ from subjects",
        "names-differ@A names-differ@A names-differ@B names-differ@B row-missing?@A row-missing@A row-missing@B",
        [](WorldBuilder& b) {
            rewrite(b, "$JS.ACK", "$JS.ACK.RESTOCKEVENTS.RESTOCKEVENTS-C1.>");
            rewrite(b, "$JS.API", "$JS.API.CONSUMER.INFO.RESTOCKEVENTS.RESTOCKEVENTS-C1");
            import(b, "$JS.API").localSubject = "ACCTA.API.CONSUMER.INFO.RESTOCKEVENTS.RESTOCKEVENTS-C1";
        });
    row("consumer differs between rows", "names-differ@A names-differ@B row-missing?@A row-missing@A row-missing@B",
        [](WorldBuilder& b) {
            rewrite(b, "$JS.API", "$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C2");
            import(b, "$JS.API").localSubject = "ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C2";
            // Named completely, so that it is clear to which of the two DELIVER belongs.
            offered(b, "deliver").name = "ORDEREVENTS-ORDEREVENTS-C1-GRANT-DELIVER";
        });
    row("local name of INFO differs", "names-differ@B", [](WorldBuilder& b) {
        import(b, "$JS.API").localSubject = "ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C2";
    });
    row("own naming is no mistake", "", [](WorldBuilder& b) { offered(b, "$JS.ACK").name = "MYORDERS-GRANT-ACK"; });
    row("row missing", "row-missing@B", [](WorldBuilder& b) {
        std::erase_if(b.claims("ACCTB").imports, [](const Import& one) { return one.subject.starts_with("$JS.ACK"); });
    });
    const auto next = [](WorldBuilder& b, const char* subject, const char* responseType) {
        b.addExport("ACCTA",
                    {.name = "n", .subject = subject, .type = ExportType::Service, .responseType = responseType});
    };
    row("NEXT with one answer", "next-not-stream@A row-missing?@A",
        [next](WorldBuilder& b) { next(b, "$JS.API.CONSUMER.MSG.NEXT.S.C", "Singleton"); });
    row("NEXT of a domain without a word", "next-not-stream@A row-missing?@A",
        [next](WorldBuilder& b) { next(b, "$JS.hub.API.CONSUMER.MSG.NEXT.S.C", ""); });
    row("NEXT in chunks", "row-missing?@A",
        [next](WorldBuilder& b) { next(b, "$JS.API.CONSUMER.MSG.NEXT.S.C", "Chunked"); });
    row("ACK offered as stream", "ack-is-stream@A ack-is-stream@B", [](WorldBuilder& b) {
        offered(b, "$JS.ACK").type = import(b, "$JS.ACK").type = ExportType::Stream;
        offered(b, "$JS.ACK").responseType.clear();
        import(b, "$JS.ACK").token = tokenFor(b, import(b, "$JS.ACK"));
    });
    row("DELIVER offered as service", "deliver-is-service@A deliver-is-service@B", [](WorldBuilder& b) {
        offered(b, "deliver").type = import(b, "deliver").type = ExportType::Service;
        import(b, "deliver").token = tokenFor(b, import(b, "deliver"));
    });
}

void TstFindings::importRows()
{
    row("ACK renamed", "ack-renamed@B", [](WorldBuilder& b) { import(b, "$JS.ACK").localSubject = "acks.>"; });
    row("INFO unprefixed", "info-unprefixed@B",
        [](WorldBuilder& b) { import(b, "$JS.API").localSubject = import(b, "$JS.API").subject; });
    row("INFO without local name", "info-unprefixed@B",
        [](WorldBuilder& b) { import(b, "$JS.API").localSubject.clear(); });
    row("prefix reserved", "prefix-reserved@B",
        [](WorldBuilder& b) { import(b, "$JS.API").localSubject = std::string("$ACCTA") + infoTail; });
    row("prefix used by another provider", "prefix-used-by-other?@B", [](WorldBuilder& b) {
        for (const auto& one : pushConsumerExports("S", "C", "deliver.s", false)) {
            b.addExport("ACCTC", one);
            const bool isInfo = one.subject.starts_with("$JS.API");
            b.addImport("ACCTB", {.name = one.name,
                                  .subject = one.subject,
                                  .account = b.key("ACCTC"),
                                  .localSubject = isInfo ? "ACCTA" + one.subject.substr(3) : one.subject,
                                  .type = one.type});
        }
    });
    row("imported twice", "import-exists!@B", [](WorldBuilder& b) {
        auto again = import(b, "$JS.API");
        again.localSubject = std::string("OTHER") + infoTail;
        b.addImport("ACCTB", again);
    });
    row("service names collide", "import-collides!@B", [](WorldBuilder& b) {
        b.addExport("ACCTA", {.name = "all", .subject = "all.>", .type = ExportType::Service});
        b.addImport("ACCTB", {.name = "all",
                              .subject = "all.>",
                              .account = b.key("ACCTA"),
                              .localSubject = "ACCTA.API.>",
                              .type = ExportType::Service});
    });
    row("one ACK subject of two providers", "local-name-shared!@B row-missing@B row-missing@C", [](WorldBuilder& b) {
        b.addExport("ACCTC", {.name = "ORDEREVENTS-GRANT-ACK",
                              .subject = "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>",
                              .type = ExportType::Service});
        b.addImport("ACCTB", {.name = "ORDEREVENTS-GRANT-ACK",
                              .subject = "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>",
                              .account = b.key("ACCTC"),
                              .type = ExportType::Service});
    });
    row("local feed is fed twice", "local-captured?@B", [](WorldBuilder& b) {
        b.addExport("ACCTA", {.name = "retail", .subject = "retail.>", .type = ExportType::Stream});
        b.addImport("ACCTB",
                    {.name = "retail", .subject = "retail.>", .account = b.key("ACCTA"), .type = ExportType::Stream});
    });
    row("feed and service under one name", "local-captured?@B", [](WorldBuilder& b) {
        b.addExport("ACCTA", {.name = "api", .subject = "api", .type = ExportType::Service});
        b.addImport("ACCTB", {.name = "api",
                              .subject = "api",
                              .account = b.key("ACCTA"),
                              .localSubject = "retail.v1.order.events",
                              .type = ExportType::Service});
    });
    row("rename does not fit", "rename-mismatch!@B",
        [](WorldBuilder& b) { import(b, "deliver").localSubject = "retail.v1.>"; });
}

void TstFindings::accountRows()
{
    row("exports overlap", "export-overlaps!@A", [](WorldBuilder& b) {
        b.addExport("ACCTA",
                    {.name = "all", .subject = "$JS.ACK.>", .type = ExportType::Service, .tokenRequired = true});
    });
    row("equal exports", "export-overlaps!@A", [](WorldBuilder& b) { b.addExport("ACCTA", offered(b, "$JS.API")); });
    row("a feed and a service may share a subject", "", [](WorldBuilder& b) {
        b.addExport("ACCTA", {.name = "same",
                              .subject = "$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1",
                              .type = ExportType::Stream});
    });
    cycleRows();
    for (const char* subject : {"a.>.b", "a..b", "a.b*", "a b", ""}) {
        const auto name = QByteArray("no subject: ") + subject;
        row(name, "subject-malformed@A", [subject](WorldBuilder& b) {
            b.addExport("ACCTA", {.name = "bad", .subject = subject, .type = ExportType::Stream});
        });
    }
    const auto offer = [](const char* subject, const char* codes) {
        const auto name = QByteArray("breadth of ") + subject;
        row(name, codes, [subject](WorldBuilder& b) {
            b.claims("ACCTA").exports.clear();
            b.claims("ACCTB").imports.clear();
            b.addExport("ACCTA", {.name = "x", .subject = subject, .type = ExportType::Service});
        });
    };
    for (const char* subject :
         {">", "*.>", "$JS.>", "$JS.API.>", "$JS.hub.API.>", "$JS.API.STREAM.>", "_INBOX.>", "$SYS.>",
          "$JS.API.CONSUMER.CREATE.*", "$JS.API.CONSUMER.CREATE.*.C", "$JS.API.CONSUMER.DURABLE.CREATE.S.*"})
        offer(subject, "export-too-broad?@A");
    for (const char* subject : {"a.>", "$JS.ACKS", "_INBOX.x", "$JS.API.CONSUMER.DURABLE.CREATE.S.C"})
        offer(subject, "");
    row("limits it gave itself", "not-operator-signed@C self-signed-limits?@C", [](WorldBuilder& b) {
        b.selfSigned("ACCTC");
        b.claims("ACCTC").limits.imports = 5;
    });
    row("signed by itself without limits", "not-operator-signed@C", [](WorldBuilder& b) { b.selfSigned("ACCTC"); });
    row("too many imports", "too-many-imports!@B", [](WorldBuilder& b) { b.claims("ACCTB").limits.imports = 2; });
    row("just as many imports", "", [](WorldBuilder& b) { b.claims("ACCTB").limits.imports = 3; });
    row("too many exports", "too-many-exports!@A", [](WorldBuilder& b) { b.claims("ACCTA").limits.exports = 0; });
    row("wildcards not allowed", "wildcards-not-allowed!@A", [](WorldBuilder& b) {
        b.claims("ACCTA").limits.exports = 9;
        b.claims("ACCTA").limits.wildcards = false;
    });
    row("wildcards count only with limited exports", "",
        [](WorldBuilder& b) { b.claims("ACCTA").limits.wildcards = false; });
}

void TstFindings::cycleRows()
{
    const auto give = [](WorldBuilder& b, const char* from, const char* to, ExportType type, const char* subject,
                         const char* local = "") {
        const bool isThere =
            std::ranges::any_of(b.claims(from).exports, [&](const Export& one) { return one.subject == subject; });
        if (!isThere) b.addExport(from, {.name = "x", .subject = subject, .type = type});
        b.addImport(to, {.name = "x", .subject = subject, .account = b.key(from), .localSubject = local, .type = type});
    };
    for (const auto type : {ExportType::Service, ExportType::Stream}) {
        const QByteArray kind = type == ExportType::Stream ? "feeds: " : "services: ";
        row(kind + "back and forth", "import-cycle@B import-cycle@C", [=](WorldBuilder& b) {
            give(b, "ACCTB", "ACCTC", type, "x");
            give(b, "ACCTC", "ACCTB", type, "x");
        });
        row(kind + "around three", "import-cycle@A import-cycle@B import-cycle@C", [=](WorldBuilder& b) {
            give(b, "ACCTA", "ACCTB", type, "x");
            give(b, "ACCTB", "ACCTC", type, "x");
            give(b, "ACCTC", "ACCTA", type, "x");
        });
        row(kind + "passed on", "", [=](WorldBuilder& b) {
            give(b, "ACCTA", "ACCTB", type, "x");
            give(b, "ACCTB", "ACCTC", type, "x");
        });
        row(kind + "back under another name", "", [=](WorldBuilder& b) {
            give(b, "ACCTB", "ACCTC", type, "x", "there");
            give(b, "ACCTC", "ACCTB", type, "y", "here");
        });
    }
}

void TstFindings::finds()
{
    QFETCH(Spoil, spoil);
    auto builder = WorldBuilder::orderEvents();
    spoil(builder);
    QTEST(shown(builder.build().findings, builder), "codes");
}

void TstFindings::details()
{
    auto builder = WorldBuilder::orderEvents();
    import(builder, "$JS.ACK").token.clear();
    auto world = builder.build();
    QCOMPARE(world.findings.size(), std::size_t(1));
    QVERIFY(world.findings[0] == (Finding{Severity::Problem, FindingCode::TokenMissing, builder.key("ACCTB"),
                                          "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>", builder.key("ACCTA")}));

    world.accounts[0].operatorSigned = false;
    Findings findings;
    ruleOperatorSigned({world.accounts, {}}, findings);
    QCOMPARE(findings.size(), std::size_t(1));
    QVERIFY(findings[0].code == FindingCode::NotOperatorSigned && findings[0].subject == "ACCTA");
}

void TstFindings::codesHaveNames()
{
    std::set<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(FindingCode::CredsOutdated); ++code)
        names.insert(findingCodeName(static_cast<FindingCode>(code)));
    QCOMPARE(names.size(), static_cast<std::size_t>(FindingCode::CredsOutdated) + 1);
    QVERIFY(!names.contains("unknown"));
}

void TstFindings::renames_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("local");
    QTest::addColumn<bool>("fits");
    QTest::newRow("none") << "a.*"
                          << "" << true;
    QTest::newRow("plain") << "a.b"
                           << "c" << true;
    QTest::newRow("tail") << "a.>"
                          << "b.c.>" << true;
    QTest::newRow("tail only there") << "a.>"
                                     << "b" << false;
    QTest::newRow("tail only here") << "a"
                                    << "b.>" << false;
    QTest::newRow("star") << "a.*"
                          << "*.b" << true;
    QTest::newRow("reference") << "a.*.*"
                               << "b.$2.$1" << true;
    QTest::newRow("reference twice") << "a.*.*"
                                     << "b.$1.$1" << true;
    QTest::newRow("too few") << "a.*.*"
                             << "b.$1" << false;
    QTest::newRow("too many") << "a.*"
                              << "b.$1.*" << false;
    QTest::newRow("out of range") << "a.*"
                                  << "b.$2" << false;
    QTest::newRow("no reference") << "a"
                                  << "$JS.x" << true;
}

void TstFindings::renames()
{
    QFETCH(QString, subject);
    QFETCH(QString, local);
    QTEST(renameFits(subject.toStdString(), local.toStdString()), "fits");
}

QTEST_APPLESS_MAIN(TstFindings)
#include "tst_findings.moc"
