// SPDX-License-Identifier: Apache-2.0
#include "core/base/unix_file.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/validate.h"
#include "tests/core/admin_store.h"

#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

using Tune = std::function<void(AdminStore&, OperatorEditDraft&)>;

Workspace emptyPlace(const TempFolder& folder)
{
    return {folder / "stores", folder / "keys", folder / "state", folder / "tokens", ""};
}

Snapshot read(Workspace at, const std::string& name)
{
    at.operatorName = name;
    const auto world = readWorld(at, SampleStore::now);
    if (!world) qFatal("cannot read: %d", static_cast<int>(world.error().code));
    return **world;
}

} // namespace

Q_DECLARE_METATYPE(Tune)

class TestAdminOperator : public QObject {
    Q_OBJECT

private slots:
    void newOperatorIsWhatNscMakes()
    {
        TempFolder folder;
        const auto at = emptyPlace(folder);
        const auto made = createOperator({.name = "ACME", .serviceUrls = {"nats://localhost:4222"}, .account = "first"},
                                         at, SampleStore::now);
        GD_OK(made);
        QCOMPARE(*made, std::string("ACME"));
        const auto world = read(at, *made);
        QVERIFY(world.findings.empty());
        QCOMPARE(TempFolder::contentOf(at.storeRoot / "ACME/.nsc"),
                 std::string(R"({"managed":false,"name":"ACME","kind":"operator","version":"1"})"));
        QCOMPARE(world.op.claims.signingKeys.size(), std::size_t(1));
        QCOMPARE(world.op.claims.serviceUrls, (std::vector<std::string>{"nats://localhost:4222"}));
        const auto* sys = world.accountNamed("SYS");
        QVERIFY(sys && sys->key == world.op.claims.systemAccount && sys->operatorSigned);
        QCOMPARE(sys->claims.header.issuer, world.op.claims.signingKeys.front());
        QCOMPARE(sys->claims.signingKeys.size(), std::size_t(1));
        QCOMPARE(sys->claims.exports.size(), std::size_t(2));
        QVERIFY(validate(sys->claims, SampleStore::now).empty());
        const auto& user = sys->users.at(0);
        QCOMPARE(user.claims.header.issuer, sys->claims.signingKeys.begin()->first);
        QCOMPARE(user.claims.issuerAccount, sys->key);
        QVERIFY(!user.credsFile.empty() && user.keyHere);
        const auto* first = world.accountNamed("first");
        QCOMPARE(first->users.at(0).claims.header.issuer, first->key);
        QCOMPARE(world.keysHere.size(), std::size_t(7));
        for (const auto& each : std::filesystem::recursive_directory_iterator(folder.path()))
            QCOMPARE(TempFolder::modeOf(each.path()), each.is_directory() ? 0700u : 0600u);
    }

    void bareOperator()
    {
        TempFolder folder;
        const auto at = emptyPlace(folder);
        GD_OK(
            createOperator({.name = "O P", .withSigningKey = false, .withSystemAccount = false}, at, SampleStore::now));
        const auto world = read(at, "O P");
        QVERIFY(world.accounts.empty() && world.op.claims.signingKeys.empty());
        QCOMPARE(world.op.claims.header.issuer, world.op.key);
    }

    void operatorsSideBySide()
    {
        TempFolder folder;
        const auto at = emptyPlace(folder);
        GD_OK(createOperator({.name = "ONE"}, at, SampleStore::now));
        const auto before = folder.everything();
        for (const auto* name : {"ONE", "one"}) {
            const auto again = createOperator({.name = name}, at, SampleStore::now);
            QVERIFY(!again && again.error().code == ErrorCode::StoreExists);
        }
        QCOMPARE(folder.everything(), before);
        GD_OK(createOperator({.name = "TWO"}, at, SampleStore::now));
        QCOMPARE(read(at, "ONE").operatorNames, (std::vector<std::string>{"ONE", "TWO"}));
    }

    void problemsOfNewOperators()
    {
        TempFolder folder;
        const auto root = folder / "stores";
        QVERIFY(hasProblem(NewOperatorDraft{}.problems(root), "name", ErrorCode::FieldEmpty));
        QVERIFY(hasProblem(NewOperatorDraft{.name = ".."}.problems(root), "name", ErrorCode::StoreNameUnsafe));
        QVERIFY(hasProblem(NewOperatorDraft{.name = "A", .account = "a/b"}.problems(root), "account",
                           ErrorCode::StoreNameUnsafe));
        QVERIFY(hasProblem(NewOperatorDraft{.name = "A", .account = "sys"}.problems(root), "account",
                           ErrorCode::NameTaken));
        QVERIFY(hasProblem(NewOperatorDraft{.name = "A", .serviceUrls = {"http://x"}}.problems(root), "serviceUrls",
                           ErrorCode::UrlNotAllowed));
        QVERIFY(NewOperatorDraft{.name = "A"}.problems(root).empty());
    }

    /// All or nothing, keys and creds too. A file stands where one of the folders is needed.
    void failureLeavesNothing_data()
    {
        QTest::addColumn<QString>("inTheWay");
        QTest::newRow("no folder for creds") << "keys/creds";
        QTest::newRow("creds of an older store") << "keys/creds/OP/SYS/sys.creds";
        QTest::newRow("no folder for keys") << "keys/keys";
        QTest::newRow("no folder for stores") << "stores";
    }
    void failureLeavesNothing()
    {
        QFETCH(QString, inTheWay);
        TempFolder folder;
        folder.write(inTheWay.toStdString(), "x");
        const auto before = folder.everything();
        const auto made = createOperator({.name = "OP"}, emptyPlace(folder), SampleStore::now);
        QVERIFY(!made);
        auto after = folder.everything();
        std::erase_if(after, [](const std::string& name) { return name == "stores/" || name == "keys/"; });
        auto expected = before;
        std::erase_if(expected, [](const std::string& name) { return name == "stores/" || name == "keys/"; });
        QCOMPARE(after, expected);
        QCOMPARE(TempFolder::contentOf(folder / inTheWay.toStdString()), std::string("x"));
    }

    void managedOperator()
    {
        AdminStore other;
        const auto token = *decorateToken(other.world()->op.token);
        TempFolder folder;
        const auto at = emptyPlace(folder);
        GD_OK(createManagedOperator(token, "", at));
        const auto world = read(at, "OP");
        QVERIFY(world.op.managed);
        QCOMPARE(world.op.token, tokenOfText(token));
        QVERIFY(createManagedOperator(token, "", at).error().code == ErrorCode::StoreExists);
        GD_OK(createManagedOperator(token, "THEIRS", at));
        QCOMPARE(read(at, "THEIRS").op.key, world.op.key);
        QVERIFY(createManagedOperator(other.user("ACCTA").token, "X", at).error().code == ErrorCode::TokenTypeMismatch);
    }

    /// Accounts of a managed store sign themselves, with a signing key rather than with the identity.
    void managedAccountsSignThemselves()
    {
        AdminStore store;
        const auto token = store.world()->op.token;
        Workspace managed{store.folder / "m/stores", store.folder / "m/keys", store.folder / "m/state",
                          store.folder / "m/tokens", "OP"};
        GD_OK(createManagedOperator(token, "", managed));
        store.at = managed;
        store.keys = KeyRing(managed.keystore);
        const auto key = store.create(KeyKind::Account);
        const auto plan = planNewAccount({.name = "SELF", .key = key}, *store.world(), store.clock);
        QVERIFY(plan && plan->canApply());
        GD_OK(store.apply(plan));
        QCOMPARE(store.claims("SELF").header.issuer, key);
        const auto signing = store.create(KeyKind::Account);
        GD_OK(store.apply(planSigningKey({.owner = key, .key = signing}, *store.world(), store.clock)));
        QCOMPARE(store.claims("SELF").header.issuer, key); // an issuer stays while it is valid
        const auto withoutKey =
            planNewAccount({.name = "FAR", .key = store.create(KeyKind::Account)}, *store.world(), store.clock, false);
        QVERIFY(withoutKey && !withoutKey->canApply());
        QVERIFY(hasFinding(store.world()->findings, FindingCode::NotOperatorSigned, Severity::Warning));
    }

    void editChangesOnlyWhatWasEdited()
    {
        AdminStore store;
        store.rewriteOperator([](OperatorClaims& op) {
            op.tail.unknown = {{"version", "more", "{}"}};
            op.assertServerVersion = "2.10.0";
        });
        const auto before = store.world()->op.claims;
        OperatorEditDraft draft;
        draft.accountServerUrl = "nats://localhost:4222";
        draft.serviceUrls = {"nats://a:1", "wss://b"};
        GD_OK(store.apply(planOperatorEdit(draft, *store.world(), store.clock)));
        const auto after = store.world()->op.claims;
        auto expected = before;
        expected.accountServerUrl = *draft.accountServerUrl;
        expected.serviceUrls = *draft.serviceUrls;
        expected.header.issuedAt = after.header.issuedAt;
        expected.header.id = after.header.id;
        QVERIFY(after.header.issuedAt > before.header.issuedAt);
        QVERIFY(after == expected);
        QVERIFY(planOperatorEdit(draft, *store.world(), store.clock).error().code == ErrorCode::PlanIsEmpty);
        GD_OK(store.takeBack());
        QVERIFY(store.world()->op.claims.serviceUrls == before.serviceUrls);
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
    [](AdminStore& s, OperatorEditDraft& d) {                                                                          \
        Q_UNUSED(s)                                                                                                    \
        Q_UNUSED(d)                                                                                                    \
        __VA_ARGS__;                                                                                                   \
    }
        row("unknown system account", "systemAccount", ErrorCode::AccountUnknown,
            TUNE(d.systemAccount = s.create(KeyKind::Account)));
        row("account server", "accountServerUrl", ErrorCode::UrlNotAllowed, TUNE(d.accountServerUrl = "localhost"));
        row("service", "serviceUrls", ErrorCode::UrlNotAllowed, TUNE(d.serviceUrls = {"nats://a", "http://b"}));
        row("tag", "tags", ErrorCode::FieldEmpty, TUNE(d.tags = {" "}));
        row("users of identities", "strict", ErrorCode::IdentityKeyInUse, TUNE(d.strict = true));
        row("no signing key", "strict", ErrorCode::NoSigningKey,
            TUNE(s.rewriteOperator([](OperatorClaims& op) { op.signingKeys.clear(); }); d.strict = true));
#undef TUNE
    }
    void problems()
    {
        QFETCH(Tune, tune);
        QFETCH(QString, field);
        QFETCH(int, code);
        AdminStore store;
        OperatorEditDraft draft;
        tune(store, draft);
        QVERIFY(hasProblem(draft.problems(*store.world()), field.toStdString(), ErrorCode(code)));
        QVERIFY(!planOperatorEdit(draft, *store.world(), store.clock));
    }

    void systemAccountWithoutJetStream()
    {
        AdminStore store;
        OperatorEditDraft draft;
        draft.systemAccount = store.key("ACCTA"); // has JetStream
        const auto plan = planOperatorEdit(draft, *store.world(), store.clock);
        QVERIFY(plan && hasFinding(plan->findings, FindingCode::SystemAccountJetStream, Severity::Blocks));
    }

    /// The whole way to strict signing keys: a signing key per account, everything signed by them, then the duty.
    void wayToStrictKeys()
    {
        AdminStore store;
        OperatorEditDraft strict;
        strict.strict = true;
        QVERIFY(!planOperatorEdit(strict, *store.world(), store.clock));
        for (const auto* name : {"ACCTA", "ACCTB", "ACCTC"})
            GD_OK(store.apply(planSigningKey({.owner = store.key(name), .key = store.create(KeyKind::Account)},
                                             *store.world(), store.clock)));
        const auto revoked = store.user("ACCTC");
        store.rewrite("ACCTC",
                      [&](AccountClaims& claims) { claims.revocations[revoked.key] = revoked.claims.header.issuedAt; });
        GD_OK(store.apply(planSignWithSigningKeys(*store.world(), store.clock)));
        QCOMPARE(store.user("ACCTC").token, revoked.token); // or it would be let in again
        QVERIFY(planSignWithSigningKeys(*store.world(), store.clock).error().code == ErrorCode::PlanIsEmpty);
        GD_OK(store.apply(planOperatorEdit(strict, *store.world(), store.clock)));
        const auto world = store.world();
        QVERIFY(world->op.claims.strictSigningKeyUsage);
        QVERIFY(world->findings.empty());
        for (const auto& account : world->accounts) {
            QVERIFY(account.claims.header.issuer != world->op.key);
            for (const auto& user : account.users) {
                if (user.key == revoked.key) continue;
                QVERIFY(user.claims.header.issuer != account.key);
                QCOMPARE(user.claims.issuerAccount, account.key);
                QCOMPARE(tokenOfText(TempFolder::contentOf(user.credsFile)), user.token);
            }
        }
        // Nothing is signed by an identity key any more, although it is here.
        const auto draft = NewAccountDraft{.name = "NEW", .key = store.create(KeyKind::Account)};
        GD_OK(store.apply(planNewAccount(draft, *store.world(), store.clock)));
        QCOMPARE(store.claims("NEW").header.issuer, world->op.claims.signingKeys.front());
        std::filesystem::remove(store.keys.pathOf(world->op.claims.signingKeys.front()));
        const auto plan = planAccountEdit({.account = draft.key, .patch = {.conn = 2}}, *store.world(), store.clock);
        QVERIFY(plan && !plan->canApply());
        OperatorEditDraft off;
        off.strict = false;
        GD_OK(store.apply(planOperatorEdit(off, *store.world(), store.clock)));
        QVERIFY(!store.world()->op.claims.strictSigningKeyUsage);
    }

    void withoutIdentityNothingIsChanged()
    {
        AdminStore store;
        std::filesystem::remove(store.keys.pathOf(store.world()->op.key));
        OperatorEditDraft draft;
        draft.tags = {"x"};
        const auto plan = planOperatorEdit(draft, *store.world(), store.clock);
        QVERIFY(plan && !plan->canApply());
        QVERIFY(hasFinding(plan->findings, FindingCode::NoKeyToSign, Severity::Blocks));
    }
};

QTEST_GUILESS_MAIN(TestAdminOperator)
#include "tst_admin_operator.moc"
