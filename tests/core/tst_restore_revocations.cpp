// SPDX-License-Identifier: Apache-2.0
//
// What an earlier state of an account does to revocations that are newer, and to those that were taken back.
#include "core/text/nsc_script.h"
#include "tests/core/remembering_store.h"

using namespace gd;
using namespace gd::test;

class TestRestoreRevocations : public QObject {
    Q_OBJECT

private slots:
    void newerRevocationsStay_data()
    {
        QTest::addColumn<bool>("exact");
        QTest::newRow("as a rule") << false;
        QTest::newRow("but not if they are to go") << true;
    }
    void newerRevocationsStay()
    {
        QFETCH(bool, exact);
        RememberingStore store;
        const auto key = store.key("ACCTA");
        const auto user = store.user("ACCTA").key;
        const auto gone = store.newKey(KeyKind::User);
        store.rewrite("ACCTA", [&](AccountClaims& claims) {
            claims.revocations = {{gone, store.now}};
            claims.exports = {{.subject = "feed.>", .type = ExportType::Stream, .tokenRequired = true}};
            claims.exports[0].revocations = {{"*", store.now}};
        });
        GD_OK(store.describe("ACCTA", "one"));
        GD_OK(store.step(planDeleteUser({key, user, true}, *store.world(), store.clock)));
        store.rewrite("ACCTA", [&](AccountClaims& claims) { claims.exports[0].revocations["*"] = store.now + 1000; });
        const auto revokedAt = store.claims("ACCTA").revocations.at(user);

        const auto wish = store.draft(key, 0, exact);
        QCOMPARE(wish.newerRevocations(*store.world()), std::size_t(2));
        const auto plan = store.plan(wish);
        GD_OK(plan);
        QCOMPARE(hasFinding(plan->findings, FindingCode::RevocationsDropped, Severity::Warning), exact);
        const auto& change = std::get<RestoreAccount>(plan->changes.front());
        QCOMPARE(change.keepsRevocations, !exact);
        QCOMPARE(change.dropsRevocations, exact);
        const auto script = nscScript(*plan, *store.world());
        QCOMPARE(script.find("nsc revocations add-user") != std::string::npos, !exact);
        GD_OK(store.step(plan));
        const auto claims = store.claims("ACCTA");
        QCOMPARE(claims.description, std::string());
        const Revocations kept = {{gone, store.now}, {user, revokedAt}};
        QVERIFY(claims.revocations == (exact ? Revocations{{gone, store.now}} : kept));
        QCOMPARE(claims.exports[0].revocations.at("*"), exact ? store.now : store.now + 1000);
    }

    /// A token for an export that goes is judged by the export that comes and takes in its subject.
    void revocationsGoOverToTheExportThatTakesIn_data()
    {
        QTest::addColumn<QString>("earlier");
        QTest::addColumn<QString>("present");
        QTest::addColumn<bool>("goesOver");
        QTest::newRow("wider") << "orders.>"
                               << "orders.new.>" << true;
        QTest::newRow("narrower") << "orders.new"
                                  << "orders.*" << true;
        QTest::newRow("another") << "stock.>"
                                 << "orders.new.>" << false;
    }
    void revocationsGoOverToTheExportThatTakesIn()
    {
        QFETCH(QString, earlier);
        QFETCH(QString, present);
        QFETCH(bool, goesOver);
        RememberingStore store;
        const auto key = store.key("ACCTA"), other = store.key("ACCTB");
        const auto exporting = [&](const QString& subject, Revocations revocations) {
            store.rewrite("ACCTA", [&](AccountClaims& claims) {
                claims.exports = {{.subject = subject.toStdString(), .tokenRequired = true}};
                claims.exports.front().revocations = std::move(revocations);
            });
        };
        exporting(earlier, {});
        GD_OK(store.describe("ACCTA", "one"));
        exporting(present, {{other, store.clock}});
        GD_OK(store.describe("ACCTA", "two"));
        const auto wish = store.draft(key, 1);
        QCOMPARE(wish.newerRevocations(*store.world()), std::size_t(goesOver ? 1 : 0));
        const auto plan = store.plan(wish);
        GD_OK(plan);
        const auto& exported = plan->accounts.front().after->exports.front();
        QCOMPARE(exported.subject, earlier.toStdString());
        QCOMPARE(exported.revocations.contains(other), goesOver);
        const auto exact = store.plan(store.draft(key, 1, true));
        GD_OK(exact);
        QCOMPARE(hasFinding(exact->findings, FindingCode::RevocationsDropped, Severity::Warning), goesOver);
    }

    void saysWhatIsRevokedAgain()
    {
        RememberingStore store;
        const auto key = store.key("ACCTB");
        const auto user = store.user("ACCTB").key;
        store.rewrite("ACCTB", [&](AccountClaims& claims) { claims.revocations[user] = store.clock; });
        GD_OK(store.describe("ACCTB", "revoked"));
        store.rewrite("ACCTB", [&](AccountClaims& claims) { claims.revocations.clear(); });
        GD_OK(store.describe("ACCTB", "let in"));
        const auto again = store.plan(store.draft(key, 1));
        GD_OK(again);
        QVERIFY(hasFinding(again->findings, FindingCode::RevocationsReturn, Severity::Warning));
        QVERIFY(again->accounts.front().after->revocations.contains(user));
        const auto not_ = store.plan(store.draft(key, 2));
        GD_OK(not_);
        QVERIFY(!hasFinding(not_->findings, FindingCode::RevocationsReturn, Severity::Warning));
    }
};

QTEST_GUILESS_MAIN(TestRestoreRevocations)
#include "tst_restore_revocations.moc"
