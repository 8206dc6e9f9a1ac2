// SPDX-License-Identifier: Apache-2.0
//
// Every recipe once around: planned, signed and read again it is one share of that recipe with nothing missing; what it
// offers can be shared again as it is; and its token files, imported without the wizard that made them, give it too.
#include "core/share/draft_rows.h"
#include "core/share/planner.h"
#include "core/share/signing.h"
#include "core/share/world.h"
#include "tests/support/world_builder.h"

#include <QTest>

#include <algorithm>

using namespace gd;
using namespace gd::test;

Q_DECLARE_METATYPE(gd::ShareDraft)

namespace {

Snapshot after(const WorldBuilder& builder, const Snapshot& world, const Result<SharePlan>& plan)
{
    if (!plan) qFatal("no plan: %d %s", static_cast<int>(plan.error().code), plan.error().where.c_str());
    for (const auto& finding : plan->findings)
        qFatal("finding %d about %s", static_cast<int>(finding.code), finding.subject.c_str());
    const auto transaction = signPlan(*plan, world, builder.keys(), testNow);
    if (!transaction) qFatal("not signed: %d", static_cast<int>(transaction.error().code));
    auto then = applied(world, *transaction, testNow);
    if (!then) qFatal("not applied");
    return *then;
}

/// The sample after ACCTA has shared it with ACCTB.
Snapshot shared(const WorldBuilder& builder, ShareDraft& draft)
{
    draft.provider = builder.key("ACCTA");
    draft.consumers = {{.account = builder.key("ACCTB")}};
    const auto world = builder.build();
    return after(builder, world, planShare(draft, world, testNow));
}

QStringList subjectsOf(const std::vector<Export>& exports)
{
    QStringList subjects;
    for (const auto& one : exports)
        subjects << QString::fromStdString(one.subject);
    subjects.sort();
    return subjects;
}

} // namespace

class TstRecipeRounds : public QObject {
    Q_OBJECT

private slots:
    void once_data() { addDrafts(); }
    void once();
    void again_data() { addDrafts(); }
    void again();
    void byTokenFiles_data() { addDrafts(); }
    void byTokenFiles();
    void aDomainOfAnotherRecipeMeansNothing();

private:
    static void addDrafts();
};

void TstRecipeRounds::addDrafts()
{
    QTest::addColumn<ShareDraft>("draft");
    for (const auto& recipe : recipes()) {
        ShareDraft draft{.recipe = recipe.id, .stream = "S", .jsConsumer = "C", .deliverSubject = "deliver.s"};
        draft.subject = recipe.id + ".s.*";
        const auto add = [&](const char* how) {
            QTest::addRow("%s %s", recipe.id.c_str(), how) << draft;
        };
        add("");
        draft.domain = "hub";
        if (recipe.asksFor("prefix")) add("in a domain");
        draft.domain.clear();
        draft.watches = true;
        if (recipe.has(RowNeed::IfWatched)) add("watched");
        draft.flowControl = true;
        draft.ackForm = ShareDraft::AckForm::Both;
        if (recipe.has(RowNeed::UnlessAckNone)) add("both forms");
        draft.ackForm = ShareDraft::AckForm::New;
        if (recipe.has(RowNeed::UnlessAckNone)) add("new form");
    }
}

void TstRecipeRounds::once()
{
    QFETCH(ShareDraft, draft);
    const auto builder = WorldBuilder::sample();
    const auto then = shared(builder, draft);
    QCOMPARE(then.shares.size(), std::size_t{1});
    QCOMPARE(then.offers.size(), std::size_t{1});
    for (const auto& share : {then.shares.front(), then.offers.front()}) {
        QCOMPARE(share.recipe, draft.recipe);
        QCOMPARE(share.stream, streamOf(draft));
        QVERIFY2(share.missingRoles.empty(), share.missingRoles.empty() ? "" : share.missingRoles.front().c_str());
        QCOMPARE(share.rows.size(), exportRows(draft).size());
    }
    QVERIFY(then.shares.front().state == GrantState::Active);
    QVERIFY(then.findings.empty());
}

void TstRecipeRounds::again()
{
    QFETCH(ShareDraft, draft);
    const auto builder = WorldBuilder::sample();
    const auto then = shared(builder, draft);
    const auto& before = then.account(draft.provider)->claims.exports;
    const auto next = draftFromOffer(then.offers.front(), builder.key("ACCTC"), then);
    const auto both = after(builder, then, planShare(next, then, testNow));
    QCOMPARE(subjectsOf(both.account(draft.provider)->claims.exports), subjectsOf(before));
    QCOMPARE(both.shares.size(), std::size_t{2});
    QCOMPARE(both.shares.back().recipe, draft.recipe);
    QCOMPARE(both.shares.back().rows.size(), both.shares.front().rows.size());
}

void TstRecipeRounds::byTokenFiles()
{
    QFETCH(ShareDraft, draft);
    auto builder = WorldBuilder::sample();
    draft.provider = builder.key("ACCTA");
    draft.consumers = {{.account = builder.key("ACCTB"), .importNow = false}};
    const auto world = builder.build();
    const auto then = after(builder, world, planShare(draft, world, testNow));
    AcceptDraft accept{.account = builder.key("ACCTB")};
    const auto transaction = signPlan(*planShare(draft, world, testNow), world, builder.keys(), testNow);
    for (const auto& change : transaction->changes)
        if (const auto* issued = std::get_if<IssueToken>(&change))
            accept.items.push_back({.token = issued->token, .sourceName = issued->fileName});
    // The exports of the first plan take any token of their provider.
    const auto plan = planImport(accept, then, testNow);
    QVERIFY(plan);
    const auto done = after(builder, then, plan);
    QCOMPARE(done.shares.size(), std::size_t{1});
    QCOMPARE(done.shares.front().recipe, draft.recipe);
    QVERIFY(done.shares.front().missingRoles.empty());
    QVERIFY(done.shares.front().state == GrantState::Active);
    QVERIFY(done.findings.empty());
}

/// The wizard keeps what was typed while the recipe changes, and shows the field only where it is asked for.
void TstRecipeRounds::aDomainOfAnotherRecipeMeansNothing()
{
    const auto builder = WorldBuilder::sample();
    ShareDraft draft{.recipe = "service", .stream = "S", .subject = "$JS.API.INFO", .domain = "not a domain"};
    draft.provider = builder.key("ACCTA");
    QVERIFY(draft.problems(ShareDraft::Page::What, builder.build()).empty());
    QCOMPARE(exportRows(draft).front().providerSubject, std::string("$JS.API.INFO"));
    draft.recipe = "kv";
    QCOMPARE(draft.problems(ShareDraft::Page::What, builder.build()).at(0).field, std::string("domain"));
}

QTEST_APPLESS_MAIN(TstRecipeRounds)
#include "tst_recipe_rounds.moc"
