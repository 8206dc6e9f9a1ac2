// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/token.h"
#include "core/share/planner.h"
#include "core/share/signing.h"
#include "tests/support/world_builder.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

Snapshot applyPlan(const Result<SharePlan>& plan, const Snapshot& world, const WorldBuilder& builder, UnixSeconds now)
{
    if (!plan) qFatal("no plan");
    const auto transaction = signPlan(*plan, world, builder.keys(), now);
    if (!transaction) qFatal("not signed");
    auto after = applied(world, *transaction, now);
    if (!after) qFatal("not applied");
    return *after;
}

/// The draft that a drop of all files on the shelf makes.
AcceptDraft dropOf(const Snapshot& world, const std::string& consumer)
{
    AcceptDraft draft{.account = consumer};
    for (const auto& file : world.tokenFiles)
        draft.items.push_back({.token = file.token, .sourceName = file.file.filename().string()});
    return draft;
}

/// Imports without what differs by nature: the tokens.
std::vector<Import> bare(const AccountClaims& claims)
{
    auto imports = claims.imports;
    for (auto& import : imports)
        import.token.clear();
    return imports;
}

QString found(const AcceptVerdict& verdict)
{
    QStringList list;
    for (const auto& finding : verdict.findings)
        list << QString::fromStdString(std::string(findingCodeName(finding.code)));
    list.sort();
    return list.join(' ');
}

AcceptVerdict judgeOne(const WorldBuilder& builder, AcceptItem item, const std::string& prefix = "",
                       const std::string& consumer = "ACCTB")
{
    AcceptDraft draft{.account = builder.key(consumer), .prefix = prefix};
    draft.items.push_back(std::move(item));
    return judge(draft, builder.build(), testNow).front();
}

const std::string info = "$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1";
const std::string ack = "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>";

/// ACCTA offers the order events, and nobody has taken them.
WorldBuilder offeredWorld()
{
    auto builder = WorldBuilder::sample();
    for (const auto& offered : pushConsumerExports("ORDEREVENTS", "ORDEREVENTS-C1", "deliver.retail.v1.order.events"))
        builder.addExport("ACCTA", offered);
    return builder;
}

} // namespace

class TstAccept : public QObject {
    Q_OBJECT

private slots:
    void dropEqualsWizard();
    void oneByOneEqualsWizard();
    void unknownProviderIsNamedByFile();
    void unknownProviderIsNamedBySiblings();
    void foreignTokensAreKept();
    void refuses_data();
    void refuses();
    void reportsAndStillImports();
    void publicExportsNeedNoToken();
    void localNamesAreChecked();
    void whatWasTypedMustBeMended();
    void problems();
    void notImportableStaysOut();
};

void TstAccept::dropEqualsWizard()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto wizard =
        applyPlan(planShare(orderEventsDraft(builder, "ACCTB", true), world, testNow), world, builder, testNow);

    const auto shared =
        applyPlan(planShare(orderEventsDraft(builder, "ACCTB", false), world, testNow), world, builder, testNow);
    QCOMPARE(shared.tokenFiles.size(), std::size_t(3));
    QVERIFY(shared.account(builder.key("ACCTB"))->claims.imports.empty());
    QCOMPARE(shared.shares.size(), std::size_t(1));
    QVERIFY(shared.shares[0].state == GrantState::NotImported);

    const auto draft = dropOf(shared, builder.key("ACCTB"));
    for (const auto& verdict : judge(draft, shared, testNow)) {
        QVERIFY(verdict.importable);
        QCOMPARE(verdict.shareTitle, std::string("ORDEREVENTS-C1"));
    }
    const auto plan = planImport(draft, shared, testNow);
    QVERIFY(plan);
    QVERIFY(plan->findings.empty());
    QCOMPARE(plan->changes.size(), std::size_t(3)); // the files lie in the folder already
    const auto dropped = applyPlan(plan, shared, builder, testNow + 5);

    for (const auto* name : {"ACCTA", "ACCTB"}) {
        const auto& one = wizard.account(builder.key(name))->claims;
        const auto& two = dropped.account(builder.key(name))->claims;
        QVERIFY2(bare(one) == bare(two), name);
        QVERIFY2(one.exports == two.exports, name);
    }
    QCOMPARE(dropped.shares.size(), std::size_t(1));
    QCOMPARE(dropped.shares[0].id, wizard.shares[0].id);
    QVERIFY(dropped.shares[0].state == GrantState::Active);
}

void TstAccept::oneByOneEqualsWizard()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto wizard =
        applyPlan(planShare(orderEventsDraft(builder, "ACCTB", true), world, testNow), world, builder, testNow);
    auto now = applyPlan(planShare(orderEventsDraft(builder, "ACCTB", false), world, testNow), world, builder, testNow);
    for (const auto& item : dropOf(now, builder.key("ACCTB")).items) {
        const AcceptDraft draft{.account = builder.key("ACCTB"), .items = {item}};
        const auto plan = planImport(draft, now, testNow);
        QVERIFY(plan && plan->canApply());
        now = applyPlan(plan, now, builder, now.readAt + 1);
    }
    QVERIFY(bare(now.account(builder.key("ACCTB"))->claims) == bare(wizard.account(builder.key("ACCTB"))->claims));
}

void TstAccept::unknownProviderIsNamedByFile()
{
    auto foreign = offeredWorld();
    const auto token = foreign.activation("ACCTA", foreign.key("ACCTB"), ExportType::Stream, "deliver.orders");
    WorldBuilder here;
    here.addAccount("ACCTB");
    const auto verdict = judgeOne(here, {.token = token, .sourceName = "ORDEREVENTS-GRANT-DELIVER-ACCTB.tok"});
    QVERIFY2(verdict.importable, found(verdict).toUtf8());
    QCOMPARE(verdict.role, std::string("DELIVER"));
    QCOMPARE(verdict.shareTitle, std::string("ORDEREVENTS"));
    QCOMPARE(verdict.value.name, std::string("ORDEREVENTS-GRANT-DELIVER"));
    QCOMPARE(verdict.value.localSubject, std::string("orders"));
    QCOMPARE(verdict.value.account, foreign.key("ACCTA"));

    const auto infoToken = foreign.activation("ACCTA", foreign.key("ACCTB"), ExportType::Service, info);
    const auto prefixed = judgeOne(here, {.token = infoToken});
    QCOMPARE(prefixed.value.localSubject, foreign.key("ACCTA").substr(0, 8) + info.substr(3));
    QCOMPARE(judgeOne(here, {.token = infoToken}, "HUB").value.localSubject, "HUB" + info.substr(3));
}

void TstAccept::unknownProviderIsNamedBySiblings()
{
    auto foreign = offeredWorld();
    WorldBuilder here;
    here.addAccount("ACCTB");
    AcceptDraft draft{.account = here.key("ACCTB")};
    const auto add = [&](ExportType type, const std::string& subject) {
        draft.items.push_back({.token = foreign.activation("ACCTA", here.key("ACCTB"), type, subject)});
    };
    add(ExportType::Stream, "deliver.orders");
    add(ExportType::Service, ack);
    auto verdicts = judge(draft, here.build(), testNow);
    QCOMPARE(verdicts[0].value.name, std::string("ORDEREVENTS-GRANT-DELIVER"));
    QCOMPARE(verdicts[0].shareTitle, verdicts[1].shareTitle);
    QCOMPARE(verdicts[1].value.localSubject, ack);

    add(ExportType::Stream, "deliver.invoices"); // now nobody can tell which is which
    verdicts = judge(draft, here.build(), testNow);
    QCOMPARE(verdicts[0].role, std::string());
    QCOMPARE(verdicts[0].value.name, std::string("deliver.orders"));
    QCOMPARE(verdicts[2].role, std::string());
}

void TstAccept::foreignTokensAreKept()
{
    auto builder = offeredWorld();
    AcceptDraft draft{.account = builder.key("ACCTB")};
    draft.items.push_back({.token = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Service, ack),
                           .sourceName = "mail attachment.tok"});
    draft.items.push_back({.token = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Stream, "news"),
                           .sourceName = "../news.tok"});
    const auto world = builder.build();
    auto plan = planImport(draft, world, testNow);
    QVERIFY(plan);
    QCOMPARE(plan->changes.size(), std::size_t(4));
    QCOMPARE(std::get<KeepTokenFile>(plan->changes[0]).fileName, std::string("ORDEREVENTS-GRANT-ACK-ACCTB.tok"));
    QCOMPARE(std::get<KeepTokenFile>(plan->changes[2]).fileName, std::string("_._news.tok"));
    const auto after = applyPlan(plan, world, builder, testNow);
    QCOMPARE(fileNames(after.tokenFiles), (std::vector<std::string>{"ORDEREVENTS-GRANT-ACK-ACCTB.tok", "_._news.tok"}));

    draft.keepFiles = false;
    plan = planImport(draft, world, testNow);
    QVERIFY(plan);
    QCOMPARE(plan->changes.size(), std::size_t(2));
}

void TstAccept::refuses_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("code");
    auto builder = offeredWorld();
    const auto row = [](const char* name, const std::string& token, const char* code) {
        QTest::newRow(name) << QString::fromStdString(token) << QString(code);
    };
    const auto consumer = builder.key("ACCTB");
    row("for another account", builder.activation("ACCTA", builder.key("ACCTC"), ExportType::Service, ack),
        "token-for-other");
    row("expired", builder.activation("ACCTA", consumer, ExportType::Service, ack, {0, testNow - 1}), "token-expired");
    const auto good = builder.activation("ACCTA", consumer, ExportType::Service, ack);
    row("damaged", good.substr(0, good.size() - 5) + "AAAAA", "token-undecodable");
    row("cut", good.substr(0, 50), "token-undecodable");
    row("an account token", builder.build().account(consumer)->token, "token-undecodable");
    MemoryKeys keys;
    builder.claims("ACCTA").signingKeys.clear();
    const auto gone = builder.keys().add(KeyKind::Account, "a key that was removed");
    row("signed by a removed key", builder.activation("ACCTA", consumer, ExportType::Service, ack, {}, 0, gone),
        "token-not-trusted");
    row("of its own", builder.activation("ACCTB", consumer, ExportType::Service, "own"),
        "export-missing token-not-trusted");
    for (const std::string subject : {"a b", "a..b", "a.", "x.>.y"})
        row(("granting " + subject).c_str(), builder.activation("ACCTA", consumer, ExportType::Service, subject),
            "token-undecodable");
    ActivationClaims claims;
    claims.header.subject = consumer;
    claims.grantedSubject = ack;
    claims.kind = ExportType::Service;
    for (const auto& issuer : {std::string("nobody"), builder.keys().add(KeyKind::User, "no account")}) {
        claims.issuerAccount = issuer;
        const auto token = encodeToken(claims, gone, testNow - 1, builder.keys());
        QVERIFY(token);
        row(("for " + issuer).c_str(), *token, "token-undecodable");
    }
    row("ACK as stream", builder.activation("ACCTA", consumer, ExportType::Stream, ack),
        "ack-is-stream token-wrong-kind");
    row("feed as service", builder.activation("ACCTA", consumer, ExportType::Service, "deliver.retail.v1.order.events"),
        "token-wrong-kind");
}

void TstAccept::refuses()
{
    QFETCH(QString, token);
    const auto verdict = judgeOne(offeredWorld(), {.token = token.toStdString(), .sourceName = "x.tok"});
    QVERIFY(!verdict.importable);
    QTEST(found(verdict), "code");
}

void TstAccept::reportsAndStillImports()
{
    auto builder = offeredWorld();
    const auto consumer = builder.key("ACCTB");
    auto later = builder.activation("ACCTA", consumer, ExportType::Service, ack, {testNow + 100, 0});
    auto verdict = judgeOne(builder, {.token = later});
    QVERIFY(verdict.importable);
    QCOMPARE(found(verdict), QString("token-not-yet-valid"));
    verdict = judgeOne(builder, {.token = builder.activation("ACCTA", consumer, ExportType::Stream, "unheard")});
    QVERIFY(verdict.importable);
    QCOMPARE(found(verdict), QString("export-missing"));
}

void TstAccept::publicExportsNeedNoToken()
{
    auto builder = offeredWorld();
    builder.addExport("ACCTA", {.name = "news", .subject = "news.>", .type = ExportType::Stream});
    AcceptItem item{.provider = builder.key("ACCTA"), .subject = "news.sport", .type = ExportType::Stream};
    auto verdict = judgeOne(builder, item);
    QVERIFY2(verdict.importable, found(verdict).toUtf8());
    QCOMPARE(verdict.value.name, std::string("news.sport"));
    QCOMPARE(verdict.value.localSubject, std::string()); // as nsc: only written if it differs
    item.localSubject = "sport";
    item.name = "my sport";
    verdict = judgeOne(builder, item);
    QCOMPARE(verdict.value.name, std::string("my sport"));
    QCOMPARE(verdict.value.localSubject, std::string("sport"));

    item = {.provider = builder.key("ACCTA"), .subject = ack, .type = ExportType::Service};
    verdict = judgeOne(builder, item);
    QVERIFY(!verdict.importable);
    QCOMPARE(found(verdict), QString("token-missing"));
    QVERIFY(!judgeOne(builder, {}).importable);

    item = {.provider = builder.key("ACCTA"), .subject = "news..sport", .type = ExportType::Stream};
    QCOMPARE(found(judgeOne(builder, item)), QString("export-missing"));
    item = {.provider = "nobody", .subject = "news.sport", .type = ExportType::Stream};
    QVERIFY(!judgeOne(builder, item).importable);
}

void TstAccept::localNamesAreChecked()
{
    auto builder = offeredWorld();
    const auto consumer = builder.key("ACCTB");
    const auto judged = [&](const std::string& subject, const std::string& local) {
        const auto token = builder.activation("ACCTA", consumer, ExportType::Service, subject);
        const auto verdict = judgeOne(builder, {.token = token, .localSubject = local});
        return (verdict.importable ? "+" : "-") + found(verdict);
    };
    QCOMPARE(judged(ack, "acks.>"), QString("-ack-renamed"));
    QCOMPARE(judged(ack, "acks"), QString("-ack-renamed rename-mismatch"));
    QCOMPARE(judged(info, info), QString("-info-unprefixed"));
    QCOMPARE(judged(info, "$X" + info.substr(3)), QString("-prefix-reserved"));
    QCOMPARE(judged(info, "anything"), QString("+"));

    AcceptDraft draft{.account = consumer};
    const auto token = builder.activation("ACCTA", consumer, ExportType::Service, ack);
    draft.items = {{.token = token}, {.token = token}};
    const auto verdicts = judge(draft, builder.build(), testNow);
    QVERIFY(verdicts[0].importable);
    QCOMPARE(found(verdicts[1]), QString("import-exists"));
}

void TstAccept::whatWasTypedMustBeMended()
{
    auto builder = offeredWorld();
    const auto world = builder.build();
    AcceptDraft draft{.account = builder.key("ACCTB")};
    draft.items = {
        {.token = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Service, ack)},
        {.token = builder.activation("ACCTA", builder.key("ACCTC"), ExportType::Service, info), .localSubject = "a b"}};
    // A row that stays out for another reason keeps nobody from going on, whatever was typed into it.
    auto verdicts = judge(draft, world, testNow);
    QVERIFY(!verdicts[1].importable && !verdicts[1].typed);
    QVERIFY(problemsToMend(draft, verdicts, world).empty());
    QVERIFY(planImport(draft, world, testNow));

    draft.items[1].token = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Service, info);
    verdicts = judge(draft, world, testNow);
    QVERIFY(verdicts[0].importable);
    QVERIFY(!verdicts[1].importable && verdicts[1].findings.empty());
    QVERIFY(verdicts[1].typed);
    QCOMPARE(verdicts[1].typed->field, std::string("localSubject"));
    QCOMPARE(verdicts[1].typed->index, std::size_t(1));
    QVERIFY(verdicts[1].typed->error.code == ErrorCode::SubjectBadCharacter);
    QCOMPARE(problemsToMend(draft, verdicts, world), std::vector{*verdicts[1].typed});
    QVERIFY(planImport(draft, world, testNow).error() == verdicts[1].typed->error);

    draft.items[1].use = false; // not wanted: what was typed does not matter
    QVERIFY(planImport(draft, world, testNow));

    draft.items[1] = {.token = draft.items[1].token, .name = "two\nlines"};
    verdicts = judge(draft, world, testNow);
    QVERIFY(verdicts[1].typed && verdicts[1].typed->error.code == ErrorCode::LabelHasBadCharacter);
}

void TstAccept::problems()
{
    auto builder = offeredWorld();
    const auto world = builder.build();
    AcceptDraft draft{.prefix = "$JS"};
    draft.items = {{.token = "nonsense"},
                   {.provider = "AX", .subject = "a..b", .type = ExportType::Stream, .localSubject = "a b"},
                   {.token = "nonsense", .use = false}};
    QStringList fields;
    for (const auto& problem : draft.problems(world))
        fields << QString("%1 %2").arg(QString::fromStdString(problem.field)).arg(problem.index);
    QCOMPARE(fields.join(", "), QString("account 0, prefix 0, token 0, provider 1, subject 1, localSubject 1"));

    draft = {.account = builder.key("ACCTB")};
    draft.items = {
        {.token = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Service, ack)},
        {.provider = builder.key("ACCTA"), .subject = "a.*", .type = ExportType::Stream, .localSubject = "b.$1"}};
    QVERIFY(draft.problems(world).empty());
}

void TstAccept::notImportableStaysOut()
{
    auto builder = offeredWorld();
    const auto consumer = builder.key("ACCTB");
    AcceptDraft draft{.account = consumer};
    draft.items = {{.token = builder.activation("ACCTA", consumer, ExportType::Service, ack)},
                   {.token = "nonsense"},
                   {.token = builder.activation("ACCTA", consumer, ExportType::Service, info), .use = false}};
    const auto plan = planImport(draft, builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(plan->accounts[0].after->imports.size(), std::size_t(1));
    draft.items.erase(draft.items.begin());
    const auto nothing = planImport(draft, builder.build(), testNow);
    QVERIFY(!nothing && nothing.error().code == ErrorCode::PlanIsEmpty);
}

QTEST_APPLESS_MAIN(TstAccept)
#include "tst_accept.moc"
