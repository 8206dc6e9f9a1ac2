// SPDX-License-Identifier: Apache-2.0
#include "core/admin/account_admin.h"
#include "core/admin/account_restore.h"
#include "core/admin/operator_admin.h"
#include "core/admin/signing_key_admin.h"
#include "core/admin/user_admin.h"
#include "core/jwt/token.h"
#include "core/text/nsc_script.h"
#include "tests/interop/comparing.h"
#include "tests/interop/nsc_store.h"

#include <QRegularExpression>
#include <QtTest>

#include <ctime>
#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

UnixSeconds present()
{
    return std::time(nullptr);
}

/// Plans with new keys, as the window makes them.
struct Desk {
    const NscStore& store;
    NewKeys newKeys{};

    std::string create(KeyKind kind) { return *newKeys.create(kind); }
    SnapshotPtr world() const { return store.world(); }

    Result<SharePlan> newAccount(const std::string& name, AccountPatch patch = {}, bool jetStream = false)
    {
        return planNewAccount(
            {.name = name, .key = create(KeyKind::Account), .hasJetStream = jetStream, .patch = std::move(patch)},
            *world(), present());
    }
    Result<SharePlan> newUser(const std::string& account, const std::string& name, UserPatch patch = {},
                              const std::string& signer = {})
    {
        return planNewUser({.account = store.key(account),
                            .name = name,
                            .key = create(KeyKind::User),
                            .signer = signer,
                            .patch = std::move(patch)},
                           *world(), present());
    }
    Result<SharePlan> newSigningKey(const std::string& account, std::optional<ScopePatch> scope = {})
    {
        return planSigningKey({.owner = store.key(account), .key = create(KeyKind::Account), .scope = std::move(scope)},
                              *world(), present());
    }
    Status apply(const Result<SharePlan>& plan) { return store.apply(plan, nullptr, &newKeys); }
};

using Step = std::function<Result<SharePlan>(Desk&)>;

/// Times, ids and keys aside; they differ between any two stores. Keys of users and signing keys come in any order.
AccountClaims bare(AccountClaims claims)
{
    claims.header.issuedAt = 0;
    claims.header.id.clear();
    claims.header.issuer.clear();
    claims.header.subject.clear();
    // Deliberate: nsc writes -1 into limits of a JetStream that is off, at any edit.
    auto& limits = claims.limits.jetStream;
    if (limits.memoryStorage == 0 && limits.diskStorage == 0) limits = {};
    std::map<std::string, std::optional<UserScope>> keys;
    for (auto& [key, scope] : claims.signingKeys)
        keys.emplace("key " + std::to_string(keys.size()) + (scope ? scope->role : ""), std::move(scope));
    claims.signingKeys = std::move(keys);
    if (!claims.revocations.empty())
        claims.revocations = {{"somebody", static_cast<UnixSeconds>(claims.revocations.size())}};
    return claims;
}

UserClaims bare(UserClaims claims, const Account& account)
{
    const bool byIdentity = claims.header.issuer == account.key;
    claims.header.issuedAt = 0;
    claims.header.id.clear();
    claims.header.issuer = byIdentity ? "identity" : "signing key";
    claims.header.subject.clear();
    claims.issuerAccount = claims.issuerAccount.empty() ? "" : "the account";
    // Deliberate: nsc sorts these lists whenever it writes a user; we leave the order in which they were given.
    auto& permissions = claims.permissions.permissions;
    for (auto* list : {&permissions.pub.allow, &permissions.pub.deny, &permissions.sub.allow, &permissions.sub.deny})
        std::ranges::sort(*list);
    return claims;
}

#define GD_OK(status)                                                                                                  \
    do {                                                                                                               \
        const auto& outcome = (status);                                                                                \
        if (!outcome)                                                                                                  \
            QFAIL(qPrintable(QString("error %1 at %2: %3")                                                             \
                                 .arg(static_cast<int>(outcome.error().code))                                          \
                                 .arg(outcome.error().where.c_str(), outcome.error().detail.c_str())));                \
    } while (false)

#define GD_RUNS(ran)                                                                                                   \
    do {                                                                                                               \
        const auto& said = (ran);                                                                                      \
        QVERIFY2(said.ok(), qPrintable(said.all()));                                                                   \
    } while (false)

/// nsc marks what it dislikes with these.
bool complains(const Ran& ran)
{
    return !ran.ok() || ran.all().contains(QLatin1Char('!')) || ran.all().contains(QStringLiteral("ERR"));
}

} // namespace

Q_DECLARE_METATYPE(Step)

class TestInteropAdmin : public QObject {
    Q_OBJECT

private slots:
    void newOperatorIsCleanForNsc()
    {
        GD_NEEDS_NSC();
        const NscStore store;
        GD_OK(createOperator({.name = "OP", .serviceUrls = {"nats://localhost:4222"}, .account = "first"},
                             store.workspace(), present()));
        const auto valid = store.validate();
        QVERIFY2(!complains(valid), qPrintable(valid.all()));
        GD_RUNS(store.nsc({"describe", "operator"}));
        GD_RUNS(store.nsc({"describe", "account", "--name", "SYS"}));
        const auto keys = store.nsc({"list", "keys", "-A"});
        GD_RUNS(keys);
        GD_RUNS(store.nsc({"add", "account", "--name", "BYNSC"}));
        GD_RUNS(store.nsc({"add", "user", "--account", "first", "--name", "bynsc"}));
        QCOMPARE(store.world()->accounts.size(), std::size_t(3));
        QVERIFY(store.world()->findings.empty());
    }

    /// `nsc add operator --generate-signing-key --sys` and ours: the same claims.
    void newOperatorAsNscMakesIt()
    {
        GD_NEEDS_NSC();
        const auto theirs = NscStore::madeBy(QStringLiteral("nsc add operator --name OP --generate-signing-key --sys"));
        const NscStore ours;
        GD_OK(createOperator({.name = "OP"}, ours.workspace(), present()));
        const auto a = theirs->world();
        const auto b = ours.world();
        QCOMPARE(a->op.claims.signingKeys.size(), b->op.claims.signingKeys.size());
        QCOMPARE(a->op.claims.serviceUrls, b->op.claims.serviceUrls);
        QCOMPARE(a->accounts.size(), b->accounts.size());
        auto one = bare(a->accountNamed("SYS")->claims);
        auto other = bare(b->accountNamed("SYS")->claims);
        // Deliberate: the two descriptions are in our own words.
        for (auto* claims : {&one, &other})
            for (auto& offered : claims->exports)
                offered.description.clear();
        QVERIFY(one.exports == other.exports);
        QVERIFY(one == other);
        QVERIFY(bare(a->accountNamed("SYS")->users.at(0).claims, *a->accountNamed("SYS")) ==
                bare(b->accountNamed("SYS")->users.at(0).claims, *b->accountNamed("SYS")));
        QCOMPARE(a->accountNamed("SYS")->claims.header.issuer == a->op.key, false);
        QCOMPARE(a->keysHere.size(), b->keysHere.size());
    }

    /// What GrantDesk does to a store, and what nsc does by the commands that GrantDesk shows for it.
    void sameAsTheCommands_data()
    {
        QTest::addColumn<Step>("step");
        const auto row = [](const char* name, Step step) {
            QTest::newRow(name) << std::move(step);
        };
        row("new account", [](Desk& desk) { return desk.newAccount("NEW"); });
        row("new account with values", [](Desk& desk) {
            return desk.newAccount("NEW", {.subs = 5, .wildcards = false, .description = "it's", .tags = {{"a", "b"}}});
        });
        row("edit limits", [](Desk& desk) {
            return planAccountEdit({.account = desk.store.key("ACCTA"),
                                    .patch = {.data = 7,
                                              .payload = 8,
                                              .imports = 9,
                                              .exports = 10,
                                              .conn = 11,
                                              .leaf = 12,
                                              .infoUrl = "https://example.org/x?y=1"}},
                                   *desk.world(), present());
        });
        // Without maxBytesRequired: nsc 2.14 has an option for it and does not heed it.
        row("edit JetStream", [](Desk& desk) {
            return planAccountEdit({.account = desk.store.key("ACCTA"),
                                    .patch = {.jetStream = {.memoryStorage = 1024,
                                                            .diskStorage = 2048,
                                                            .streams = 3,
                                                            .consumer = 4,
                                                            .maxAckPending = 5,
                                                            .memoryMaxStreamBytes = 6,
                                                            .diskMaxStreamBytes = 7}}},
                                   *desk.world(), present());
        });
        row("default permissions", [](Desk& desk) {
            return planAccountEdit(
                {.account = desk.store.key("ACCTA"),
                 .patch = {.defaultPermissions = {.pubAllow = {{"a.>"}},
                                                  .pubDeny = {{"b"}},
                                                  .subAllow = {{"c q"}},
                                                  .subDeny = {{"d.*"}},
                                                  .resp = ResponsePermission{.max = 3, .ttl = 5'000'000}}}},
                *desk.world(), present());
        });
        row("rename", [](Desk& desk) {
            return planRename({desk.store.key("ACCTA"), "SHOP"}, *desk.world(), present());
        });
        row("delete account",
            [](Desk& desk) { return planDeleteAccount(desk.store.key("ACCTC"), *desk.world(), present()); });
        row("new user", [](Desk& desk) { return desk.newUser("ACCTA", "reader"); });
        row("new user with values", [](Desk& desk) {
            UserPatch patch;
            patch.may.permissions.pubAllow = {"a.>", "$JS.API.>"};
            patch.may.permissions.subDeny = {"b"};
            patch.may.src = {"10.0.0.0/8"};
            patch.may.subs = 3;
            patch.may.bearerToken = true;
            patch.may.connectionTypes = {"STANDARD", "WEBSOCKET"};
            patch.tags = {"x"};
            patch.end = present() + 86'400;
            return desk.newUser("ACCTA", "reader", patch);
        });
        row("edit user", [](Desk& desk) {
            UserPatch patch;
            patch.may.permissions.resp = ResponsePermission{.max = 2, .ttl = 1'000'000};
            patch.may.payload = 99;
            const auto world = desk.world();
            return planUserEdit({.account = desk.store.key("ACCTA"),
                                 .user = world->accountNamed("ACCTA")->users.at(0).key,
                                 .patch = patch},
                                *world, present());
        });
        row("delete user", [](Desk& desk) {
            const auto world = desk.world();
            return planDeleteUser({desk.store.key("ACCTA"), world->accountNamed("ACCTA")->users.at(0).key}, *world,
                                  present());
        });
        row("plain signing key", [](Desk& desk) { return desk.newSigningKey("ACCTA"); });
        row("scoped signing key", [](Desk& desk) {
            return desk.newSigningKey("ACCTA", ScopePatch{.role = "svc",
                                                          .description = "for services",
                                                          .may = {.permissions = {.pubAllow = {{"a"}}}, .subs = 5}});
        });
        row("operator", [](Desk& desk) {
            OperatorEditDraft draft;
            draft.accountServerUrl = "nats://localhost:4222";
            draft.serviceUrls = {"nats://a:4222"};
            draft.tags = {"prod"};
            return planOperatorEdit(draft, *desk.world(), present());
        });
        row("import account", [](Desk& desk) {
            NewKeys theirs;
            const auto key = *theirs.create(KeyKind::Account);
            auto claims = newAccountClaims(key, "GUEST");
            claims.exports = {{.name = "x", .subject = "x.>", .type = ExportType::Stream}};
            const auto signer = desk.world()->op.claims.signingKeys.front();
            const auto token = encodeToken(claims, signer, present() - 10, desk.store.keys());
            return planImportAccount({.token = *token}, *desk.world(), present());
        });
    }
    void sameAsTheCommands()
    {
        GD_NEEDS_NSC();
        QFETCH(Step, step);
        const auto ours = NscStore::sample();
        const auto theirs = ours->copy();
        Desk desk{*ours};
        const auto plan = step(desk);
        GD_OK(plan);
        const auto script = nscScript(*plan, *ours->world());
        GD_OK(desk.apply(plan));
        GD_RUNS(theirs->shell(QString::fromStdString(script)));
        const auto valid = ours->validate();
        QVERIFY2(!complains(valid), qPrintable(valid.all()));
        const auto a = ours->world();
        const auto b = theirs->world();
        QCOMPARE(a->accounts.size(), b->accounts.size());
        for (std::size_t i = 0; i < a->accounts.size(); ++i) {
            const auto& one = a->accounts[i];
            const auto& other = b->accounts[i];
            QCOMPARE(one.name, other.name);
            QVERIFY2(bare(one.claims) == bare(other.claims),
                     qPrintable(QString::fromStdString(script) +
                                differing(comparable(bare(one.claims)), comparable(bare(other.claims)))));
            QCOMPARE(one.users.size(), other.users.size());
            for (std::size_t k = 0; k < one.users.size(); ++k) {
                QCOMPARE(one.users[k].name, other.users[k].name);
                QCOMPARE(one.users[k].credsFile.empty(), other.users[k].credsFile.empty());
                const auto ourUser = bare(one.users[k].claims, one);
                const auto theirUser = bare(other.users[k].claims, other);
                QVERIFY2(ourUser == theirUser, qPrintable(QString::fromStdString(script) +
                                                          differing(comparable(ourUser), comparable(theirUser))));
            }
        }
        QCOMPARE(a->op.claims.serviceUrls, b->op.claims.serviceUrls);
        QCOMPARE(a->op.claims.accountServerUrl, b->op.claims.accountServerUrl);
        QCOMPARE(a->op.claims.tail.tags, b->op.claims.tail.tags);
    }

    /// An earlier state, and an account that was deleted: nsc finds nothing wrong and goes on with both.
    void restoredAccountsAreFine()
    {
        GD_NEEDS_NSC();
        const auto store = NscStore::sample();
        Desk desk{*store};
        const auto key = store->key("ACCTB");
        const auto token = store->world()->account(key)->token;
        AccountPatch patch;
        patch.description = "later";
        GD_OK(desk.apply(planAccountEdit({key, patch}, *desk.world(), present())));
        const auto user = desk.world()->account(key)->users.front().key;
        GD_OK(desk.apply(planDeleteUser({key, user, true}, *desk.world(), present())));
        AccountPast past{.account = key};
        past.revocations.follow(store->claims("ACCTB"));
        for (const bool wasDeleted : {false, true}) {
            if (wasDeleted) GD_OK(desk.apply(planDeleteAccount(key, *desk.world(), present())));
            GD_OK(desk.apply(planRestoreAccount({past, token, false}, *desk.world(), present())));
            QCOMPARE(store->claims("ACCTB").description, std::string());
            QVERIFY(store->claims("ACCTB").revocations.contains(user));
            const auto valid = store->validate();
            QVERIFY2(!complains(valid), qPrintable(valid.all()));
            GD_RUNS(store->nsc({"describe", "account", "--name", "ACCTB"}));
        }
        GD_RUNS(store->nsc({"edit", "account", "--name", "ACCTB", "--description", "by nsc"}));
        QCOMPARE(store->claims("ACCTB").description, std::string("by nsc"));
        QVERIFY(store->claims("ACCTB").revocations.contains(user));
    }

    /// A user of a scoped key, strict keys, removals: nsc finds nothing wrong, and goes on with the store.
    void aLongDay()
    {
        GD_NEEDS_NSC();
        const auto store = NscStore::sample();
        Desk desk{*store};
        GD_OK(desk.apply(desk.newSigningKey("ACCTA", ScopePatch{.role = "svc"})));
        const auto scoped = store->claims("ACCTA").signingKeys.begin()->first;
        GD_OK(desk.apply(desk.newUser("ACCTA", "scoped", {}, scoped)));
        for (const auto* name : {"ACCTA", "ACCTB", "ACCTC"})
            GD_OK(desk.apply(desk.newSigningKey(name)));
        GD_OK(desk.apply(planSignWithSigningKeys(*desk.world(), present())));
        OperatorEditDraft strict;
        strict.strict = true;
        GD_OK(desk.apply(planOperatorEdit(strict, *desk.world(), present())));
        auto valid = store->validate();
        QVERIFY2(!complains(valid), qPrintable(valid.all()));
        GD_OK(desk.apply(planRename({store->key("ACCTB"), "Second Shop"}, *desk.world(), present())));
        GD_OK(desk.apply(desk.newAccount("LATE", {}, true)));
        valid = store->validate();
        QVERIFY2(!complains(valid), qPrintable(valid.all()));
        GD_RUNS(store->nsc({"describe", "account", "--name", "Second Shop"}));
        GD_RUNS(store->nsc({"list", "keys", "-A"}));
        GD_RUNS(store->nsc({"generate", "creds", "--account", "ACCTA", "--name", "scoped"}));
        GD_RUNS(store->nsc({"edit", "account", "--name", "LATE", "--description", "by nsc"}));
        QCOMPARE(store->claims("LATE").description, std::string("by nsc"));
        QVERIFY(store->world()->findings.empty());
    }
};

QTEST_GUILESS_MAIN(TestInteropAdmin)
#include "tst_interop_admin.moc"
