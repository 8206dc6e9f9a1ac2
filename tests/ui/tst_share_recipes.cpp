// SPDX-License-Identifier: Apache-2.0
//
// The wizard with other recipes than the push consumer: what each asks for, and what comes of it.
#include "tests/flow/sample_session.h"
#include "tests/support/driver.h"
#include "tests/ui/page_checks.h"
#include "ui/wizards/share_wizard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

#include <algorithm>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

class TestShareRecipes : public QObject {
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

    void aServiceAsksForASubjectAndItsReplies()
    {
        SampleSession sample;
        QVERIFY(sample.isOpen);
        ShareWizard wizard(sample.session, {}, ShareWizard::Start::What);
        QSignalSpy agreed(&wizard, &ShareWizard::planAgreed);
        Driver user(wizard);
        wizard.show();
        QVERIFY(user.choose("provider", "ACCTA"));
        wizard.findChild<QAbstractButton*>("service")->click();
        for (const char* name : {"jsConsumer", "deliverSubject", "deliverGroup"})
            QVERIFY2(!wizard.findChild<QLineEdit*>(name)->isVisible(), name);
        for (const char* name : {"acknowledges", "flowControl", "withInfo"})
            QVERIFY2(!wizard.findChild<QCheckBox*>(name)->isVisible(), name);
        QCOMPARE(nameProblems(wizard) + cutControls(wizard), QStringList());
        QVERIFY(user.type("stream", "PAYMENTAPI"));
        QVERIFY(user.type("subject", "retail.v1.payment.>"));
        auto* replies = wizard.findChild<QComboBox*>("responseType");
        QVERIFY(replies->isVisible());
        replies->setCurrentIndex(replies->findData(QStringLiteral("Stream")));
        QVERIFY(user.read("exportTable").contains("PAYMENTAPI-GRANT-API"));
        QVERIFY(user.next());
        QVERIFY(user.checkRow("consumers", "ACCTB"));
        QVERIFY(!wizard.findChild<QLineEdit*>("prefix")->isVisible());
        QCOMPARE(user.read("localSubject"), QStringLiteral("retail.v1.payment.>"));
        QVERIFY(user.next());
        QVERIFY(user.click("apply"));
        QCOMPARE(agreed.size(), 1);
        const auto plan = agreed.first().first().value<SharePlan>();
        const auto& exported = plan.accounts.front().after->exports.front();
        QCOMPARE(exported.responseType, std::string("Stream"));
        QCOMPARE(exported.subject, std::string("retail.v1.payment.>"));
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

QTEST_MAIN(TestShareRecipes)
#include "tst_share_recipes.moc"
