// SPDX-License-Identifier: Apache-2.0
#include "core/share/plan_findings.h"
#include "tests/support/world_builder.h"

#include <QtTest>

#include <algorithm>

using namespace gd;
using namespace gd::test;

/// What speaks against a plan, and what only makes it look different.
class TstPlanFindings : public QObject {
    Q_OBJECT

private slots:
    void existingImportBlocks();
    void existingPrivacyIsKept();
    void overlappingExportBlocks();
    void limitsBlock();
    void whatServersRefuseBlocks();
    void missingKeysBlock();
    void collidingAckOfOtherProviderBlocks();
    void problemsOfTheDraftAreErrors();
    void ackNoneIsNoMissingRow();
    void tooLargeAnAccountBlocks();
    void aCycleThroughOthersBlocks();
    void aStrictOperatorWantsSigningKeys();
};

void TstPlanFindings::existingImportBlocks()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto plan = planShare(orderEventsDraft(builder), builder.build(), testNow);
    QVERIFY(plan);
    QVERIFY(!plan->canApply());
    QVERIFY(findingsText(plan->findings).starts_with("import-exists!"));
}

void TstPlanFindings::existingPrivacyIsKept()
{
    auto builder = WorldBuilder::sample();
    for (const auto& offered :
         pushConsumerExports("ORDEREVENTS", "ORDEREVENTS-C1", "deliver.retail.v1.order.events", false))
        builder.addExport("ACCTA", offered);
    const auto plan = planShare(orderEventsDraft(builder), builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string("export-is-public export-is-public export-is-public"));
    QVERIFY(plan->canApply());
    QVERIFY(std::ranges::none_of(plan->changes, [](const Change& c) {
        return std::holds_alternative<IssueToken>(c);
    })); // a public export takes no tokens
}

void TstPlanFindings::overlappingExportBlocks()
{
    auto builder = WorldBuilder::sample();
    builder.addExport("ACCTA",
                      {.name = "all", .subject = "$JS.ACK.>", .type = ExportType::Service, .tokenRequired = true});
    const auto plan = planShare(orderEventsDraft(builder), builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string("export-overlaps!"));
    QVERIFY(!plan->canApply());
}

void TstPlanFindings::limitsBlock()
{
    auto builder = WorldBuilder::sample();
    builder.claims("ACCTA").limits.exports = 2;
    builder.claims("ACCTA").limits.wildcards = false;
    builder.claims("ACCTB").limits.imports = 2;
    const auto plan = planShare(orderEventsDraft(builder), builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string("too-many-exports! too-many-imports! wildcards-not-allowed!"));
}

void TstPlanFindings::whatServersRefuseBlocks()
{
    auto builder = WorldBuilder::sample();
    const auto codes = [&](Import import, bool before) {
        auto made = builder;
        if (before) made.addImport("ACCTB", import);
        const auto world = made.build();
        SharePlan plan;
        plan.accounts.push_back({.account = made.key("ACCTB"), .after = made.claims("ACCTB")});
        if (!before) plan.accounts.front().after->imports.push_back(import);
        return findingsText(planFindings(plan, world, testNow));
    };
    Import import{.name = "news", .subject = "a b", .account = builder.key("ACCTC"), .type = ExportType::Stream};
    builder.addExport("ACCTC", {.name = "all", .subject = ">", .type = ExportType::Stream});
    QCOMPARE(codes(import, false), std::string("subject-malformed!"));
    QCOMPARE(codes(import, true), std::string()); // was there before: not the fault of this plan
    import.subject = "news";
    QCOMPARE(codes(import, false), std::string());
    import.share = true; // only services can be shared with their requestor's details
    QCOMPARE(codes(import, false), std::string("token-undecodable!"));
}

void TstPlanFindings::missingKeysBlock()
{
    const auto builder = WorldBuilder::sample();
    auto world = builder.build();
    world.keysHere.erase(builder.key("ACCTA"));
    auto plan = planShare(orderEventsDraft(builder), world, testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string("no-key-to-sign!"));
    QCOMPARE(plan->findings[0].account, builder.key("ACCTA"));

    world = builder.build();
    world.keysHere.erase(builder.operatorSigningKey());
    plan = planShare(orderEventsDraft(builder), world, testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string()); // the operator's identity can
    world.op.claims.strictSigningKeyUsage = true;
    plan = planShare(orderEventsDraft(builder), world, testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string("strict-needs-signing-key! strict-needs-signing-key!"));
    QVERIFY(!plan->canApply());
}

void TstPlanFindings::collidingAckOfOtherProviderBlocks()
{
    auto builder = WorldBuilder::orderEvents();
    builder.addAccount("OTHER");
    auto draft = orderEventsDraft(builder);
    draft.provider = builder.key("OTHER");
    const auto plan = planShare(draft, builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string("local-captured local-name-shared!"));
}

void TstPlanFindings::problemsOfTheDraftAreErrors()
{
    const auto builder = WorldBuilder::orderEvents();
    auto draft = orderEventsDraft(builder);
    draft.stream = "A.B";
    const auto bad = planShare(draft, builder.build(), testNow);
    QVERIFY(!bad);
    QVERIFY(bad.error().code == ErrorCode::NameHasBadCharacter);

    // Everything public is there already, and nothing is to be imported: no plan.
    auto publicWorld = WorldBuilder::sample();
    for (const auto& offered :
         pushConsumerExports("ORDEREVENTS", "ORDEREVENTS-C1", "deliver.retail.v1.order.events", false))
        publicWorld.addExport("ACCTA", offered);
    draft = orderEventsDraft(publicWorld);
    draft.isPrivate = false;
    draft.consumers[0].importNow = false;
    const auto nothing = planShare(draft, publicWorld.build(), testNow);
    QVERIFY(!nothing);
    QVERIFY(nothing.error().code == ErrorCode::PlanIsEmpty);
}

void TstPlanFindings::ackNoneIsNoMissingRow()
{
    const auto builder = WorldBuilder::sample();
    auto draft = orderEventsDraft(builder);
    draft.acknowledges = false;
    const auto plan = planShare(draft, builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(findingsText(plan->findings), std::string());
}

namespace {
/// A plan that only gives one account other claims.
SharePlan planOf(WorldBuilder& builder, const std::string& account, const AccountClaims& after)
{
    const auto world = builder.build();
    return {
        .base = world.revision,
        .accounts = {{.account = builder.key(account), .before = world.accountNamed(account)->claims, .after = after}}};
}
} // namespace

void TstPlanFindings::tooLargeAnAccountBlocks()
{
    auto builder = WorldBuilder::sample();
    auto claims = builder.build().accountNamed("ACCTC")->claims;
    const auto withExports = [&](int count) {
        claims.exports.clear();
        for (int i = 0; i < count; ++i)
            claims.exports.push_back({.name = std::string(100, 'n') + std::to_string(i),
                                      .subject = std::string(100, 's') + std::to_string(i),
                                      .type = ExportType::Stream});
        return findingsText(planFindings(planOf(builder, "ACCTC", claims), builder.build(), testNow));
    };
    QCOMPARE(withExports(2000), std::string());
    QCOMPARE(withExports(4000), std::string("account-too-large!"));
}

void TstPlanFindings::aCycleThroughOthersBlocks()
{
    // B has x from C, C has it from A, and now A wants it from B: a way through C, which the plan does not name.
    auto builder = WorldBuilder::sample();
    const auto give = [&](const char* from, const char* to) {
        builder.addExport(from, {.name = "x", .subject = "x", .type = ExportType::Service});
        builder.addImport(to, {.name = "x", .subject = "x", .account = builder.key(from), .type = ExportType::Service});
    };
    give("ACCTA", "ACCTC");
    give("ACCTC", "ACCTB");
    builder.addExport("ACCTB", {.name = "x", .subject = "x", .type = ExportType::Service});
    auto claims = builder.build().accountNamed("ACCTA")->claims;
    claims.imports.push_back({.name = "x",
                              .subject = "x",
                              .account = builder.key("ACCTB"),
                              .localSubject = "y",
                              .type = ExportType::Service});
    const auto found = [&] {
        return findingsText(planFindings(planOf(builder, "ACCTA", claims), builder.build(), testNow));
    };
    QCOMPARE(found(), std::string());
    claims.imports.back().localSubject.clear();
    QCOMPARE(found(), std::string("import-cycle!"));
}

void TstPlanFindings::aStrictOperatorWantsSigningKeys()
{
    auto builder = WorldBuilder::sample().strict();
    auto claims = builder.build().accountNamed("ACCTC")->claims;
    claims.description = "edited";
    const auto world = builder.build();
    const auto without = [&](const std::string& key) {
        return findingsText(planFindings(planOf(builder, "ACCTC", claims), world, testNow, [&](const std::string& one) {
            return one != key && world.keysHere.contains(one);
        }));
    };
    QCOMPARE(without(""), std::string());
    QCOMPARE(without(builder.operatorSigningKey()), std::string("strict-needs-signing-key!"));
}

QTEST_APPLESS_MAIN(TstPlanFindings)
#include "tst_plan_findings.moc"
