// SPDX-License-Identifier: Apache-2.0
#include "core/admin/operator_sync.h"
#include "core/jwt/creds_file.h"
#include "core/store/digest.h"
#include "core/store/operator_answers.h"
#include "tests/core/admin_store.h"
#include "tests/core/memory_area.h"

using namespace gd;
using namespace gd::test;

namespace {

/// A managed store with one account of ours, and the operator's side with its keys.
struct ManagedStore {
    AdminStore operatorSide{};
    Workspace at{};
    std::string key{};

    ManagedStore()
    {
        at = operatorSide.at;
        key = operatorSide.key("ACCTA");
        operatorSide.write(operatorInfoFile(at, "OP"),
                           R"({"managed":true,"name":"OP","kind":"operator","version":"1"})");
    }
    SnapshotPtr world() const { return operatorSide.world(); }
    const Account& account(const SnapshotPtr& world) const { return *world->account(key); }

    /// The account as it was changed here, signed by its own key.
    std::string signItself(const std::function<void(AccountClaims&)>& edit = {}) const
    {
        auto claims = world()->account(key)->claims;
        if (edit) edit(claims);
        const auto token = operatorSide.sign(claims, key, operatorSide.clock);
        operatorSide.write(operatorSide.accountFile("ACCTA"), token);
        return token;
    }
    std::string signedByOperator(AccountClaims claims) const
    {
        return operatorSide.sign(std::move(claims), world()->op.claims.signingKeys.front(), operatorSide.clock + 5);
    }
};

} // namespace

class TestOperatorAnswers : public QObject {
    Q_OBJECT

private slots:
    void roundTrip()
    {
        MemoryArea area;
        QVERIFY(loadOperatorAnswers(area, "/state")->empty());
        const OperatorAnswers answers{
            {"A1", {OperatorAnswer::Kind::Refused, "d1", 400, "no \"streams\"\n", 17}},
            {"A2", {OperatorAnswer::Kind::Waits, "d2", 202, "", 18}},
            {"A3", {OperatorAnswer::Kind::NotReached, "d3", 0, "Zoë", 19}},
            {"A4", {OperatorAnswer::Kind::NotReached, "d4", 0, "refused", 20, OperatorAnswer::Why::Down}}};
        QVERIFY(saveOperatorAnswers(answers, area, "/state"));
        QVERIFY(*loadOperatorAnswers(area, "/state") == answers);
    }

    void damaged_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("no JSON") << QByteArray("{") << false;
        QTest::newRow("no object") << QByteArray("[]") << false;
        QTest::newRow("no list") << QByteArray(R"({"answers":3})") << false;
        QTest::newRow("entries that are none")
            << QByteArray(R"({"answers":{"A":3,"B":{"kind":"odd","digest":"d"},"C":{"kind":"waits"}}})") << true;
    }
    void damaged()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isRead);
        MemoryArea area;
        QVERIFY(area.replace("/state/operator.json", text.toStdString()));
        const auto read = loadOperatorAnswers(area, "/state");
        QCOMPARE(read.has_value(), isRead);
        if (read)
            QVERIFY(read->empty());
        else
            QVERIFY(read.error().code == ErrorCode::FileUnreadable);
    }

    void standingFollowsTheToken()
    {
        ManagedStore store;
        OperatorAnswers answers;
        QVERIFY(standingOf(store.account(store.world()), *store.world(), answers) == AccountStanding::Signed);
        QVERIFY(waitingAccounts(*store.world()).empty());

        const auto token = store.signItself();
        auto world = store.world();
        QVERIFY(standingOf(store.account(world), *world, answers) == AccountStanding::Unsent);
        QCOMPARE(waitingAccounts(*world), std::vector<std::string>{store.key});
        const std::pair<OperatorAnswer::Kind, AccountStanding> kinds[] = {
            {OperatorAnswer::Kind::Waits, AccountStanding::Waits},
            {OperatorAnswer::Kind::Refused, AccountStanding::Refused},
            {OperatorAnswer::Kind::NotReached, AccountStanding::NotReached}};
        for (const auto& [kind, standing] : kinds) {
            answers[store.key] = {kind, digestOf(token), 400, "why", 1};
            QVERIFY(standingOf(store.account(world), *world, answers) == standing);
        }
        QVERIFY(!forgetOldAnswers(answers, *world));

        store.signItself([](AccountClaims& claims) { claims.description = "changed since"; });
        world = store.world();
        QVERIFY(standingOf(store.account(world), *world, answers) == AccountStanding::Unsent);
        QVERIFY(forgetOldAnswers(answers, *world));
        QVERIFY(answers.empty());
    }

    void aStrangerIsNotWaitedFor()
    {
        ManagedStore store;
        const auto stranger = store.operatorSide.newKey(KeyKind::Operator);
        store.operatorSide.write(store.operatorSide.accountFile("ACCTA"),
                                 store.operatorSide.sign(store.account(store.world()).claims, stranger));
        const auto world = store.world();
        QVERIFY(standingOf(store.account(world), *world, {}) == AccountStanding::NotSigned);
        QVERIFY(waitingAccounts(*world).empty());
    }

    void answersAreChecked()
    {
        ManagedStore store;
        const auto world = store.world();
        const auto& op = world->op.claims;
        const auto good = store.signedByOperator(store.account(world).claims);
        QCOMPARE(*signedAccountIn(good + "\n", store.key, op), good);
        QCOMPARE(*signedAccountIn(*decorateToken(good), store.key, op), good);
        const auto code = [&](const std::string& answer) {
            const auto checked = signedAccountIn(answer, store.key, op);
            return checked ? ErrorCode::Cancelled : checked.error().code;
        };
        QVERIFY(code(store.signedByOperator(world->accountNamed("ACCTB")->claims)) == ErrorCode::AnswerForOther);
        QVERIFY(code(store.signItself()) == ErrorCode::AccountOfOtherOperator);
        QVERIFY(code(world->op.token) == ErrorCode::TokenTypeMismatch);
        QVERIFY(code("<html>") != ErrorCode::Cancelled);
        auto broken = good;
        broken.back() = broken.back() == 'A' ? 'B' : 'A';
        broken[broken.size() - 5] = broken[broken.size() - 5] == 'A' ? 'B' : 'A';
        QVERIFY(code(broken) != ErrorCode::Cancelled);
    }

    void whatTheOperatorSignedIsStoredAsItIs()
    {
        ManagedStore store;
        store.signItself([](AccountClaims& claims) { claims.limits.conn = 100; });
        const auto world = store.world();
        auto wanted = store.account(world).claims;
        wanted.limits.conn = 10;
        const auto token = store.signedByOperator(wanted);
        const auto differences = differencesOf(store.account(world).claims, wanted);
        QCOMPARE(differences.size(), std::size_t(1));
        QVERIFY((differences.front() == ClaimDifference{"nats/limits/conn", "100", "10"}));
        GD_OK(store.operatorSide.apply(planTakeSigned({token}, *world, store.operatorSide.clock)));
        QCOMPARE(store.account(store.world()).token, token);
        QVERIFY(store.account(store.world()).operatorSigned);
        const auto again = planTakeSigned({token}, *store.world(), store.operatorSide.clock);
        QVERIFY(!again && again.error().code == ErrorCode::PlanIsEmpty);
    }

    void newerOperatorIsTaken()
    {
        ManagedStore store;
        const auto world = store.world();
        auto claims = world->op.claims;
        claims.signingKeys.push_back(store.operatorSide.newKey(KeyKind::Operator));
        const auto newer = store.operatorSide.sign(claims, world->op.key, store.operatorSide.clock);
        const auto older = store.operatorSide.sign(claims, world->op.key, store.operatorSide.now - 10);
        const auto bySigningKey = store.operatorSide.sign(claims, claims.signingKeys.front(), store.operatorSide.clock);
        const auto refusedOlder = planTakeOperator(older, *world, store.operatorSide.clock);
        QVERIFY(!refusedOlder && refusedOlder.error().code == ErrorCode::PlanIsEmpty);
        const auto refusedSigner = planTakeOperator(bySigningKey, *world, store.operatorSide.clock);
        QVERIFY(!refusedSigner && refusedSigner.error().code == ErrorCode::AnswerForOther);
        GD_OK(store.operatorSide.apply(planTakeOperator(newer, *store.world(), store.operatorSide.clock)));
        QCOMPARE(store.world()->op.token, newer);
    }
};

QTEST_GUILESS_MAIN(TestOperatorAnswers)

#include "tst_operator_answers.moc"
