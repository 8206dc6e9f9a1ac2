// SPDX-License-Identifier: Apache-2.0
#include "tests/core/admin_store.h"

#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

using Tune = std::function<void(AdminStore&, SigningKeyDraft&)>;

SigningKeyDraft newKey(AdminStore& store, const std::string& account = "ACCTA")
{
    return {.owner = store.key(account), .key = store.create(KeyKind::Account)};
}

} // namespace

Q_DECLARE_METATYPE(Tune)

class TestAdminKeys : public QObject {
    Q_OBJECT

private slots:
    void plainKey()
    {
        AdminStore store;
        const auto draft = newKey(store);
        GD_OK(store.apply(planSigningKey(draft, *store.world(), store.clock)));
        const auto claims = store.claims("ACCTA");
        QVERIFY(claims.signingKeys.contains(draft.key) && !claims.signingKeys.at(draft.key));
        QVERIFY(store.keys.canSign(draft.key));
    }

    void scopedKeyStartsAsNscs()
    {
        AdminStore store;
        auto draft = newKey(store);
        draft.scope = ScopePatch{.role = "svc", .description = "services"};
        GD_OK(store.apply(planSigningKey(draft, *store.world(), store.clock)));
        const auto scope = store.claims("ACCTA").signingKeys.at(draft.key);
        QVERIFY(scope && scope->role == "svc" && scope->description == "services");
        QCOMPARE(scope->permissions.subs, -1);
        QCOMPARE(scope->permissions.data, -1);
        QCOMPARE(scope->permissions.payload, -1);
        draft.scope = ScopePatch{.may = {.permissions = {.pubAllow = {{"a.>"}}}, .payload = 10}};
        GD_OK(store.apply(planSigningKey(draft, *store.world(), store.clock)));
        const auto edited = store.claims("ACCTA").signingKeys.at(draft.key);
        QCOMPARE(edited->role, std::string("svc"));
        QCOMPARE(edited->permissions.payload, 10);
        QCOMPARE(edited->permissions.subs, -1);
        const auto again = planSigningKey(draft, *store.world(), store.clock);
        QVERIFY(!again && again.error().code == ErrorCode::PlanIsEmpty);
    }

    void plainBecomesScopedAndBack()
    {
        AdminStore store;
        auto draft = newKey(store);
        GD_OK(store.apply(planSigningKey(draft, *store.world(), store.clock)));
        const auto user = store.create(KeyKind::User);
        GD_OK(
            store.apply(planNewUser({.account = draft.owner, .name = "u", .key = user}, *store.world(), store.clock)));
        draft.scope = ScopePatch{.role = "r"};
        const auto plan = planSigningKey(draft, *store.world(), store.clock);
        QVERIFY(plan && plan->canApply());
        QVERIFY(hasFinding(plan->findings, FindingCode::UserLosesSigner, Severity::Problem));
        GD_OK(store.apply(plan));
        draft.scope.reset();
        draft.removeScope = true;
        GD_OK(store.apply(planSigningKey(draft, *store.world(), store.clock)));
        QVERIFY(!store.claims("ACCTA").signingKeys.at(draft.key));
    }

    void removeTellsWhatItSigned()
    {
        AdminStore store;
        const auto draft = newKey(store);
        GD_OK(store.apply(planSigningKey(draft, *store.world(), store.clock)));
        GD_OK(store.apply(planNewUser({.account = draft.owner, .name = "u", .key = store.create(KeyKind::User)},
                                      *store.world(), store.clock)));
        ActivationClaims activation;
        activation.header.subject = store.key("ACCTB");
        activation.header.name = activation.grantedSubject = "x";
        activation.kind = ExportType::Stream;
        activation.issuerAccount = draft.owner;
        const auto token = store.sign(activation, draft.key);
        store.rewrite("ACCTB", [&](AccountClaims& claims) {
            claims.imports = {{.subject = "x",
                               .account = draft.owner,
                               .token = token,
                               .localSubject = "y",
                               .type = ExportType::Stream}};
        });
        const auto plan = planRemoveSigningKey(draft.owner, draft.key, *store.world(), store.clock);
        QVERIFY(plan && plan->canApply());
        QVERIFY(hasFinding(plan->findings, FindingCode::UserLosesSigner, Severity::Problem));
        QVERIFY(hasFinding(plan->findings, FindingCode::TokenLosesSigner, Severity::Problem));
        GD_OK(store.apply(plan));
        QVERIFY(store.claims("ACCTA").signingKeys.empty());
        QVERIFY(store.keys.canSign(draft.key));
        GD_OK(store.takeBack());
        QVERIFY(store.claims("ACCTA").signingKeys.contains(draft.key));
    }

    void unknownKeysCannotGo()
    {
        AdminStore store;
        const auto key = store.create(KeyKind::Account);
        QVERIFY(planRemoveSigningKey(store.key("ACCTA"), key, *store.world(), store.clock).error().code ==
                ErrorCode::SigningKeyUnknown);
        QVERIFY(planRemoveSigningKey(store.world()->op.key, key, *store.world(), store.clock).error().code ==
                ErrorCode::SigningKeyUnknown);
        QVERIFY(planRemoveSigningKey(key, key, *store.world(), store.clock).error().code == ErrorCode::AccountUnknown);
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
    [](AdminStore& s, SigningKeyDraft& d) {                                                                            \
        Q_UNUSED(s)                                                                                                    \
        __VA_ARGS__;                                                                                                   \
    }
        row("no owner", "owner", ErrorCode::FieldEmpty, TUNE(d.owner.clear()));
        row("unknown owner", "owner", ErrorCode::AccountUnknown, TUNE(d.owner = s.create(KeyKind::Account)));
        row("no key", "key", ErrorCode::FieldEmpty, TUNE(d.key.clear()));
        row("key of a user", "key", ErrorCode::KeyWrongKind, TUNE(d.key = s.create(KeyKind::User)));
        row("identity of another", "key", ErrorCode::KeyTaken, TUNE(d.key = s.key("ACCTB")));
        row("operator's key for an account", "key", ErrorCode::KeyWrongKind, TUNE(d.key = s.create(KeyKind::Operator)));
        row("account's key for the operator", "key", ErrorCode::KeyWrongKind, TUNE(d.owner = s.world()->op.key));
        row("scope for the operator", "role", ErrorCode::ValueNotAllowed,
            TUNE(d.owner = s.world()->op.key; d.scope = ScopePatch{}));
        row("role twice", "role", ErrorCode::RoleTaken,
            TUNE(s.rewrite(
                "ACCTA",
                [&s](AccountClaims& c) { c.signingKeys[s.newKey(KeyKind::Account)] = UserScope{.role = "r"}; });
                 d.scope = ScopePatch{.role = "r"}));
        row("line end in the role", "role", ErrorCode::LabelHasBadCharacter, TUNE(d.scope = ScopePatch{.role = "r\n"}));
        row("limit", "subs", ErrorCode::LimitOutOfRange, TUNE(d.scope = ScopePatch{.may = {.subs = -2}}));
        row("bearer", "bearerToken", ErrorCode::BearerNotAllowed,
            TUNE(s.rewrite("ACCTA", [](AccountClaims& c) { c.limits.disallowBearer = true; });
                 d.scope = ScopePatch{.may = {.bearerToken = true}}));
#undef TUNE
    }
    void problems()
    {
        QFETCH(Tune, tune);
        QFETCH(QString, field);
        QFETCH(int, code);
        AdminStore store;
        auto draft = newKey(store);
        QVERIFY(draft.problems(*store.world()).empty());
        tune(store, draft);
        QVERIFY(hasProblem(draft.problems(*store.world()), field.toStdString(), ErrorCode(code)));
        QVERIFY(!planSigningKey(draft, *store.world(), store.clock));
    }

    void operatorKeys()
    {
        AdminStore store;
        const auto op = store.world()->op;
        const auto first = op.claims.signingKeys.front();
        const SigningKeyDraft draft{.owner = op.key, .key = store.create(KeyKind::Operator)};
        GD_OK(store.apply(planSigningKey(draft, *store.world(), store.clock)));
        const auto world = store.world();
        QCOMPARE(world->op.claims.signingKeys, (std::vector<std::string>{first, draft.key}));
        QVERIFY(world->op.claims.header.issuedAt > op.claims.header.issuedAt);
        QCOMPARE(world->op.claims.systemAccount, op.claims.systemAccount);
        // Accounts stay with the key that signed them, whatever other ones there are.
        GD_OK(store.apply(planAccountEdit({.account = store.key("ACCTA"), .patch = {.conn = 1}}, *world, store.clock)));
        QCOMPARE(store.claims("ACCTA").header.issuer, first);
        const auto plan = planRemoveSigningKey(op.key, first, *store.world(), store.clock);
        QVERIFY(plan && plan->canApply());
        QVERIFY(hasFinding(plan->findings, FindingCode::NotOperatorSigned, Severity::Problem));
        GD_OK(store.apply(plan));
        // The issuer is no good any more, so an edit takes the other one.
        GD_OK(store.apply(
            planAccountEdit({.account = store.key("ACCTA"), .patch = {.conn = 2}}, *store.world(), store.clock)));
        QCOMPARE(store.claims("ACCTA").header.issuer, draft.key);
    }

    void strictOperatorKeepsItsLastKey()
    {
        AdminStore store;
        store.rewriteOperator([](OperatorClaims& op) { op.strictSigningKeyUsage = true; });
        const auto op = store.world()->op;
        QVERIFY(planRemoveSigningKey(op.key, op.claims.signingKeys.front(), *store.world(), store.clock).error().code ==
                ErrorCode::StrictNeedsSigningKey);
    }
};

QTEST_GUILESS_MAIN(TestAdminKeys)
#include "tst_admin_keys.moc"
