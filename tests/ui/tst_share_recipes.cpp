// SPDX-License-Identifier: Apache-2.0
//
// The wizard with other recipes than the push consumer: what each asks for, and what comes of it.
#include "core/share/js_subjects.h"
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
        QCOMPARE((nameProblems(wizard) + cutControls(wizard)).join(u'\n'), QString());
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

    void aBucketIsOfAKind()
    {
        SampleSession sample;
        QVERIFY(sample.isOpen);
        ShareWizard wizard(sample.session, {}, ShareWizard::Start::What);
        QSignalSpy agreed(&wizard, &ShareWizard::planAgreed);
        Driver user(wizard);
        wizard.show();
        QVERIFY(user.choose("provider", "ACCTA"));
        wizard.findChild<QAbstractButton*>("bucket")->click();
        for (const char* name : {"jsConsumer", "deliverSubject", "deliverGroup", "subject"})
            QVERIFY2(!wizard.findChild<QLineEdit*>(name)->isVisible(), name);
        QVERIFY(!wizard.findChild<QComboBox*>("ackForm")->isVisible());
        QCOMPARE((nameProblems(wizard) + cutControls(wizard)).join(u'\n'), QString());
        QVERIFY(user.type("stream", "CONFIG"));
        QVERIFY(user.read("exportTable").contains("$KV.CONFIG.>"));
        QVERIFY(!user.read("exportTable").contains("kvwatch.CONFIG.>"));
        wizard.findChild<QCheckBox*>("watches")->click();
        QVERIFY(user.read("exportTable").contains("kvwatch.CONFIG.>"));
        auto* kind = wizard.findChild<QComboBox*>("bucketKind");
        kind->setCurrentIndex(kind->findData(QStringLiteral("kv-read")));
        QVERIFY(!user.read("exportTable").contains("$KV.CONFIG.>"));
        QVERIFY(wizard.findChild<QAbstractButton*>("bucket")->isChecked());
        QVERIFY(user.type("domain", "hub"));
        QVERIFY(user.read("exportTable").contains("$JS.hub.API.DIRECT.GET.KV_CONFIG.>"));
        QVERIFY(user.next());
        QVERIFY(user.checkRow("consumers", "ACCTB"));
        QVERIFY(wizard.findChild<QLineEdit*>("prefix")->isEnabled());
        QVERIFY(user.check("importNow"));
        QVERIFY(user.next());
        const auto told = user.read("handOver");
        QVERIFY2(told.contains("API prefix ACCTA.API") && told.contains("inbox prefix kvwatch.CONFIG"),
                 qPrintable(told));
        QVERIFY(user.click("apply"));
        QCOMPARE(agreed.size(), 1);
        const auto plan = agreed.first().first().value<SharePlan>();
        QCOMPARE(plan.accounts.front().after->exports.size(), std::size_t(8));
        QCOMPARE(plan.accounts.back().after->imports.size(), std::size_t(8));
        QVERIFY(plan.findings.empty());
    }

    void acknowledgementsInTheirNewForm()
    {
        SampleSession sample;
        QVERIFY(sample.isOpen);
        ShareWizard wizard(sample.session, {}, ShareWizard::Start::What);
        Driver user(wizard);
        wizard.show();
        QVERIFY(user.choose("provider", "ACCTA"));
        wizard.findChild<QAbstractButton*>("pullConsumer")->click();
        QVERIFY(user.type("stream", "S") && user.type("jsConsumer", "C"));
        auto* form = wizard.findChild<QComboBox*>("ackForm");
        QVERIFY(form->isVisible());
        form->setCurrentIndex(2);
        const auto hash = QString::fromStdString(accountHash(sample.key("ACCTA")));
        QVERIFY(user.read("exportTable").contains("$JS.ACK.S.C.>"));
        QVERIFY(user.read("exportTable").contains("$JS.ACK._." + hash + ".S.C.>"));
        form->setCurrentIndex(1);
        QVERIFY(!user.read("exportTable").contains("$JS.ACK.S.C.>"));
        QCOMPARE((nameProblems(wizard) + cutControls(wizard)).join(u'\n'), QString());
        wizard.findChild<QCheckBox*>("acknowledges")->click();
        QVERIFY(!form->isEnabled());
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
        QCOMPARE((nameProblems(wizard) + cutControls(wizard)).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestShareRecipes)
#include "tst_share_recipes.moc"
