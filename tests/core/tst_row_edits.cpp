// SPDX-License-Identifier: Apache-2.0
#include "core/share/row_edits.h"
#include "core/share/signing.h"
#include "core/text/nsc_script.h"
#include "tests/support/world_builder.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

constexpr const char* ack = "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>";
constexpr const char* deliver = "deliver.retail.v1.order.events";

const Export& exportOf(const Snapshot& world, const std::string& account, const std::string& subject)
{
    for (const auto& exported : world.account(account)->claims.exports)
        if (exported.subject == subject) return exported;
    qFatal("no such export");
}

Snapshot after(const WorldBuilder& builder, const Snapshot& world, const Result<SharePlan>& plan)
{
    if (!plan) qFatal("no plan: %d", static_cast<int>(plan.error().code));
    const auto transaction = signPlan(*plan, world, builder.keys(), testNow);
    if (!transaction) qFatal("not signed: %d", static_cast<int>(transaction.error().code));
    return *applied(world, *transaction, testNow);
}

} // namespace

class TstRowEdits : public QObject {
    Q_OBJECT

private slots:
    void editKeepsWhatWasNotEdited();
    void privateWithAndWithoutTokens();
    void otherSubjectBreaksImporters();
    void whatWasWrongBeforeForbidsNothing();
    void newExport();
    void problemsOfFields();
    void deletedExport();
    void editedImport();
    void deletedImport();
    void asNscCommands();
};

void TstRowEdits::editKeepsWhatWasNotEdited()
{
    auto builder = WorldBuilder::orderEvents();
    for (auto& exported : builder.claims("ACCTA").exports) {
        exported.revocations["*"] = 5;
        exported.unknown = {{"", "from_the_future", "1"}};
        exported.allowTrace = exported.type == ExportType::Service;
    }
    const auto world = builder.build();
    const auto account = builder.key("ACCTA");
    const auto before = exportOf(world, account, ack);
    auto value = before;
    value.description = "acknowledgements";
    value.revocations.clear(); // a form does not know them
    value.unknown = {};
    const auto plan = planExport({.account = account, .subject = ack, .value = value}, world, testNow);
    QVERIFY(plan);
    QCOMPARE(std::get<EditExport>(plan->changes.at(0)).fields, std::vector<std::string>{"description"});
    auto edited = exportOf(after(builder, world, plan), account, ack);
    QCOMPARE(edited.description, std::string("acknowledgements"));
    edited.description.clear();
    QVERIFY(edited == before);
    QCOMPARE(planExport({.account = account, .subject = ack, .value = before}, world, testNow).error().code,
             ErrorCode::PlanIsEmpty);
}

void TstRowEdits::privateWithAndWithoutTokens()
{
    auto builder = WorldBuilder::orderEvents();
    for (auto& exported : builder.claims("ACCTA").exports)
        exported.tokenRequired = exported.subject != deliver;
    for (auto& import : builder.claims("ACCTB").imports)
        if (import.subject == deliver) import.token.clear();
    const auto world = builder.build();
    ExportDraft draft{
        .account = builder.key("ACCTA"), .subject = deliver, .value = exportOf(world, builder.key("ACCTA"), deliver)};
    draft.value.tokenRequired = true;
    auto plan = planExport(draft, world, testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string());
    QCOMPARE(after(builder, world, plan).shares.front().state, GrantState::Active);
    draft.withTokens = false;
    plan = planExport(draft, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(findingsText(plan->findings), std::string("token-missing"));
    QCOMPARE(plan->findings.front().account, builder.key("ACCTB"));
}

void TstRowEdits::otherSubjectBreaksImporters()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    ExportDraft draft{
        .account = builder.key("ACCTA"), .subject = deliver, .value = exportOf(world, builder.key("ACCTA"), deliver)};
    draft.value.subject = "deliver.elsewhere";
    const auto plan = planExport(draft, world, testNow);
    QVERIFY(plan && plan->canApply());
    QVERIFY(findingsText(plan->findings).find("export-missing") != std::string::npos);
    const auto then = after(builder, world, plan);
    QCOMPARE(exportOf(then, draft.account, "deliver.elsewhere").name, exportOf(world, draft.account, deliver).name);
}

/// nsc accepts subjects that servers cannot use; that is no reason to refuse a description.
void TstRowEdits::whatWasWrongBeforeForbidsNothing()
{
    auto builder = WorldBuilder::sample();
    builder.addExport("ACCTA", {.name = "odd", .subject = "foo.b*r", .type = ExportType::Stream});
    builder.addImport("ACCTB", {.name = "odd",
                                .subject = "foo.*",
                                .account = builder.key("ACCTA"),
                                .localSubject = "foo.b*r",
                                .type = ExportType::Stream});
    const auto world = builder.build();
    ExportDraft edit{.account = builder.key("ACCTA"),
                     .subject = "foo.b*r",
                     .value = exportOf(world, builder.key("ACCTA"), "foo.b*r")};
    edit.value.description = "odd";
    QVERIFY(edit.problems(world).empty());
    edit.value.subject = "foo.c*r";
    QCOMPARE(edit.problems(world).at(0).field, std::string("subject"));
    ImportDraft other{.account = builder.key("ACCTB"), .provider = builder.key("ACCTA"), .subject = "foo.*"};
    other.value = {.name = "other", .localSubject = "foo.b*r", .type = ExportType::Stream};
    QVERIFY(other.problems(world).empty());
    other.value.localSubject = "foo.c*r";
    QCOMPARE(other.problems(world).at(0).field, std::string("localSubject"));
}

void TstRowEdits::newExport()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    ExportDraft draft{.account = builder.key("ACCTA"),
                      .value = {.name = "api",
                                .subject = "api.*.>",
                                .type = ExportType::Service,
                                .responseType = "Stream",
                                .responseThreshold = 5'000'000'000,
                                .latency = ServiceLatency{50, "latency.api", {}},
                                .accountTokenPosition = 2,
                                .allowTrace = true}};
    const auto plan = planExport(draft, world, testNow);
    QVERIFY(plan && plan->canApply());
    QVERIFY(exportOf(after(builder, world, plan), draft.account, "api.*.>") == draft.value);
    QCOMPARE(QString::fromStdString(nscScript(*plan, world)),
             QString("nsc add export --account ACCTA --name api --subject 'api.*.>' --service --response-type Stream "
                     "--response-threshold 5000000000ns --latency latency.api --sampling 50 --allow-trace "
                     "--account-token-position 2\n"));
    // What only services have is left out of a message feed.
    draft.value.type = ExportType::Stream;
    const auto feed = planExport(draft, world, testNow);
    QVERIFY(feed && feed->canApply());
    const auto& made = std::get<AddExport>(feed->changes.at(0)).value;
    QVERIFY(made.responseType.empty() && !made.latency && !made.allowTrace && made.responseThreshold == 0);
}

void TstRowEdits::problemsOfFields()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto fieldOf = [&](Export value) {
        value.type = ExportType::Service;
        if (value.subject.empty()) value.subject = "api.*";
        const auto problems = ExportDraft{.account = builder.key("ACCTA"), .value = value}.problems(world);
        return problems.empty() ? std::string() : problems.front().field;
    };
    QCOMPARE(fieldOf({}), std::string());
    QCOMPARE(fieldOf({.name = "a\nb"}), std::string("name"));
    QCOMPARE(fieldOf({.subject = "a..b"}), std::string("subject"));
    QCOMPARE(fieldOf({.subject = "a.>.b"}), std::string("subject"));
    QCOMPARE(fieldOf({.responseThreshold = -1}), std::string("responseThreshold"));
    QCOMPARE(fieldOf({.latency = ServiceLatency{50, "a.*", {}}}), std::string("latencyResults"));
    QCOMPARE(fieldOf({.latency = ServiceLatency{101, "a", {}}}), std::string("sampling"));
    QCOMPARE(fieldOf({.accountTokenPosition = 1}), std::string("tokenPosition"));
    QCOMPARE(fieldOf({.tokenRequired = true, .accountTokenPosition = 2}), std::string("tokenPosition"));
    QCOMPARE(fieldOf({.accountTokenPosition = 3}), std::string("tokenPosition"));
    QCOMPARE(fieldOf({.accountTokenPosition = 2}), std::string());
    QCOMPARE(fieldOf({.description = std::string(8193, 'x')}), std::string("description"));
    QCOMPARE(fieldOf({.infoUrl = "no link"}), std::string("infoUrl"));
    QCOMPARE(fieldOf({.infoUrl = "https://example.org/" + std::string(8192, 'x')}), std::string("infoUrl"));
    QCOMPARE(fieldOf({.infoUrl = "https://example.org/"}), std::string());
    QCOMPARE((ExportDraft{.account = "nobody", .value = {.subject = "a"}}.problems(world).front().field),
             std::string("account"));
}

void TstRowEdits::deletedExport()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    const auto plan = planExportRemoval(builder.key("ACCTA"), ExportType::Stream, deliver, world, testNow);
    QVERIFY(plan && plan->canApply());
    const auto told = findingsText(plan->findings);
    QVERIFY2(told.find("export-missing") != std::string::npos, told.c_str());
    QCOMPARE(after(builder, world, plan).account(builder.key("ACCTA"))->claims.exports.size(), std::size_t{2});
    QCOMPARE(planExportRemoval(builder.key("ACCTA"), ExportType::Service, deliver, world, testNow).error().code,
             ErrorCode::PlanOutdated);
}

void TstRowEdits::editedImport()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    ImportDraft draft{.account = builder.key("ACCTB"), .provider = builder.key("ACCTA"), .subject = deliver};
    draft.value = {.name = "orders", .localSubject = "orders.new", .type = ExportType::Stream};
    const auto plan = planImportEdit(draft, world, testNow);
    QVERIFY(plan && plan->canApply());
    const auto then = after(builder, world, plan);
    const auto& imports = then.account(draft.account)->claims.imports;
    const auto edited = std::ranges::find(imports, "orders", &Import::name);
    QVERIFY(edited != imports.end());
    QCOMPARE(edited->localSubject, std::string("orders.new"));
    QVERIFY(!edited->token.empty());
    draft.value.localSubject = "orders.*";
    QCOMPARE(draft.problems(world).at(0).field, std::string("localSubject"));
    draft.subject = "elsewhere";
    draft.value.localSubject.clear();
    QCOMPARE(planImportEdit(draft, world, testNow).error().code, ErrorCode::PlanOutdated);
    // An acknowledgement must keep its subject.
    draft = {.account = builder.key("ACCTB"), .provider = builder.key("ACCTA"), .subject = ack};
    draft.value = {.name = "ack", .localSubject = "ack.>", .type = ExportType::Service};
    const auto wrong = planImportEdit(draft, world, testNow);
    QVERIFY(wrong && !wrong->canApply());
}

void TstRowEdits::deletedImport()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    const auto plan =
        planImportRemoval(builder.key("ACCTB"), builder.key("ACCTA"), ExportType::Service, ack, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(findingsText(plan->findings), std::string("row-missing"));
    QCOMPARE(after(builder, world, plan).account(builder.key("ACCTB"))->claims.imports.size(), std::size_t{2});
    QCOMPARE(planImportRemoval(builder.key("ACCTB"), builder.key("ACCTC"), ExportType::Service, ack, world, testNow)
                 .error()
                 .code,
             ErrorCode::PlanOutdated);
}

void TstRowEdits::asNscCommands()
{
    const auto builder = WorldBuilder::sample();
    const auto provider = builder.key("ACCTA"), consumer = builder.key("ACCTB");
    SharePlan plan;
    plan.changes = {EditExport{provider,
                               ExportType::Service,
                               "old",
                               {.name = "api",
                                .subject = "new",
                                .type = ExportType::Service,
                                .tokenRequired = true,
                                .revocations = {{"*", 7}},
                                .responseType = "Stream",
                                .description = "it's new"},
                               {"subject"}},
                    EditImport{consumer,
                               {.name = "n", .subject = "s", .account = provider, .localSubject = "l", .share = true},
                               {},
                               "",
                               {"name"}},
                    RevokeTokens{provider, consumer, ExportType::Stream, "s", 9, ""},
                    ClearRevocation{provider, "*", ExportType::Service, "api", ""}};
    QCOMPARE(QString::fromStdString(nscScript(plan, builder.build())).replace(QString::fromStdString(provider), "KEY"),
             QString(R"(nsc delete export --account ACCTA --subject old
nsc add export --account ACCTA --name api --subject new --service --private --response-type Singleton
nsc edit export --account ACCTA --subject new --description 'it'\''s new' --response-type Stream
nsc revocations add-activation --account ACCTA --subject new --service --target-account '*' --at 7
nsc delete import --account ACCTB --subject s --src-account KEY
nsc add import --account ACCTB --name n --src-account ACCTA --remote-subject s --local-subject l --share
nsc revocations add-activation --account ACCTA --subject s --target-account ACCTB --at 9
nsc revocations delete-activation --account ACCTA --subject api --service --target-account '*'
)"));
}

QTEST_GUILESS_MAIN(TstRowEdits)
#include "tst_row_edits.moc"
