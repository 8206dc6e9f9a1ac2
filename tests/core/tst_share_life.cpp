// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_life.h"
#include "core/share/signing.h"
#include "tests/support/world_builder.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

template <class T>
std::vector<T> changesOf(const SharePlan& plan)
{
    std::vector<T> found;
    for (const auto& change : plan.changes)
        if (const auto* one = std::get_if<T>(&change)) found.push_back(*one);
    return found;
}

template <class T>
QStringList rolesOf(const SharePlan& plan)
{
    QStringList roles;
    for (const auto& change : changesOf<T>(plan))
        roles << QString::fromStdString(change.role);
    return roles;
}

const Share& shareOf(const Snapshot& world, const std::string& consumer)
{
    for (const auto& share : world.shares)
        if (share.consumer == consumer && !share.recipe.empty()) return share;
    qFatal("no share");
}

/// The world after a plan was signed and written.
Snapshot after(const WorldBuilder& builder, const Snapshot& world, const Result<SharePlan>& plan, UnixSeconds now)
{
    if (!plan) qFatal("no plan: %d", static_cast<int>(plan.error().code));
    const auto transaction = signPlan(*plan, world, builder.keys(), now);
    if (!transaction) qFatal("not signed: %d", static_cast<int>(transaction.error().code));
    auto then = applied(world, *transaction, now);
    if (!then) qFatal("not applied");
    return *then;
}

/// ORDEREVENTS-C1 for ACCTB and for ACCTC.
WorldBuilder twoConsumers(bool isPrivate = true)
{
    auto builder = WorldBuilder::orderEvents();
    const auto imports = builder.claims("ACCTB").imports;
    for (auto import : imports) {
        import.token = builder.activation("ACCTA", builder.key("ACCTC"), import.type, import.subject);
        builder.addImport("ACCTC", import);
    }
    if (isPrivate) return builder;
    for (auto& exported : builder.claims("ACCTA").exports)
        exported.tokenRequired = false;
    for (const auto* name : {"ACCTB", "ACCTC"})
        for (auto& import : builder.claims(name).imports)
            import.token.clear();
    return builder;
}

} // namespace

class TstShareLife : public QObject {
    Q_OBJECT

private slots:
    void renewalReplacesTokens();
    void renewalOfManyThatEnd();
    void renewalRefuses();
    void revocationTakesAllRows();
    void revocationOfEverybodyAndAsOfATime();
    void publicExportsBecomePrivate();
    void oneRevokedShareKeepsNobodyOutOfAnother();
    void whoDoesNotChangeIsNotSignedAgain();
    void revokingPublicAloneBlocks();
    void lettingInAgain();
    void newTokensAfterARevocation();
    void removalOfTheLast();
    void removalBesideOthers();
    void withdrawalTellsWhoLosesIt();
    void lateWishesAreOutdated();
};

void TstShareLife::renewalReplacesTokens()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    const auto id = shareOf(world, builder.key("ACCTB")).id;
    const auto plan = planRenewal({.shares = {id}, .validity = {0, testNow + 86400}}, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(rolesOf<EditImport>(*plan), QStringList({"DELIVER", "ACK", "INFO"}));
    const auto then = after(builder, world, plan, testNow);
    const auto& share = shareOf(then, builder.key("ACCTB"));
    QCOMPARE(share.id, id);
    QCOMPARE(share.state, GrantState::EndsSoon);
    QCOMPARE(share.expires, testNow + 86400);
    // Only tokens are different.
    auto before = world.account(builder.key("ACCTB"))->claims.imports;
    auto now = then.account(builder.key("ACCTB"))->claims.imports;
    for (std::size_t i = 0; i < now.size(); ++i) {
        QVERIFY(now[i].token != before[i].token);
        now[i].token = before[i].token;
    }
    QVERIFY(now == before);
    QCOMPARE(then.account(builder.key("ACCTA"))->token, world.account(builder.key("ACCTA"))->token);
    QCOMPARE(then.tokenFiles.size(), std::size_t{3});
}

void TstShareLife::renewalOfManyThatEnd()
{
    auto builder = twoConsumers();
    for (auto& import : builder.claims("ACCTC").imports)
        import.token = builder.activation("ACCTA", builder.key("ACCTC"), import.type, import.subject,
                                          {.start = 0, .end = testNow + 100});
    const auto world = builder.build();
    QVERIFY(sharesEndingBefore(world, testNow + 100).empty());
    const auto ids = sharesEndingBefore(world, testNow + 101);
    QCOMPARE(ids, std::vector<std::string>{shareOf(world, builder.key("ACCTC")).id});
    const auto plan = planRenewal({.shares = ids}, world, testNow);
    QVERIFY(plan);
    QCOMPARE(shareOf(after(builder, world, plan, testNow), builder.key("ACCTC")).expires, UnixSeconds{0});
    // Whom somebody has kept out stays out.
    const auto revoked = after(builder, world, planRevocation({.shares = ids}, world, testNow), testNow);
    QVERIFY(sharesEndingBefore(revoked, testNow + 101).empty());
}

void TstShareLife::renewalRefuses()
{
    auto builder = twoConsumers(false);
    const auto world = builder.build();
    const auto id = shareOf(world, builder.key("ACCTB")).id;
    QCOMPARE(planRenewal({.shares = {id}}, world, testNow).error().code, ErrorCode::PlanIsEmpty);
    QCOMPARE(planRenewal({.shares = {id}, .validity = {0, testNow - 1}}, world, testNow).error().code,
             ErrorCode::ValidityInThePast);
    QCOMPARE(planRenewal({.shares = {id}, .validity = {testNow + 9, testNow + 9}}, world, testNow).error().code,
             ErrorCode::ValidityEndsBeforeStart);
}

void TstShareLife::revocationTakesAllRows()
{
    const auto builder = twoConsumers();
    const auto world = builder.build();
    const auto consumer = builder.key("ACCTB");
    const auto plan = planRevocation({.shares = {shareOf(world, consumer).id}}, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(rolesOf<RevokeTokens>(*plan), QStringList({"DELIVER", "ACK", "INFO"})); // messages stop first
    QCOMPARE(findingsText(plan->findings), std::string());
    const auto then = after(builder, world, plan, testNow);
    QCOMPARE(shareOf(then, consumer).state, GrantState::TokenRevoked);
    QCOMPARE(shareOf(then, builder.key("ACCTC")).state, GrantState::Active);
    for (const auto& exported : then.account(builder.key("ACCTA"))->claims.exports)
        QCOMPARE(exported.revocations, (Revocations{{consumer, testNow}}));
    // Once more changes nothing.
    QCOMPARE(planRevocation({.shares = {shareOf(then, consumer).id}}, then, testNow).error().code,
             ErrorCode::PlanIsEmpty);
}

void TstShareLife::revocationOfEverybodyAndAsOfATime()
{
    const auto builder = twoConsumers();
    const auto world = builder.build();
    const auto id = shareOf(world, builder.key("ACCTB")).id;
    auto plan = planRevocation({.shares = {id}, .everybody = true}, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(findingsText(plan->findings), std::string("token-revoked token-revoked token-revoked")); // of ACCTC
    const auto then = after(builder, world, plan, testNow);
    for (const auto* name : {"ACCTB", "ACCTC"})
        QCOMPARE(shareOf(then, builder.key(name)).state, GrantState::TokenRevoked);

    plan = planRevocation({.shares = {id}, .until = testNow - 7200}, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(findingsText(plan->findings), std::string("revocation-spares revocation-spares revocation-spares"));
    QCOMPARE(shareOf(after(builder, world, plan, testNow), builder.key("ACCTB")).state, GrantState::Active);
    plan = planRevocation({.shares = {id}, .until = testNow + 7200}, world, testNow);
    QCOMPARE(changesOf<RevokeTokens>(*plan).front().until, testNow);
}

void TstShareLife::publicExportsBecomePrivate()
{
    const auto builder = twoConsumers(false);
    const auto world = builder.build();
    const auto consumer = builder.key("ACCTB");
    const auto plan = planRevocation({.shares = {shareOf(world, consumer).id}}, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(findingsText(plan->findings), std::string("export-made-private export-made-private export-made-private"));
    const auto then = after(builder, world, plan, testNow);
    QCOMPARE(shareOf(then, consumer).state, GrantState::TokenMissing);
    QCOMPARE(shareOf(then, builder.key("ACCTC")).state, GrantState::Active); // got tokens
    for (const auto& exported : then.account(builder.key("ACCTA"))->claims.exports)
        QVERIFY(exported.tokenRequired && exported.revocations.contains(consumer));
}

/// Two shares at once: who loses the one stays with the other.
void TstShareLife::oneRevokedShareKeepsNobodyOutOfAnother()
{
    auto builder = WorldBuilder::sample();
    for (const auto* subject : {"cart.>", "stock.>"})
        builder.addExport("ACCTA", {.name = subject, .subject = subject, .type = ExportType::Stream});
    for (const auto* name : {"ACCTB", "ACCTC"})
        for (const auto* subject : {"cart.>", "stock.>"})
            builder.addImport(name, {.name = subject,
                                     .subject = subject,
                                     .account = builder.key("ACCTA"),
                                     .localSubject = subject,
                                     .type = ExportType::Stream});
    const auto world = builder.build();
    const auto idOf = [&](const char* consumer, const char* title) {
        for (const auto& share : world.shares)
            if (share.consumer == builder.key(consumer) && share.title == title) return share.id;
        return std::string();
    };
    const auto then =
        after(builder, world,
              planRevocation({.shares = {idOf("ACCTB", "cart.>"), idOf("ACCTC", "stock.>")}}, world, testNow), testNow);
    for (const auto& share : then.shares) {
        const bool isMeant = (share.consumer == builder.key("ACCTB")) == (share.title == "cart.>");
        QCOMPARE(share.state, isMeant ? GrantState::TokenMissing : GrantState::Active);
    }
}

void TstShareLife::whoDoesNotChangeIsNotSignedAgain()
{
    auto builder = twoConsumers();
    builder.addAccount("OTHER");
    builder.addExport("OTHER", {.name = "news",
                                .subject = "news",
                                .type = ExportType::Stream,
                                .tokenRequired = true,
                                .revocations = {{builder.key("ACCTB"), testNow}}});
    Import import{.name = "news", .subject = "news", .account = builder.key("OTHER"), .type = ExportType::Stream};
    import.token = builder.activation("OTHER", builder.key("ACCTB"), import.type, import.subject);
    builder.addImport("ACCTB", import);
    const auto world = builder.build();
    std::vector<std::string> ids;
    for (const auto& share : world.shares)
        if (share.consumer == builder.key("ACCTB")) ids.push_back(share.id);
    QCOMPARE(ids.size(), std::size_t{2});
    for (const auto& plan : {planRevocation({.shares = ids}, world, testNow),
                             planRenewal({.shares = {ids.front(), ids.front()}}, world, testNow)}) {
        QVERIFY(plan);
        for (const auto& account : plan->accounts)
            QVERIFY2(account.before != account.after, account.before->header.name.c_str());
    }
    // The same share twice is renewed once.
    const auto twice = planRenewal({.shares = {ids.back(), ids.back()}}, world, testNow);
    QVERIFY(twice);
    QCOMPARE(changesOf<IssueToken>(*twice).size(), changesOf<EditImport>(*twice).size());
}

void TstShareLife::revokingPublicAloneBlocks()
{
    const auto builder = twoConsumers(false);
    const auto world = builder.build();
    const auto plan =
        planRevocation({.shares = {shareOf(world, builder.key("ACCTB")).id}, .makePrivate = false}, world, testNow);
    QVERIFY(plan && !plan->canApply());
    QVERIFY(findingsText(plan->findings).starts_with("revocation-on-public!"));
    // Where one is there already, it is told and blocks nothing.
    auto inherited = twoConsumers(false);
    inherited.claims("ACCTA").exports.front().revocations["*"] = testNow;
    QVERIFY(findingsText(inherited.build().findings).find("revocation-on-public") != std::string::npos);
    QVERIFY(findingsText(twoConsumers().build().findings).find("revocation-on-public") == std::string::npos);
}

void TstShareLife::lettingInAgain()
{
    const auto builder = twoConsumers();
    auto world = builder.build();
    const auto consumer = builder.key("ACCTB");
    const auto id = shareOf(world, consumer).id;
    QCOMPARE(planLetIn({.shares = {id}}, world, testNow).error().code, ErrorCode::PlanIsEmpty);
    world = after(builder, world, planRevocation({.shares = {id}}, world, testNow), testNow);
    const auto plan = planLetIn({.shares = {id}}, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(findingsText(plan->findings), std::string("old-tokens-live"));
    QCOMPARE(rolesOf<ClearRevocation>(*plan), QStringList({"DELIVER", "ACK", "INFO"}));
    auto then = after(builder, world, plan, testNow + 5);
    QCOMPARE(shareOf(then, consumer).state, GrantState::Active);

    // A revocation for everybody has to be taken back as such.
    world = after(builder, world, planRevocation({.shares = {id}, .everybody = true}, world, testNow), testNow);
    const auto half = planLetIn({.shares = {id}}, world, testNow);
    QVERIFY(half);
    QVERIFY(findingsText(half->findings).find("revoked-for-all") != std::string::npos);
    then = after(builder, world, planLetIn({.shares = {id}, .everybody = true}, world, testNow), testNow + 5);
    QCOMPARE(shareOf(then, consumer).state, GrantState::Active);
}

void TstShareLife::newTokensAfterARevocation()
{
    const auto builder = twoConsumers();
    auto world = builder.build();
    const auto id = shareOf(world, builder.key("ACCTB")).id;
    world = after(builder, world, planRevocation({.shares = {id}}, world, testNow), testNow);
    const auto plan = planRenewal({.shares = {id}}, world, testNow); // in the very second of the revocation
    world = after(builder, world, plan, testNow);
    QCOMPARE(shareOf(world, builder.key("ACCTB")).state, GrantState::Active);
    QVERIFY(!world.account(builder.key("ACCTA"))->claims.exports.front().revocations.empty());

    auto later = twoConsumers();
    for (auto& exported : later.claims("ACCTA").exports)
        exported.revocations["*"] = testNow + 1000; // nsc can do that
    const auto ahead = later.build();
    const auto dead = planRenewal({.shares = {shareOf(ahead, later.key("ACCTB")).id}}, ahead, testNow);
    QVERIFY(dead);
    QVERIFY(findingsText(dead->findings).find("token-revoked") != std::string::npos);
}

void TstShareLife::removalOfTheLast()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    const auto id = shareOf(world, builder.key("ACCTB")).id;
    const auto plan = planRemoval({.shares = {id}}, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(findingsText(plan->findings), std::string());
    const auto then = after(builder, world, plan, testNow);
    QVERIFY(then.shares.empty());
    QVERIFY(then.account(builder.key("ACCTA"))->claims.exports.empty());
    QVERIFY(then.account(builder.key("ACCTB"))->claims.imports.empty());
}

void TstShareLife::removalBesideOthers()
{
    const auto builder = twoConsumers();
    const auto world = builder.build();
    const auto consumer = builder.key("ACCTB");
    const auto id = shareOf(world, consumer).id;
    auto plan = planRemoval({.shares = {id}}, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(findingsText(plan->findings), std::string());
    QVERIFY(changesOf<RemoveExport>(*plan).empty());
    const auto then = after(builder, world, plan, testNow);
    QCOMPARE(shareOf(then, builder.key("ACCTC")).state, GrantState::Active);
    for (const auto& exported : then.account(builder.key("ACCTA"))->claims.exports)
        QVERIFY(exported.revocations.contains(consumer));

    plan = planRemoval({.shares = {id}, .revokeToo = false}, world, testNow);
    QCOMPARE(findingsText(plan->findings), std::string("tokens-left tokens-left tokens-left"));
    // Both at once take the exports with them.
    plan = planRemoval({.shares = {id, shareOf(world, builder.key("ACCTC")).id}}, world, testNow);
    QVERIFY(plan);
    QCOMPARE(changesOf<RemoveExport>(*plan).size(), std::size_t{3});
    QCOMPARE(changesOf<RemoveImport>(*plan).size(), std::size_t{6});
}

void TstShareLife::withdrawalTellsWhoLosesIt()
{
    const auto builder = twoConsumers();
    const auto world = builder.build();
    const auto plan = planWithdrawal(world.offers.front().id, world, testNow);
    QVERIFY(plan && plan->canApply());
    QCOMPARE(changesOf<RemoveExport>(*plan).size(), std::size_t{3});
    QCOMPARE(std::ranges::count(plan->findings, FindingCode::ExportMissing, &Finding::code), 6);
    const auto then = after(builder, world, plan, testNow);
    QVERIFY(then.offers.empty());
    QCOMPARE(shareOf(then, builder.key("ACCTB")).state, GrantState::ExportMissing);
}

void TstShareLife::lateWishesAreOutdated()
{
    const auto world = WorldBuilder::orderEvents().build();
    const std::vector<std::string> gone{"no such share"};
    QCOMPARE(planRenewal({.shares = gone}, world, testNow).error().code, ErrorCode::PlanOutdated);
    QCOMPARE(planRevocation({.shares = gone}, world, testNow).error().code, ErrorCode::PlanOutdated);
    QCOMPARE(planLetIn({.shares = gone}, world, testNow).error().code, ErrorCode::PlanOutdated);
    QCOMPARE(planWithdrawal("no such offer", world, testNow).error().code, ErrorCode::PlanOutdated);
    QCOMPARE(planRemoval({.shares = gone}, world, testNow).error().code, ErrorCode::PlanOutdated);
}

QTEST_GUILESS_MAIN(TstShareLife)
#include "tst_share_life.moc"
