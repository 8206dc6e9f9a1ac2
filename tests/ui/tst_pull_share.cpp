// SPDX-License-Identifier: Apache-2.0
//
// The wizard with a pull consumer, which has no deliver subject: what it asks for, and what comes of it.
#include "tests/flow/sample_session.h"
#include "tests/support/driver.h"
#include "tests/ui/page_checks.h"
#include "ui/wizards/share_wizard.h"

#include <QCheckBox>
#include <QLineEdit>

#include <algorithm>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

class TestPullShare : public QObject {
    Q_OBJECT

private slots:
    void aPullConsumerAsksForLess()
    {
        SampleSession sample;
        QVERIFY(sample.isOpen);
        ShareWizard wizard(sample.session, {}, ShareWizard::Start::What);
        QSignalSpy agreed(&wizard, &ShareWizard::planAgreed);
        Driver user(wizard);
        wizard.show();
        QVERIFY(user.choose("provider", "ACCTA"));
        QVERIFY(wizard.findChild<QLineEdit*>("deliverSubject")->isVisible());
        wizard.findChild<QAbstractButton*>("pullConsumer")->click();
        for (const char* name : {"deliverSubject", "deliverGroup"})
            QVERIFY(!wizard.findChild<QLineEdit*>(name)->isVisible());
        QVERIFY(!wizard.findChild<QCheckBox*>("flowControl")->isVisible());
        user.type("stream", "RESTOCKEVENTS");
        user.type("jsConsumer", "RESTOCKEVENTS-C1");
        QVERIFY(user.read("exportTable").contains("$JS.API.CONSUMER.MSG.NEXT.RESTOCKEVENTS.RESTOCKEVENTS-C1"));
        QVERIFY(user.next());
        QVERIFY(user.checkRow("consumers", "ACCTB"));
        QVERIFY(!wizard.findChild<QLineEdit*>("localSubject")->isVisible());
        QVERIFY(user.check("importNow"));
        QVERIFY(wizard.findChild<QLineEdit*>("prefix")->isEnabled());
        QVERIFY(user.next());
        QVERIFY2(user.read("handOver").contains("ACCTA.API"), qPrintable(user.read("handOver")));
        QVERIFY(user.click("apply"));
        QCOMPARE(agreed.size(), 1);
        const auto plan = agreed.first().first().value<SharePlan>();
        const auto& exports = plan.accounts.front().after->exports;
        QCOMPARE(exports.size(), std::size_t(3));
        QCOMPARE(std::ranges::count(exports, std::string("Stream"), &Export::responseType), 1);
    }

    /// The cards are one choice, by keyboard too, and the way back shows what was typed before.
    void theWayBackKeepsWhatWasTyped()
    {
        SampleSession sample;
        QVERIFY(sample.isOpen);
        ShareWizard wizard(sample.session, {}, ShareWizard::Start::What);
        Driver user(wizard);
        wizard.show();
        QVERIFY(user.type("deliverSubject", "deliver.orders"));
        auto* pull = wizard.findChild<QAbstractButton*>("pullConsumer");
        auto* push = wizard.findChild<QAbstractButton*>("pushConsumer");
        QVERIFY(push->isChecked() && !pull->isChecked());
        push->setFocus();
        QTest::keyClick(push, Qt::Key_Left);
        QVERIFY(pull->isChecked() && !push->isChecked());
        QTest::keyClick(pull, Qt::Key_Right);
        QVERIFY(push->isChecked());
        QCOMPARE(user.read("deliverSubject"), QStringLiteral("deliver.orders"));
        QCOMPARE(nameProblems(wizard) + cutControls(wizard), QStringList());
    }
};

QTEST_MAIN(TestPullShare)
#include "tst_pull_share.moc"
