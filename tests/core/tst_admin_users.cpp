// SPDX-License-Identifier: Apache-2.0
#include "core/base/unix_file.h"
#include "core/jwt/creds_file.h"
#include "tests/core/admin_store.h"

#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

using Tune = std::function<void(AdminStore&, NewUserDraft&)>;

NewUserDraft newUser(AdminStore& store, const std::string& name)
{
    return {.account = store.key("ACCTA"), .name = name, .key = store.create(KeyKind::User)};
}

const User* userNamed(const Snapshot& world, const std::string& account, const std::string& name)
{
    const auto& users = world.accountNamed(account)->users;
    const auto found = std::ranges::find(users, name, &User::name);
    return found == users.end() ? nullptr : &*found;
}

/// Adds a signing key to ACCTA; with a role it is a scoped one.
std::string addSigningKey(AdminStore& store, const std::string& role = {})
{
    SigningKeyDraft draft{.owner = store.key("ACCTA"), .key = store.create(KeyKind::Account)};
    if (!role.empty()) draft.scope = ScopePatch{.role = role, .may = {.permissions = {.pubAllow = {{"orders.>"}}}}};
    if (!store.apply(planSigningKey(draft, *store.world(), store.clock))) qFatal("no signing key");
    return draft.key;
}

} // namespace

Q_DECLARE_METATYPE(Tune)

class TestAdminUsers : public QObject {
    Q_OBJECT

private slots:
    void newUserWithCreds()
    {
        AdminStore store;
        const auto draft = newUser(store, "reader");
        GD_OK(store.apply(planNewUser(draft, *store.world(), store.clock)));
        const auto world = store.world();
        const auto* user = userNamed(*world, "ACCTA", "reader");
        QVERIFY(user && user->key == draft.key && user->keyHere);
        QVERIFY(user->claims.permissions == newUserClaims("", "").permissions);
        QCOMPARE(user->claims.header.issuer, store.key("ACCTA"));
        QVERIFY(user->claims.issuerAccount.empty());
        QVERIFY(!user->credsFile.empty());
        QCOMPARE(TempFolder::modeOf(user->credsFile), 0600u);
        const auto creds = TempFolder::contentOf(user->credsFile);
        QCOMPARE(tokenOfText(creds), user->token);
        QCOMPARE(userSeedOfText(creds)->publicKey().text(), draft.key);
        QVERIFY(credsFindings(*world, *world->accountNamed("ACCTA")).empty());
        QVERIFY(!holdsSeed(transactionJson(store.last)));
    }

    void keyWithoutSeedHasNoCreds()
    {
        AdminStore store;
        auto draft = newUser(store, "far");
        draft.key = Seed::create(KeyKind::User)->publicKey().text();
        GD_OK(store.apply(planNewUser(draft, *store.world(), store.clock)));
        QVERIFY(userNamed(*store.world(), "ACCTA", "far")->credsFile.empty());
    }

    void plainSigningKeyGoesFirst()
    {
        AdminStore store;
        const auto key = addSigningKey(store);
        GD_OK(store.apply(planNewUser(newUser(store, "u"), *store.world(), store.clock)));
        const auto world = store.world();
        const auto* user = userNamed(*world, "ACCTA", "u");
        QCOMPARE(user->claims.header.issuer, key);
        QCOMPARE(user->claims.issuerAccount, store.key("ACCTA"));
    }

    void scopedKeyDecides()
    {
        AdminStore store;
        const auto key = addSigningKey(store, "orders");
        auto draft = newUser(store, "u");
        GD_OK(store.apply(planNewUser(draft, *store.world(), store.clock)));
        // Nobody is put under a scope unasked.
        QCOMPARE(userNamed(*store.world(), "ACCTA", "u")->claims.header.issuer, store.key("ACCTA"));
        draft = newUser(store, "v");
        draft.signer = key;
        draft.patch.tags = {"kept"};
        GD_OK(store.apply(planNewUser(draft, *store.world(), store.clock)));
        const auto world = store.world();
        const auto* user = userNamed(*world, "ACCTA", "v");
        QVERIFY(user->claims.permissions == UserPermissions{});
        QCOMPARE(user->claims.header.issuer, key);
        QCOMPARE(user->claims.tail.tags.size(), std::size_t(1));
        UserEditDraft edit{.account = draft.account, .user = draft.key, .patch = {.may = {.subs = 4}}};
        QVERIFY(hasProblem(edit.problems(*world), "subs", ErrorCode::ScopeDecides));
        edit.patch = {.tags = {{"a", "b"}}};
        GD_OK(store.apply(planUserEdit(edit, *world, store.clock)));
        QCOMPARE(userNamed(*store.world(), "ACCTA", "v")->claims.header.issuer, key);
    }

    /// Signed by another key the user would lose what the scope allows.
    void scopedUserNeedsItsKey()
    {
        AdminStore store;
        const auto key = addSigningKey(store, "orders");
        auto draft = newUser(store, "v");
        draft.signer = key;
        GD_OK(store.apply(planNewUser(draft, *store.world(), store.clock)));
        std::filesystem::remove(store.keys.pathOf(key));
        const auto plan = planUserEdit({.account = draft.account, .user = draft.key, .patch = {.tags = {{"a"}}}},
                                       *store.world(), store.clock);
        QVERIFY(plan && !plan->canApply());
    }

    void problems_data()
    {
        QTest::addColumn<Tune>("tune");
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* field, ErrorCode code, Tune tune) {
            QTest::newRow(name) << std::move(tune) << field << int(code);
        };
#define TUNE(...)                                                                                                      \
    [](AdminStore& s, NewUserDraft& d) {                                                                               \
        Q_UNUSED(d)                                                                                                    \
        Q_UNUSED(s)                                                                                                    \
        __VA_ARGS__;                                                                                                   \
    }
        row("no account", "account", ErrorCode::FieldEmpty, TUNE(d.account.clear()));
        row("unknown account", "account", ErrorCode::AccountUnknown, TUNE(d.account = s.create(KeyKind::Account)));
        row("no name", "name", ErrorCode::FieldEmpty, TUNE(d.name.clear()));
        row("unsafe name", "name", ErrorCode::StoreNameUnsafe, TUNE(d.name = "a:b"));
        row("taken name", "name", ErrorCode::NameTaken, TUNE(d.name = "AcctAUsr"));
        row("no key", "key", ErrorCode::FieldEmpty, TUNE(d.key.clear()));
        row("wrong key", "key", ErrorCode::KeyWrongKind, TUNE(d.key = d.account));
        row("taken key", "key", ErrorCode::KeyTaken, TUNE(d.key = s.user("ACCTB").key));
        row("signer of nobody", "signer", ErrorCode::SigningKeyUnknown, TUNE(d.signer = s.create(KeyKind::Account)));
        row("signer is away", "signer", ErrorCode::KeyNotHere,
            TUNE(std::filesystem::remove(s.keys.pathOf(d.account)); d.signer = d.account));
        row("nobody signs", "signer", ErrorCode::NoSigningKey, TUNE(std::filesystem::remove(s.keys.pathOf(d.account))));
        row("strict", "signer", ErrorCode::StrictNeedsSigningKey,
            TUNE(s.rewriteOperator([](OperatorClaims& op) { op.strictSigningKeyUsage = true; })));
        row("strict and identity asked for", "signer", ErrorCode::StrictNeedsSigningKey,
            TUNE(s.rewriteOperator([](OperatorClaims& op) { op.strictSigningKeyUsage = true; }); d.signer = d.account));
        row("bearer", "bearerToken", ErrorCode::BearerNotAllowed,
            TUNE(s.rewrite("ACCTA", [](AccountClaims& c) { c.limits.disallowBearer = true; });
                 d.patch.may.bearerToken = true));
        row("limits under a scope", "subs", ErrorCode::ScopeDecides,
            TUNE(d.signer = addSigningKey(s, "r"); d.patch.may.subs = 3));
        row("network", "src", ErrorCode::ValueNotAllowed, TUNE(d.patch.may.src = {"10.0.0.0/8", "10.0.0"}));
        row("time of day", "times", ErrorCode::ValueNotAllowed,
            TUNE(d.patch.may.times = std::vector<TimeRange>{{"25:00:00", "01:00:00"}}));
        row("time zone", "timesLocation", ErrorCode::ValueNotAllowed, TUNE(d.patch.may.timesLocation = "No/Where"));
        row("kind of connection", "connectionTypes", ErrorCode::ValueNotAllowed,
            TUNE(d.patch.may.connectionTypes = {"standard"}));
        row("limit", "payload", ErrorCode::LimitOutOfRange, TUNE(d.patch.may.payload = -3));
        row("subject", "subDeny", ErrorCode::SubjectTailNotLast, TUNE(d.patch.may.permissions.subDeny = {">.a"}));
        row("ends before it starts", "validityEnd", ErrorCode::ValidityEndsBeforeStart,
            TUNE(d.patch.start = s.clock + 10; d.patch.end = s.clock + 5));
        row("ended", "validityEnd", ErrorCode::ValidityInThePast, TUNE(d.patch.end = 5));
#undef TUNE
    }
    void problems()
    {
        QFETCH(Tune, tune);
        QFETCH(QString, field);
        QFETCH(int, code);
        AdminStore store;
        auto draft = newUser(store, "new");
        QVERIFY(draft.problems(*store.world()).empty());
        tune(store, draft);
        QVERIFY(hasProblem(draft.problems(*store.world()), field.toStdString(), ErrorCode(code)));
        QVERIFY(!planNewUser(draft, *store.world(), store.clock));
    }

    void editTellsThatItRevives()
    {
        AdminStore store;
        const auto account = store.key("ACCTA");
        const auto user = store.user("ACCTA");
        UserPatch patch;
        patch.may.connectionTypes = {"STANDARD"};
        const auto told = [&]() -> std::vector<std::string> {
            const auto plan =
                planUserEdit({.account = account, .user = user.key, .patch = patch}, *store.world(), store.clock);
            return plan ? std::get<EditUser>(plan->changes.front()).fields : std::vector<std::string>{};
        };
        QCOMPARE(told().size(), 1U);
        const auto revokedAt = [&](UnixSeconds at) {
            store.rewrite("ACCTA", [&](AccountClaims& claims) { claims.revocations[user.key] = at; });
        };
        revokedAt(user.claims.header.issuedAt);
        QCOMPARE(told().size(), 2U);
        QCOMPARE(told().back(), EditUser::revived);
        revokedAt(user.claims.header.issuedAt - 1);
        QCOMPARE(told().size(), 1U);
    }

    void editChangesOnlyWhatWasEdited()
    {
        AdminStore store;
        const auto account = store.key("ACCTA");
        auto claims = store.user("ACCTA").claims;
        claims.permissions.permissions.pub.allow = {"a", "b"};
        claims.permissions.permissions.resp = ResponsePermission{3, 7, {{"ttl", "extra", "1"}}};
        claims.permissions.permissions.unknown = {{"sub", "later", "[]"}};
        claims.tail.unknown = {{"", "first", "0"}};
        store.folder.write("stores/OP/accounts/ACCTA/users/acctausr.jwt", store.sign(claims, account) + "\n");
        const auto before = store.user("ACCTA");
        QVERIFY(!before.wholeFile.empty()); // the line end must be no reason to refuse
        UserPatch patch;
        patch.may.permissions.resp = ResponsePermission{.max = 4, .ttl = 7};
        patch.may.connectionTypes = {"STANDARD"};
        GD_OK(store.apply(
            planUserEdit({.account = account, .user = before.key, .patch = patch}, *store.world(), store.clock)));
        const auto after = store.user("ACCTA");
        QVERIFY(after.claims.header.issuedAt > before.claims.header.issuedAt);
        auto expected = before.claims;
        expected.permissions.permissions.resp->max = 4;
        expected.permissions.connectionTypes = {"STANDARD"};
        expected.header.issuedAt = after.claims.header.issuedAt;
        expected.header.id = after.claims.header.id;
        QVERIFY(after.claims == expected);
        QCOMPARE(tokenOfText(TempFolder::contentOf(after.credsFile)), after.token);
        GD_OK(store.takeBack());
        const auto back = store.user("ACCTA");
        QVERIFY(back.claims.permissions == before.claims.permissions);
        QVERIFY(back.claims.header.issuedAt > after.claims.header.issuedAt);
        QCOMPARE(tokenOfText(TempFolder::contentOf(back.credsFile)), back.token);
    }

    void deleteAndRevoke()
    {
        AdminStore store;
        const auto user = store.user("ACCTA");
        const auto files = store.folder.everything();
        GD_OK(store.apply(planDeleteUser({store.key("ACCTA"), user.key}, *store.world(), store.clock)));
        QVERIFY(store.world()->accountNamed("ACCTA")->users.empty());
        QCOMPARE(store.claims("ACCTA").revocations.at(user.key), store.clock);
        QVERIFY(!std::filesystem::exists(user.credsFile));
        QVERIFY(store.keys.canSign(user.key));
        GD_OK(store.takeBack());
        QVERIFY(store.claims("ACCTA").revocations.empty());
        QCOMPARE(store.user("ACCTA").token, user.token);
        QCOMPARE(store.user("ACCTA").credsFile, user.credsFile);
        QCOMPARE(TempFolder::modeOf(user.credsFile), 0600u);
    }

    void deleteWithoutRevocation()
    {
        AdminStore store;
        const auto token = store.world()->accountNamed("ACCTA")->token;
        GD_OK(store.apply(
            planDeleteUser({store.key("ACCTA"), store.user("ACCTA").key, false}, *store.world(), store.clock)));
        QCOMPARE(store.world()->accountNamed("ACCTA")->token, token);
        QVERIFY(store.last.edits.size() == 1);
    }

    /// Creds that hold the only copy of a key are not removed.
    void onlyCopyOfAKeyStays()
    {
        AdminStore store;
        const auto user = store.user("ACCTA");
        std::filesystem::remove(store.keys.pathOf(user.key));
        GD_OK(store.apply(planDeleteUser({store.key("ACCTA"), user.key}, *store.world(), store.clock)));
        QVERIFY(std::filesystem::exists(user.credsFile));
    }

    /// The seed lies in the creds alone: they follow the token and the account all the same.
    void credsFollowWithoutKeystore()
    {
        AdminStore store;
        const auto user = store.user("ACCTA");
        std::filesystem::remove(store.keys.pathOf(user.key));
        GD_OK(store.apply(planUserEdit({.account = store.key("ACCTA"), .user = user.key, .patch = {.may = {.subs = 9}}},
                                       *store.world(), store.clock)));
        QCOMPARE(tokenOfText(TempFolder::contentOf(user.credsFile)), store.user("ACCTA").token);
        GD_OK(store.apply(planRename({store.key("ACCTA"), "OTHER"}, *store.world(), store.clock)));
        const auto moved = store.user("OTHER").credsFile;
        QVERIFY(!std::filesystem::exists(user.credsFile));
        QCOMPARE(userSeedOfText(TempFolder::contentOf(moved))->publicKey().text(), user.key);
    }

    void credsFindingsAndTheirCure()
    {
        AdminStore store;
        const auto user = store.user("ACCTA");
        auto claims = user.claims;
        claims.tail.tags = {"by nsc"};
        store.write(store.at.storeRoot / "OP/accounts/ACCTA/users/acctausr.jwt",
                    store.sign(claims, store.key("ACCTA")));
        std::filesystem::remove(store.user("ACCTB").credsFile);
        auto world = store.world();
        const auto& a = *world->accountNamed("ACCTA");
        const auto& b = *world->accountNamed("ACCTB");
        QVERIFY(hasFinding(credsFindings(*world, a), FindingCode::CredsOutdated, Severity::Warning));
        QVERIFY(hasFinding(credsFindings(*world, b), FindingCode::CredsMissing, Severity::Warning));
        GD_OK(writeCreds(*world, a, a.users[0]));
        GD_OK(writeCreds(*world, b, b.users[0]));
        GD_OK(exportCreds(*world, a.users[0], store.folder / "out.creds"));
        QCOMPARE(TempFolder::modeOf(store.folder / "out.creds"), 0600u);
        world = store.world();
        for (const auto& account : world->accounts)
            QVERIFY(credsFindings(*world, account).empty());
    }

    void unknownUsers()
    {
        AdminStore store;
        const auto none = store.create(KeyKind::User);
        QVERIFY(planDeleteUser({store.key("ACCTA"), none}, *store.world(), store.clock).error().code ==
                ErrorCode::UserUnknown);
        QVERIFY(hasProblem(UserEditDraft{.account = store.key("ACCTA"), .user = none}.problems(*store.world()), "user",
                           ErrorCode::UserUnknown));
        QVERIFY(
            planUserEdit({.account = store.key("ACCTA"), .user = store.user("ACCTA").key}, *store.world(), store.clock)
                .error()
                .code == ErrorCode::PlanIsEmpty);
    }
};

QTEST_GUILESS_MAIN(TestAdminUsers)
#include "tst_admin_users.moc"
