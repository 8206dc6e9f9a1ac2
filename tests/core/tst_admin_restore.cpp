// SPDX-License-Identifier: Apache-2.0
#include "core/store/layout.h"
#include "tests/core/remembering_store.h"

#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

/// Bytes of the claims but for what every signature makes anew.
std::string bareText(AccountClaims claims, const KeyRing& keys, const std::string& signer)
{
    claims.header.issuedAt = 0;
    claims.header.id.clear();
    auto token = encodeToken(std::move(claims), signer, 1, keys);
    if (!token) qFatal("cannot sign");
    const auto from = token->find('.') + 1;
    return token->substr(from, token->rfind('.') - from);
}

/// For preparing outside a test function.
void must(const Status& status)
{
    if (!status) qFatal("error %d", static_cast<int>(status.error().code));
}

using Prepare = std::function<RestoreAccountDraft(RememberingStore&)>;

} // namespace

Q_DECLARE_METATYPE(Prepare)

class TestAdminRestore : public QObject {
    Q_OBJECT

private slots:
    void eachStateComesBack_data()
    {
        QTest::addColumn<int>("version");
        for (int i = 0; i < 3; ++i)
            QTest::addRow("%d", i) << i;
    }
    void eachStateComesBack()
    {
        QFETCH(int, version);
        RememberingStore store;
        store.rewrite("ACCTA", [](AccountClaims& claims) {
            claims.tail.unknown = {{"version", "future", R"({"a":[1]})"}};
        });
        const auto key = store.key("ACCTA");
        GD_OK(store.describe("ACCTA", "one"));
        GD_OK(store.describe("ACCTB", "another account"));
        GD_OK(store.describe("ACCTA", "two"));
        GD_OK(store.describe("ACCTA", "three"));
        const auto past = store.past(key);
        QCOMPARE(past.versions.size(), std::size_t(4));
        QVERIFY(!past.versions[0].isAfter && past.versions[1].isAfter);
        QCOMPARE(past.versions[2].entry, std::size_t(2));
        const auto wanted = *decodeAccount(past.versions.at(std::size_t(version)).token);
        const auto other = store.claims("ACCTB");

        const auto wish = store.draft(key, std::size_t(version));
        GD_OK(store.step(store.plan(wish)));
        const auto world = store.world();
        const auto* account = world->account(key);
        QVERIFY(account->operatorSigned);
        QCOMPARE(account->claims.tail.unknown.size(), std::size_t(1));
        const auto signer = account->claims.header.issuer;
        QCOMPARE(bareText(account->claims, store.keys, signer), bareText(wanted, store.keys, signer));
        QVERIFY(account->claims.header.issuedAt > wanted.header.issuedAt + 86400);
        QVERIFY(account->claims.header.id != wanted.header.id);
        QVERIFY(store.claims("ACCTB") == other);
        QVERIFY(!store.plan(wish) && store.plan(wish).error().code == ErrorCode::PlanIsEmpty);

        GD_OK(store.undo());
        QCOMPARE(store.claims("ACCTA").description, std::string("three"));
    }

    void statesThatWereTakenBackAreThereToo()
    {
        RememberingStore store;
        const auto key = store.key("ACCTA");
        GD_OK(store.describe("ACCTA", "one"));
        GD_OK(store.undo());
        const auto past = store.past(key);
        QCOMPARE(past.versions.size(), std::size_t(2));
        QVERIFY(past.versions.back().isAfter);
        GD_OK(store.step(store.plan(store.draft(key, 1))));
        QCOMPARE(store.claims("ACCTA").description, std::string("one"));
    }

    void deletedAccountComesBackWithItsLastRevocations()
    {
        RememberingStore store;
        const auto key = store.key("ACCTB");
        const auto user = store.user("ACCTB").key;
        GD_OK(store.describe("ACCTB", "one"));
        GD_OK(store.step(planDeleteUser({key, user, true}, *store.world(), store.clock)));
        GD_OK(store.step(planDeleteAccount(key, *store.world(), store.clock)));
        QVERIFY(!store.world()->account(key));
        const auto plan = store.plan(store.draft(key, 1));
        GD_OK(plan);
        QVERIFY(std::get<RestoreAccount>(plan->changes.front()).comesBack);
        GD_OK(store.step(plan));
        const auto world = store.world();
        const auto* account = world->accountNamed("ACCTB");
        QVERIFY(account && account->key == key && account->operatorSigned);
        QCOMPARE(account->claims.description, std::string("one"));
        QVERIFY(account->claims.revocations.contains(user));
        GD_OK(store.undo());
        QVERIFY(!store.world()->account(key));
        QVERIFY(!std::filesystem::exists(store.accountFile("ACCTB")));
    }

    void usersComeBackWithADeletedAccount()
    {
        RememberingStore store;
        const auto key = store.key("ACCTB");
        const auto file = userTokenFile(store.at, "OP", "ACCTB", store.user("ACCTB").name);
        const auto before = TempFolder::contentOf(file);
        GD_OK(store.describe("ACCTB", "one"));
        GD_OK(store.step(planDeleteAccount(key, *store.world(), store.clock)));
        QVERIFY(!std::filesystem::exists(file));
        GD_OK(store.describe("ACCTA", "in between"));
        const auto plan = store.plan(store.draft(key, 1));
        GD_OK(plan);
        QVERIFY(!hasFinding(plan->findings, FindingCode::UserLosesSigner, Severity::Problem));
        QCOMPARE(std::get<RestoreAccount>(plan->changes.front()).users.size(), std::size_t(1));
        GD_OK(store.step(plan));
        QCOMPARE(TempFolder::contentOf(file), before);
        QCOMPARE(store.world()->accountNamed("ACCTB")->users.size(), std::size_t(1));
        // It is there again, so nobody comes back with an earlier state.
        QVERIFY(store.past(key).users.empty());
        GD_OK(store.undo());
        QVERIFY(!std::filesystem::exists(file));
        QCOMPARE(store.past(key).users.size(), std::size_t(1));
    }

    void usersOfAFormerKeyAreTold()
    {
        RememberingStore store;
        const auto key = store.key("ACCTB");
        const auto later = store.newKey(KeyKind::Account);
        GD_OK(store.describe("ACCTB", "one"));
        GD_OK(store.step(planSigningKey({.owner = key, .key = later}, *store.world(), store.clock)));
        GD_OK(store.step(
            planNewUser({.account = key, .name = "late", .key = store.create(KeyKind::User), .signer = later},
                        *store.world(), store.clock)));
        GD_OK(store.step(planDeleteAccount(key, *store.world(), store.clock)));
        const auto plan = store.plan(store.draft(key, 1));
        GD_OK(plan);
        QVERIFY(hasFinding(plan->findings, FindingCode::UserLosesSigner, Severity::Problem));
        QCOMPARE(plan->users.size(), std::size_t(2));
    }

    void renamedAccountKeepsItsName()
    {
        RememberingStore store;
        const auto key = store.key("ACCTA");
        GD_OK(store.describe("ACCTA", "one"));
        GD_OK(store.step(planRename({key, "SHOP"}, *store.world(), store.clock)));
        GD_OK(store.step(store.plan(store.draft(key, 0))));
        const auto world = store.world();
        const auto* account = world->accountNamed("SHOP");
        QVERIFY(account && account->key == key && account->claims.header.name == "SHOP");
        QCOMPARE(account->claims.description, std::string());
        QCOMPARE(account->users.size(), std::size_t(1));
    }

    void saysWhatHappensToKeys()
    {
        RememberingStore store;
        const auto key = store.key("ACCTA");
        const auto former = store.newKey(KeyKind::Account);
        const auto later = store.newKey(KeyKind::Account);
        store.rewrite("ACCTA", [&](AccountClaims& claims) { claims.signingKeys.emplace(former, std::nullopt); });
        GD_OK(store.step(planRemoveSigningKey(key, former, *store.world(), store.clock)));
        GD_OK(store.step(planSigningKey({.owner = key, .key = later}, *store.world(), store.clock)));
        GD_OK(store.step(
            planNewUser({.account = key, .name = "late", .key = store.create(KeyKind::User), .signer = later},
                        *store.world(), store.clock)));
        const auto plan = store.plan(store.draft(key, 0));
        GD_OK(plan);
        QVERIFY(hasFinding(plan->findings, FindingCode::SigningKeyReturns, Severity::Warning));
        QVERIFY(hasFinding(plan->findings, FindingCode::UserLosesSigner, Severity::Problem));
        QVERIFY(plan->canApply());
    }

    void saysWhoseImportsBreak()
    {
        RememberingStore store;
        const auto key = store.key("ACCTA");
        GD_OK(store.describe("ACCTA", "one"));
        store.rewrite("ACCTA", [&](AccountClaims& claims) {
            claims.exports.push_back({.subject = "open.feed", .type = ExportType::Stream});
        });
        store.rewrite("ACCTB", [&](AccountClaims& claims) {
            claims.imports.push_back({.subject = "open.feed", .account = key, .type = ExportType::Stream});
        });
        const auto plan = store.plan(store.draft(key, 0));
        GD_OK(plan);
        QVERIFY(std::ranges::any_of(plan->findings, [&](const Finding& finding) {
            return finding.code == FindingCode::ExportMissing && finding.account == store.key("ACCTB");
        }));
        QVERIFY(plan->canApply());
    }

    void problems_data()
    {
        QTest::addColumn<Prepare>("prepare");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, ErrorCode code, Prepare prepare) {
            QTest::newRow(name) << std::move(prepare) << int(code);
        };
        row("none chosen", ErrorCode::FieldEmpty,
            [](RememberingStore& store) { return RestoreAccountDraft{store.past(store.key("ACCTA"))}; });
        row("has ended", ErrorCode::ValidityInThePast, [](RememberingStore& store) {
            store.rewrite("ACCTA", [&](AccountClaims& claims) { claims.header.expires = store.clock + 1; });
            must(store.describe("ACCTA", "one"));
            return store.draft(store.key("ACCTA"), 0);
        });
        row("name of another", ErrorCode::NameTaken, [](RememberingStore& store) {
            const auto key = store.key("ACCTB");
            must(store.step(planDeleteAccount(key, *store.world(), store.clock)));
            must(store.step(planRename({store.key("ACCTA"), "acctb"}, *store.world(), store.clock)));
            return store.draft(key, 0);
        });
        row("signed by another operator", ErrorCode::AccountOfOtherOperator, [](RememberingStore& store) {
            const auto key = store.key("ACCTB");
            auto claims = store.claims("ACCTB");
            store.SampleStore::write(store.accountFile("ACCTB"),
                                     store.sign(claims, store.newKey(KeyKind::Operator), store.clock));
            must(store.step(planDeleteAccount(key, *store.world(), store.clock)));
            return store.draft(key, 0);
        });
    }
    void problems()
    {
        QFETCH(Prepare, prepare);
        QFETCH(int, code);
        RememberingStore store;
        const auto wish = prepare(store);
        QVERIFY(hasProblem(wish.problems(*store.world(), store.clock), "version", ErrorCode(code)));
        QVERIFY(!store.plan(wish));
    }

    void formerOperatorKeysAreNoOthers()
    {
        RememberingStore store;
        const auto key = store.key("ACCTB");
        const auto first = store.world()->op.claims.signingKeys.front();
        store.rewrite("ACCTB", [](AccountClaims&) {});
        GD_OK(store.step(planDeleteAccount(key, *store.world(), store.clock)));
        const auto next = store.newKey(KeyKind::Operator);
        GD_OK(store.step(planSigningKey({.owner = store.world()->op.key, .key = next}, *store.world(), store.clock)));
        GD_OK(store.step(planRemoveSigningKey(store.world()->op.key, first, *store.world(), store.clock)));
        GD_OK(store.step(store.plan(store.draft(key, 0))));
        QCOMPARE(store.claims("ACCTB").header.issuer, next);
    }

    void withoutAKeyNothingIsRestored()
    {
        RememberingStore store;
        const auto key = store.key("ACCTA");
        GD_OK(store.describe("ACCTA", "one"));
        const auto wish = store.draft(key, 0);
        std::filesystem::remove_all(store.at.keystore);
        const auto plan = store.plan(wish);
        GD_OK(plan);
        QVERIFY(hasFinding(plan->findings, FindingCode::NoKeyToSign, Severity::Blocks));
        QVERIFY(!plan->canApply());
    }
};

QTEST_GUILESS_MAIN(TestAdminRestore)
#include "tst_admin_restore.moc"
