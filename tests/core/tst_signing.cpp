// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/share/signing.h"
#include "tests/support/world_builder.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

Transaction signedShare(const WorldBuilder& builder, const Snapshot& world, UnixSeconds now)
{
    const auto plan = planShare(orderEventsDraft(builder), world, now);
    if (!plan) qFatal("no plan");
    const auto transaction = signPlan(*plan, world, builder.keys(), now);
    if (!transaction) qFatal("not signed: %d", static_cast<int>(transaction.error().code));
    return *transaction;
}

/// What claims mean, without what every signature changes.
AccountClaims meaning(const Snapshot& world, const std::string& key)
{
    auto claims = world.account(key)->claims;
    claims.header.issuedAt = 0;
    claims.header.id.clear();
    return claims;
}

Snapshot mustApply(const Snapshot& world, const Transaction& transaction, UnixSeconds now)
{
    auto after = applied(world, transaction, now);
    if (!after) qFatal("not applied");
    return *after;
}

} // namespace

class TstSigning : public QObject {
    Q_OBJECT

private slots:
    void choosesAccountSigner();
    void choosesActivationSigner();
    void issuesLaterThanBefore();
    void tokensComeFirst();
    void writesTheFilesAsTheyAre();
    void signingKeyNamesTheAccount();
    void revokedThisSecondIsIssuedLater();
    void refuses();
    void undoAndRedoKeepTheMeaning();
    void undoAndRedoKeepTheFirstTime();
    void undoRefuses();
};

void TstSigning::choosesAccountSigner()
{
    auto builder = WorldBuilder::sample();
    auto world = builder.build();
    auto account = *world.account(builder.key("ACCTA"));
    QCOMPARE(*accountSigner(account, world, builder.keys()), builder.operatorSigningKey());
    account.claims.header.issuer = world.op.key; // the present issuer goes first, as long as it is allowed
    QCOMPARE(*accountSigner(account, world, builder.keys()), world.op.key);
    world.op.claims.strictSigningKeyUsage = true;
    QCOMPARE(*accountSigner(account, world, builder.keys()), builder.operatorSigningKey());
    account.claims.header.issuer = "a key that was removed";
    QCOMPARE(*accountSigner(account, world, builder.keys()), builder.operatorSigningKey());

    builder.keys().forget(builder.operatorSigningKey());
    QVERIFY(accountSigner(account, world, builder.keys()).error().code == ErrorCode::StrictNeedsSigningKey);
    world.op.claims.strictSigningKeyUsage = false;
    QCOMPARE(*accountSigner(account, world, builder.keys()), world.op.key);
    builder.keys().forget(world.op.key);
    QVERIFY(accountSigner(account, world, builder.keys()).error().code == ErrorCode::NoSigningKey);
}

void TstSigning::choosesActivationSigner()
{
    auto builder = WorldBuilder::sample();
    const auto identity = builder.key("ACCTA");
    auto world = builder.build();
    QCOMPARE(*activationSigner(*world.account(identity), world, builder.keys()), identity);
    world.op.claims.strictSigningKeyUsage = true;
    QVERIFY(activationSigner(*world.account(identity), world, builder.keys()).error().code ==
            ErrorCode::StrictNeedsSigningKey);

    auto one = builder.addSigningKey("ACCTA");
    auto two = builder.addSigningKey("ACCTA");
    if (two < one) std::swap(one, two);
    world = builder.build();
    QCOMPARE(*activationSigner(*world.account(identity), world, builder.keys()), one);
    builder.claims("ACCTA").signingKeys[one] = UserScope{.role = "a role for users"};
    world = builder.build();
    QCOMPARE(*activationSigner(*world.account(identity), world, builder.keys()), two);
    builder.keys().forget(two);
    QCOMPARE(*activationSigner(*world.account(identity), world, builder.keys()), one);
    builder.keys().forget(one);
    QCOMPARE(*activationSigner(*world.account(identity), world, builder.keys()), identity);
    builder.keys().forget(identity);
    QVERIFY(activationSigner(*world.account(identity), world, builder.keys()).error().code == ErrorCode::NoSigningKey);
}

void TstSigning::issuesLaterThanBefore()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto before = world.account(builder.key("ACCTA"))->claims.header.issuedAt;
    for (const auto now : {before - 500, before, before + 1, before + 500}) {
        const auto after = mustApply(world, signedShare(builder, world, now), now);
        const auto issued = after.account(builder.key("ACCTA"))->claims.header.issuedAt;
        QCOMPARE(issued, std::max(now, before + 1));
    }
}

void TstSigning::tokensComeFirst()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto transaction = signedShare(builder, world, testNow);
    const auto after = mustApply(world, transaction, testNow);
    QVERIFY(!transaction.id.empty());
    QCOMPARE(transaction.when, testNow);
    int imports = 0;
    for (const auto& change : transaction.changes) {
        if (const auto* issue = std::get_if<IssueToken>(&change)) QVERIFY(decodeActivation(issue->token));
        const auto* import = std::get_if<AddImport>(&change);
        if (!import) continue;
        ++imports;
        QCOMPARE(import->value.token, std::get<IssueToken>(transaction.changes[*import->issued]).token);
        const auto& held = after.account(builder.key("ACCTB"))->claims.imports;
        QVERIFY(std::find(held.begin(), held.end(), import->value) != held.end());
    }
    QCOMPARE(imports, 3);
    QVERIFY(transaction.id != signedShare(builder, world, testNow).id);
}

void TstSigning::writesTheFilesAsTheyAre()
{
    const auto builder = WorldBuilder::sample();
    auto world = builder.build();
    for (auto& account : world.accounts)
        account.token += "\n"; // written by another tool
    const auto transaction = signedShare(builder, world, testNow);
    QCOMPARE(transaction.edits.size(), std::size_t(5));
    int accounts = 0;
    for (const auto& edit : transaction.edits) {
        QVERIFY(edit.file.is_absolute());
        if (edit.file.extension() == ".jwt") {
            ++accounts;
            QVERIFY(edit.before && edit.before->ends_with('\n'));
            QVERIFY(edit.after && !edit.after->ends_with('\n'));
            QVERIFY(decodeAccount(*edit.after));
        } else {
            QCOMPARE(edit.file.parent_path(), world.workspace.tokens);
            QVERIFY(!edit.before);
            QVERIFY(edit.after->starts_with("-----BEGIN NATS ACTIVATION JWT-----\n"));
            QVERIFY(edit.after->ends_with("\n------END NATS ACTIVATION JWT------\n\n"));
            QVERIFY(decodeActivation(tokenOfText(*edit.after)));
        }
    }
    QCOMPARE(accounts, 2);
}

void TstSigning::signingKeyNamesTheAccount()
{
    auto builder = WorldBuilder::sample();
    const auto signingKey = builder.addSigningKey("ACCTA");
    const auto world = builder.build();
    const auto transaction = signedShare(builder, world, testNow);
    for (const auto& change : transaction.changes)
        if (const auto* issue = std::get_if<IssueToken>(&change)) {
            const auto claims = decodeActivation(issue->token);
            QVERIFY(claims);
            QCOMPARE(claims->header.issuer, signingKey);
            QCOMPARE(claims->issuerAccount, builder.key("ACCTA"));
        }
    QVERIFY(mustApply(world, transaction, testNow).shares[0].state == GrantState::Active);
}

void TstSigning::revokedThisSecondIsIssuedLater()
{
    auto builder = WorldBuilder::sample();
    for (auto offered : pushConsumerExports("ORDEREVENTS", "ORDEREVENTS-C1", "deliver.retail.v1.order.events")) {
        offered.revocations[builder.key("ACCTB")] = testNow;
        builder.addExport("ACCTA", offered);
    }
    const auto world = builder.build();
    const auto after = mustApply(world, signedShare(builder, world, testNow), testNow);
    QVERIFY(after.shares[0].state == GrantState::Active);
}

void TstSigning::refuses()
{
    auto builder = WorldBuilder::sample();
    auto world = builder.build();
    auto plan = *planShare(orderEventsDraft(builder), world, testNow);

    auto blocked = plan;
    blocked.findings.push_back({.severity = Severity::Blocks, .code = FindingCode::ImportCollides});
    QVERIFY(signPlan(blocked, world, builder.keys(), testNow).error().code == ErrorCode::PlanHasProblems);
    auto warned = plan;
    warned.findings.push_back({.severity = Severity::Warning, .code = FindingCode::LocalCaptured});
    QVERIFY(signPlan(warned, world, builder.keys(), testNow));

    QVERIFY(signPlan({.base = world.revision}, world, builder.keys(), testNow).error().code == ErrorCode::PlanIsEmpty);

    builder.keys().forget(builder.key("ACCTA")); // after the plan was made
    QVERIFY(signPlan(plan, world, builder.keys(), testNow).error().code == ErrorCode::NoSigningKey);

    world.revision = "another";
    QVERIFY(signPlan(plan, world, builder.keys(), testNow).error().code == ErrorCode::PlanOutdated);
}

void TstSigning::undoAndRedoKeepTheFirstTime()
{
    const auto builder = WorldBuilder::sample();
    const auto start = builder.build();
    const auto done = signedShare(builder, start, testNow);
    QCOMPARE(done.firstDone, UnixSeconds(0));
    const auto shared = mustApply(start, done, testNow);
    const auto undone = signInverse(done, shared, builder.keys(), testNow + 10);
    QVERIFY(undone);
    QCOMPARE(undone->when, testNow + 10);
    QCOMPARE(undone->firstDone, testNow);
    const auto redone = signInverse(*undone, mustApply(shared, *undone, testNow + 10), builder.keys(), testNow + 20);
    QVERIFY(redone);
    QCOMPARE(redone->when, testNow + 20);
    QCOMPARE(redone->firstDone, testNow);
}

void TstSigning::undoAndRedoKeepTheMeaning()
{
    const auto builder = WorldBuilder::sample();
    const auto start = builder.build();
    const auto done = signedShare(builder, start, testNow);
    const auto shared = mustApply(start, done, testNow);

    // All in the same second: every token must still be later than the one it replaces.
    const auto undone = signInverse(done, shared, builder.keys(), testNow);
    QVERIFY(undone);
    const auto back = mustApply(shared, *undone, testNow);
    QVERIFY(back.tokenFiles.empty());
    QVERIFY(back.shares.empty() && back.offers.empty());
    const auto redone = signInverse(*undone, back, builder.keys(), testNow);
    QVERIFY(redone);
    const auto again = mustApply(back, *redone, testNow);
    QVERIFY(again.tokenFiles == shared.tokenFiles);
    QVERIFY(again.shares == shared.shares);
    for (const auto* name : {"ACCTA", "ACCTB"}) {
        const auto key = builder.key(name);
        QVERIFY(meaning(back, key) == meaning(start, key));
        QVERIFY(meaning(again, key) == meaning(shared, key));
        QVERIFY(back.account(key)->claims.header.issuedAt > shared.account(key)->claims.header.issuedAt);
        QVERIFY(again.account(key)->claims.header.issuedAt > back.account(key)->claims.header.issuedAt);
    }
    for (const auto& import : again.account(builder.key("ACCTB"))->claims.imports)
        QVERIFY(std::ranges::count(again.tokenFiles, import.token, &TokenFile::token) == 1);
    QVERIFY(redone->changes == done.changes);
}

void TstSigning::undoRefuses()
{
    auto builder = WorldBuilder::sample();
    const auto start = builder.build();
    const auto done = signedShare(builder, start, testNow);
    auto shared = mustApply(start, done, testNow);

    auto other = shared;
    for (auto& account : other.accounts)
        account.token = "changed outside";
    QVERIFY(signInverse(done, other, builder.keys(), testNow).error().code == ErrorCode::StoreChangedOutside);

    for (const auto& key : builder.keys().present())
        builder.keys().forget(key);
    QVERIFY(signInverse(done, shared, builder.keys(), testNow).error().code == ErrorCode::UndoNeedsKey);
}

QTEST_APPLESS_MAIN(TstSigning)
#include "tst_signing.moc"
