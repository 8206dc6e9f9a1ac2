// SPDX-License-Identifier: Apache-2.0
//
// The share wizard as a person works it; what it agrees to is compared with the plan of the draft that was meant.
#include "core/nkeys/key_ring.h"
#include "core/share/signing.h"
#include "core/store/transaction.h"
#include "tests/flow/sample_session.h"
#include "tests/support/driver.h"
#include "tests/ui/page_checks.h"
#include "ui/bridge/strings.h"
#include "ui/wizards/share_wizard.h"

#include <QCheckBox>
#include <QScrollArea>
#include <QScrollBar>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

class TestShareWizard : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        QVERIFY(m_sample->isOpen);
    }

    void fieldsBecomeThePlan()
    {
        ShareWizard wizard(m_sample->session, {}, ShareWizard::Start::What);
        QSignalSpy agreed(&wizard, &ShareWizard::planAgreed);
        Driver user(wizard);
        QVERIFY(user.choose("provider", "ACCTA"));
        fillIn(user);
        QVERIFY(user.read("exportTable").contains("$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>"));
        QVERIFY(user.next());
        QVERIFY(user.checkRow("consumers", "ACCTB"));
        QCOMPARE(user.read("localSubject"), QStringLiteral("retail.v1.order.events"));
        QCOMPARE(user.read("prefix"), QStringLiteral("ACCTA"));
        QVERIFY(user.read("importTable").contains("ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1"));
        QVERIFY(user.next());
        QVERIFY(user.read("sentences").contains("ACCTB imports deliver.retail.v1.order.events from ACCTA as"));
        QCOMPARE(user.read("planTitle"), QStringLiteral("Share ORDEREVENTS-C1 of ACCTA with ACCTB"));
        QVERIFY(user.read("tokenFiles").contains("ORDEREVENTS-GRANT-ACK-ACCTB.tok"));
        QVERIFY(user.read("nscCommands").contains("nsc add export"));
        QVERIFY(agreed.isEmpty());
        QVERIFY(user.click("apply"));
        QCOMPARE(agreed.size(), 1);
        QCOMPARE(agreed.first().first().value<SharePlan>(), planOf(m_sample->orderEvents()));
        QVERIFY(!user.isEnabled("apply")); // nothing is applied twice
    }

    void keyboardOnly()
    {
        ShareDraft draft;
        draft.provider = m_sample->key("ACCTA");
        ShareWizard wizard(m_sample->session, draft, ShareWizard::Start::What);
        QSignalSpy agreed(&wizard, &ShareWizard::planAgreed);
        Driver user(wizard);
        const auto tabTo = [&user](const char* name) {
            for (int i = 0; i < 30 && user.focus() != QLatin1String(name); ++i) {
                user.press(Qt::Key_Tab);
            }
            return user.focus() == QLatin1String(name);
        };
        for (const auto& [field, text] : fields()) {
            QVERIFY2(tabTo(field), field);
            user.write(text);
        }
        user.press(Qt::Key_Return);
        QVERIFY(tabTo("consumers"));
        user.press(Qt::Key_Space); // the first account is ACCTB
        user.press(Qt::Key_Return);
        QCOMPARE(user.focus(), QStringLiteral("apply"));
        user.press(Qt::Key_Return);
        QCOMPARE(agreed.size(), 1);
        QCOMPARE(agreed.first().first().value<SharePlan>(), planOf(m_sample->orderEvents()));
    }

    void backNeverLosesInput()
    {
        ShareWizard wizard(m_sample->session, {}, ShareWizard::Start::What);
        Driver user(wizard);
        QVERIFY(user.choose("provider", "ACCTA"));
        fillIn(user);
        QVERIFY(user.check("flowControl"));
        QVERIFY(user.next());
        QVERIFY(user.checkRow("consumers", "ACCTC"));
        QVERIFY(user.type("localSubject", "orders.here"));
        QVERIFY(user.type("prefix", "PROV"));
        QVERIFY(user.check("importNow", false));
        QVERIFY(user.choose("validity", "90 days"));
        QVERIFY(user.next());
        const QString sentences = user.read("sentences");
        QVERIFY(user.back());
        QVERIFY(user.back());
        QVERIFY(!user.isEnabled("back"));
        QCOMPARE(user.read("provider"), QStringLiteral("ACCTA"));
        for (const auto& [field, text] : fields()) {
            QCOMPARE(user.read(field), text);
        }
        QVERIFY(wizard.findChild<QCheckBox*>("flowControl")->isChecked());
        QVERIFY(user.next());
        QCOMPARE(user.read("localSubject"), QStringLiteral("orders.here"));
        QCOMPARE(user.read("prefix"), QStringLiteral("PROV"));
        QVERIFY(!wizard.findChild<QCheckBox*>("importNow")->isChecked());
        QCOMPARE(user.read("validity").left(2), QStringLiteral("90"));
        QVERIFY(user.read("consumers").contains("[x] | ACCTC"));
        QVERIFY(user.next());
        QCOMPARE(user.read("sentences"), sentences);
    }

    void badInputIsSaidBesideTheField_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("stream empty") << "stream"
                                      << "";
        QTest::newRow("stream with a dot") << "stream"
                                           << "ORDER.EVENTS";
        QTest::newRow("consumer with a blank") << "jsConsumer"
                                               << "C 1";
        QTest::newRow("deliver empty") << "deliverSubject"
                                       << "";
        QTest::newRow("deliver with a double dot") << "deliverSubject"
                                                   << "deliver..orders";
        QTest::newRow("deliver with a blank") << "deliverSubject"
                                              << "deliver orders";
    }
    void badInputIsSaidBesideTheField()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        ShareWizard wizard(m_sample->session, {}, ShareWizard::Start::What);
        Driver user(wizard);
        const QByteArray name = field.toLatin1();
        const QByteArray hint = name + "Hint";
        QVERIFY(user.choose("provider", "ACCTA"));
        QVERIFY(user.read(hint).isEmpty()); // an empty form is no mistake yet
        fillIn(user);
        QVERIFY(user.read(hint).isEmpty());
        QVERIFY(user.type(name, text));
        QVERIFY(!user.read(hint).isEmpty());
        QVERIFY(user.next());
        QCOMPARE(user.focus(), field);
        QVERIFY(user.isShown("exportTable")); // still on the first page
    }

    void nextShowsWhatIsMissing()
    {
        ShareWizard wizard(m_sample->session, {}, ShareWizard::Start::What);
        Driver user(wizard);
        QVERIFY(user.read("providerHint").isEmpty());
        QVERIFY(user.next());
        QVERIFY(!user.read("providerHint").isEmpty());
        QVERIFY(!user.read("streamHint").isEmpty());
        QCOMPARE(user.focus(), QStringLiteral("provider"));
        QVERIFY(user.choose("provider", "ACCTA"));
        fillIn(user);
        QVERIFY(user.next());
        QVERIFY(user.next());
        QVERIFY(!user.read("consumersHint").isEmpty());
        QVERIFY(!user.isShown("sentences"));
    }

    void severalAccountsEachWithItsOwnNames()
    {
        ShareWizard wizard(m_sample->session, {}, ShareWizard::Start::What);
        QSignalSpy agreed(&wizard, &ShareWizard::planAgreed);
        Driver user(wizard);
        QVERIFY(user.choose("provider", "ACCTA"));
        fillIn(user);
        QVERIFY(user.next());
        QVERIFY(user.checkRow("consumers", "ACCTC"));
        QVERIFY(user.type("prefix", "UPSTREAM"));
        QVERIFY(user.checkRow("consumers", "ACCTB"));
        QCOMPARE(user.read("prefix"), QStringLiteral("ACCTA"));
        QVERIFY(user.goToRow("consumers", "ACCTC"));
        QCOMPARE(user.read("prefix"), QStringLiteral("UPSTREAM"));
        QVERIFY(user.type("prefix", "$JS"));
        QVERIFY(!user.read("prefixHint").isEmpty());
        QVERIFY(user.goToRow("consumers", "ACCTB"));
        QVERIFY(user.read("prefixHint").isEmpty());
        QVERIFY(user.next()); // refused, and shows where
        QVERIFY(!user.isShown("sentences"));
        QVERIFY(!user.read("prefixHint").isEmpty());
        QVERIFY(user.type("prefix", "UPSTREAM"));
        QVERIFY(user.next());
        QVERIFY(user.click("apply"));
        ShareDraft meant = m_sample->orderEvents();
        meant.consumers.push_back(ConsumerWish{.account = m_sample->key("ACCTC"), .prefix = "UPSTREAM"});
        QCOMPARE(agreed.size(), 1);
        QCOMPARE(agreed.first().first().value<SharePlan>(), planOf(meant));
    }

    void reviewFirstForADrag()
    {
        ShareWizard wizard(m_sample->session, m_sample->orderEvents(), ShareWizard::Start::Review);
        QSignalSpy agreed(&wizard, &ShareWizard::planAgreed);
        Driver user(wizard);
        QVERIFY(user.isShown("sentences"));
        QCOMPARE(user.focus(), QStringLiteral("apply"));
        QVERIFY(user.back());
        QVERIFY(user.read("consumers").contains("[x] | ACCTB"));
        QVERIFY(user.back());
        QCOMPARE(user.read("stream"), QStringLiteral("ORDEREVENTS"));
        QVERIFY(user.next());
        QVERIFY(user.next());
        user.press(Qt::Key_Return);
        QCOMPARE(agreed.size(), 1);
        QCOMPARE(agreed.first().first().value<SharePlan>(), planOf(m_sample->orderEvents()));
    }

    void whatApplicationsSubscribeToIsTold_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("local"); ///< in ACCTB
        QTest::addColumn<bool>("importNow");
        QTest::addColumn<QString>("told");
        QTest::newRow("group") << "order-processor" << QString() << true
                               << "Applications in ACCTB subscribe to retail.v1.order.events in queue group "
                                  "order-processor.\n"
                                  "Applications in ACCTC subscribe to retail.v1.order.events in queue group "
                                  "order-processor.";
        QTest::newRow("own name, group with a place in it")
            << "%2-group"
            << "orders.here" << true
            << "Applications in ACCTB subscribe to orders.here in queue group %2-group.\n"
               "Applications in ACCTC subscribe to retail.v1.order.events in queue group %2-group.";
        QTest::newRow("no group") << QString() << QString() << true
                                  << "Applications in ACCTB subscribe to retail.v1.order.events.\n"
                                     "Applications in ACCTC subscribe to retail.v1.order.events.";
        QTest::newRow("one imports later") << "order-processor" << QString() << false
                                           << "Applications in ACCTC subscribe to retail.v1.order.events in queue "
                                              "group order-processor.";
    }
    void whatApplicationsSubscribeToIsTold()
    {
        QFETCH(QString, group);
        QFETCH(QString, local);
        QFETCH(bool, importNow);
        auto draft = m_sample->orderEvents(importNow);
        draft.deliverGroup = fromQt(group);
        draft.consumers.front().localSubject = fromQt(local);
        draft.consumers.push_back(ConsumerWish{m_sample->key("ACCTC")});
        ShareWizard wizard(m_sample->session, draft, ShareWizard::Start::Review);
        QTEST(Driver(wizard).read("handOver"), "told");
    }

    void refusalIsShownAndCanBeRepeated()
    {
        ShareWizard wizard(m_sample->session, m_sample->orderEvents(), ShareWizard::Start::Review);
        QSignalSpy agreed(&wizard, &ShareWizard::planAgreed);
        Driver user(wizard);
        QVERIFY(user.click("apply"));
        wizard.showRefusal(Error{ErrorCode::StoreChangedOutside, "ACCTA.jwt", {}});
        QVERIFY(user.read("refusal").contains("ACCTA.jwt"));
        QVERIFY(user.click("apply"));
        QVERIFY(user.read("refusal").isEmpty());
        QCOMPARE(agreed.size(), 2);
    }

    void outsideChangeKeepsTheDraft()
    {
        ShareWizard wizard(m_sample->session, m_sample->orderEvents(), ShareWizard::Start::Review);
        Driver user(wizard);
        QCOMPARE(user.read("sentences").count("offers"), 3);
        changeOutside(m_sample->orderEvents());
        QTRY_VERIFY(!user.isEnabled("apply")); // everything is there already
        QVERIFY(!user.read("applyReason").isEmpty());
        QVERIFY(!user.read("noPlan").isEmpty() || !user.read("findings").isEmpty());
        QVERIFY(user.back());
        QVERIFY(user.checkRow("consumers", "ACCTB", false));
        QVERIFY(user.checkRow("consumers", "ACCTC"));
        QVERIFY(user.next());
        QVERIFY(!user.read("sentences").contains("offers")); // what is there is used
        QVERIFY(user.isEnabled("apply"));
    }

    void tokenFilesOnlyWithoutTheKeys()
    {
        // Operator keys sign accounts; with none of them here, nobody can sign ACCTB.
        std::filesystem::remove_all(m_sample->session.snapshot()->workspace.keystore / "keys" / "O");
        m_sample->session.lookAgain();
        ShareWizard wizard(m_sample->session, m_sample->orderEvents(false), ShareWizard::Start::Review);
        Driver user(wizard);
        QTRY_VERIFY(!user.isEnabled("apply"));
        QVERIFY(!user.read("applyReason").isEmpty());
        QVERIFY(user.back());
        QVERIFY(!user.isEnabled("importNow"));
        QVERIFY(!user.read("importNowReason").isEmpty());
    }

    void noWordIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("first size") << QSize(1000, 660);
        QTest::newRow("window of 1024x700") << QSize(1024, 700);
    }
    void noWordIsCut()
    {
        QFETCH(QSize, size);
        ShareWizard wizard(m_sample->session, m_sample->orderEvents(), ShareWizard::Start::What);
        wizard.resize(size);
        Driver user(wizard);
        QTRY_COMPARE(cutCells(*user.find<QTableView>("exportTable")), QStringList());
        QVERIFY(user.next());
        QTRY_COMPARE(cutCells(*user.find<QTableView>("importTable")), QStringList());
        QTRY_COMPARE(cutCells(*user.find<QTableView>("consumers")), QStringList());
        QVERIFY(user.next());
        QTRY_COMPARE(cutCells(*user.find<QTableView>("tokenFiles")), QStringList());
    }

    /// What a window of 1024x700 has for it at 200 %.
    void canBeWorkedInASmallWindow()
    {
        ShareWizard wizard(m_sample->session, m_sample->orderEvents(), ShareWizard::Start::What);
        wizard.resize(500, 320);
        Driver user(wizard);
        QCOMPARE(wizard.size(), QSize(500, 320));
        for (int page = 0; page < 3; ++page) {
            auto* area = user.find<QScrollArea>(qPrintable(QStringLiteral("wizardScroll%1").arg(page)));
            QVERIFY(area);
            QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
            QVERIFY(area->viewport()->height() >= 120);
            QCOMPARE(cutControls(wizard), QStringList());
            QVERIFY(page == 2 || user.next());
        }
    }

    void emptyFieldSaysWhatIsUsed()
    {
        ShareWizard wizard(m_sample->session, m_sample->orderEvents(), ShareWizard::Start::What);
        Driver user(wizard);
        QVERIFY(user.next());
        QVERIFY(user.type("localSubject", ""));
        QVERIFY(user.find<QLineEdit>("localSubject")->placeholderText().startsWith("retail.v1.order.events, if"));
    }

    void everythingHasItsNameAndItsRoom()
    {
        ShareWizard wizard(m_sample->session, m_sample->orderEvents(), ShareWizard::Start::What);
        wizard.resize(1024, 700);
        Driver user(wizard);
        QCOMPARE(wizard.size(), QSize(1024, 700)); // it fits
        QCOMPARE(nameProblems(wizard), QStringList());
        QCOMPARE(guessingLabels(wizard), QStringList());
        for (int page = 0; page < 3; ++page) {
            QCOMPARE(cutControls(wizard), QStringList());
            QVERIFY(page == 2 || user.next());
        }
    }

private:
    static std::vector<std::pair<const char*, QString>> fields()
    {
        return {{"stream", "ORDEREVENTS"},
                {"jsConsumer", "ORDEREVENTS-C1"},
                {"deliverSubject", "deliver.retail.v1.order.events"},
                {"deliverGroup", "order-processor"}};
    }

    static void fillIn(const Driver& user)
    {
        for (const auto& [field, text] : fields()) {
            user.type(field, text);
        }
    }

    SharePlan planOf(const ShareDraft& draft) const
    {
        return planShare(draft, *m_sample->session.snapshot(), m_sample->session.now()).value_or({});
    }

    /// Does a share as another program would: in the files, past the session.
    void changeOutside(const ShareDraft& draft)
    {
        const Snapshot world = *m_sample->session.snapshot();
        const UnixSeconds now = m_sample->session.now();
        const auto transaction = signPlan(planOf(draft), world, KeyRing(world.workspace.keystore), now);
        QVERIFY(transaction);
        DiskArea disk;
        QVERIFY(applyTransaction(*transaction, disk, m_sample->folder.filePath("other-journal").toStdString()));
        m_sample->session.lookAgain();
    }

    std::unique_ptr<SampleSession> m_sample{};
};

QTEST_MAIN(TestShareWizard)
#include "tst_share_wizard.moc"
