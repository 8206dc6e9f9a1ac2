// SPDX-License-Identifier: Apache-2.0
//
// The review page: a plan in sentences, with everything that a person may want to see before agreeing.
#include "tests/flow/sample_session.h"
#include "tests/support/driver.h"
#include "ui/bridge/strings.h"
#include "ui/wizards/review_page.h"
#include "ui/words/claims_diff.h"

#include <QClipboard>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

class TestReviewPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_sample = std::make_unique<SampleSession>();
        QVERIFY(m_sample->isOpen);
    }

    void showsEverythingOfAPlan()
    {
        ReviewPage page;
        Driver user(page);
        show(page, m_sample->orderEvents());
        QCOMPARE(user.read("sentences").count('\n'), 8); // three exports, three tokens, three imports
        QCOMPARE(user.read("findingsTitle"), QStringLiteral("No problems were found."));
        QVERIFY(!user.isShown("findings"));
        QVERIFY(user.read("tokenFolder").contains(pathToQt(m_sample->session.snapshot()->workspace.tokens)));
        QCOMPARE(user.read("tokenFiles").count(".tok"), 3);
        QVERIFY(user.read("noPlan").isEmpty());
    }

    void claimsAreComparedOnDemand()
    {
        ReviewPage page;
        Driver user(page);
        show(page, m_sample->orderEvents());
        QVERIFY(user.openTab("details", "Claims before and after"));
        QVERIFY(user.choose("claimsOf", "ACCTA"));
        QVERIFY(user.read("claimsAfter").contains("ORDEREVENTS-GRANT-ACK"));
        QVERIFY(!user.read("claimsBefore").contains("ORDEREVENTS-GRANT-ACK"));
        QVERIFY(user.read("claimsAfter").contains("\n+ "));
        QVERIFY(user.choose("claimsOf", "ACCTB"));
        QVERIFY(user.read("claimsAfter").contains("local_subject"));
    }

    void claimsOfUsersAndTheOperatorAreComparedToo()
    {
        ReviewPage page;
        Driver user(page);
        SharePlan plan = planOf(m_sample->orderEvents());
        const auto& world = *m_sample->session.snapshot();
        const auto& account = world.accounts.front();
        UserChange change{account.key, account.users.front().key, account.users.front().claims,
                          account.users.front().claims};
        change.after->permissions.subs = 77;
        plan.users = {change};
        plan.op = OperatorChange{world.op.claims, world.op.claims};
        plan.op->after.accountServerUrl = "nats://elsewhere.example";
        page.showPlan(plan, m_sample->session.snapshot(), m_sample->session.now());
        QVERIFY(user.openTab("details", "Claims before and after"));
        QVERIFY(user.choose("claimsOf", "user " + toQt(account.users.front().claims.header.name)));
        QVERIFY(user.read("claimsAfter").contains("+     \"subs\": 77"));
        QVERIFY(!user.read("claimsBefore").contains("\"subs\": 77"));
        QVERIFY(user.choose("claimsOf", "operator " + toQt(world.op.name)));
        QVERIFY(user.read("claimsAfter").contains("nats://elsewhere.example"));
    }

    void commandsCanBeCopied()
    {
        ReviewPage page;
        Driver user(page);
        show(page, m_sample->orderEvents());
        QVERIFY(user.openTab("details", "nsc commands"));
        const QString commands = user.read("nscCommands");
        QVERIFY(commands.contains("nsc add export"));
        QVERIFY(commands.contains("nsc generate activation"));
        QVERIFY(user.click("copyCommands"));
        QCOMPARE(QGuiApplication::clipboard()->text(), commands);
    }

    void findingsAreWordsWithWeight()
    {
        ReviewPage page;
        Driver user(page);
        SharePlan plan = planOf(m_sample->orderEvents());
        plan.findings = {{Severity::Blocks, FindingCode::PrefixReserved, m_sample->key("ACCTB"), "$JS.API.X", "$JS"},
                         {Severity::Warning, FindingCode::LocalCaptured, m_sample->key("ACCTB"), "orders", "other"}};
        page.showPlan(plan, m_sample->session.snapshot(), m_sample->session.now());
        QVERIFY(user.read("findings").contains("Blocks | "));
        QVERIFY(user.read("findings").contains("Warning | "));
        QVERIFY(user.read("findingsTitle").contains('2'));
        show(page, m_sample->orderEvents());
        QVERIFY(!user.isShown("findings"));
    }

    void noPlanIsExplained()
    {
        ReviewPage page;
        Driver user(page);
        page.showPlan(Error{ErrorCode::PlanIsEmpty, {}, {}}, m_sample->session.snapshot(), 0);
        QVERIFY(user.read("noPlan").contains("nothing to do"));
        QVERIFY(user.read("sentences").isEmpty());
        show(page, m_sample->orderEvents());
        QVERIFY(user.read("noPlan").isEmpty());
    }

    void refusalStaysUntilCleared()
    {
        ReviewPage page;
        Driver user(page);
        show(page, m_sample->orderEvents());
        page.showRefusal(Error{ErrorCode::StoreChangedOutside, "<ACCTA>.jwt", {}});
        QVERIFY(user.read("refusal").contains("&lt;ACCTA&gt;.jwt")); // names are text, never markup
        show(page, m_sample->orderEvents());
        QVERIFY(!user.read("refusal").isEmpty());
        page.clearRefusal();
        QVERIFY(user.read("refusal").isEmpty());
    }

    void linesAreCompared_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::newRow("equal") << "a\nb"
                               << "a\nb"
                               << "  a\n  b"
                               << "  a\n  b";
        QTest::newRow("one more") << "a\nc"
                                  << "a\nb\nc"
                                  << "  a\n  c"
                                  << "  a\n+ b\n  c";
        QTest::newRow("one less") << "a\nb\nc"
                                  << "a\nc"
                                  << "  a\n- b\n  c"
                                  << "  a\n  c";
        QTest::newRow("changed") << "a\nb\nc"
                                 << "a\nx\nc"
                                 << "  a\n- b\n  c"
                                 << "  a\n+ x\n  c";
        QTest::newRow("two places") << "a\nb\nc\nd"
                                    << "a\nx\nc\ny\nd"
                                    << "  a\n- b\n  c\n  d"
                                    << "  a\n+ x\n  c\n+ y\n  d";
        QTest::newRow("all new") << ""
                                 << "a\nb"
                                 << "- "
                                 << "+ a\n+ b";
    }
    void linesAreCompared()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QTEST(sideBySide(before, after).before, "left");
        QTEST(sideBySide(before, after).after, "right");
    }

    void longTextsTakeNoTime()
    {
        QStringList a, b;
        for (int i = 0; i < 20000; ++i) {
            a << QString::number(i);
            b << QString::number(i * 7 + 1);
        }
        const auto texts = sideBySide(a.join('\n'), b.join('\n'));
        QVERIFY(texts.before.startsWith("- "));
    }

private:
    SharePlan planOf(const ShareDraft& draft) const
    {
        return planShare(draft, *m_sample->session.snapshot(), m_sample->session.now()).value_or({});
    }
    void show(ReviewPage& page, const ShareDraft& draft) const
    {
        page.showPlan(planOf(draft), m_sample->session.snapshot(), m_sample->session.now());
    }

    std::unique_ptr<SampleSession> m_sample{};
};

QTEST_MAIN(TestReviewPage)
#include "tst_review_page.moc"
