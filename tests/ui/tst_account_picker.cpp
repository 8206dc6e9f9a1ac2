// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world_builder.h"
#include "ui/bridge/strings.h"
#include "ui/desk/account_picker.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestAccountPicker : public QObject {
    Q_OBJECT

    struct Fixture {
        Fixture()
        {
            picker.showAccounts(world.build());
            picker.setAccount(world.key("ACCTA"));
            picker.show();
        }
        void type(const QString& text)
        {
            picker.lineEdit()->selectAll();
            QTest::keyClicks(picker.lineEdit(), text);
            QTest::keyClick(picker.lineEdit(), Qt::Key_Return);
        }

        WorldBuilder world = WorldBuilder::sample();
        AccountPicker picker;
    };

private slots:
    void aNameChooses()
    {
        Fixture f;
        QSignalSpy picked(&f.picker, &AccountPicker::picked);
        f.type(QStringLiteral("ACCTB"));
        QCOMPARE(f.picker.account(), f.world.key("ACCTB"));
        QCOMPARE(picked.count(), 1);
    }

    void aKeyChooses()
    {
        Fixture f;
        f.type(toQt(f.world.key("ACCTC")));
        QCOMPARE(f.picker.account(), f.world.key("ACCTC"));
        QCOMPARE(f.picker.currentText(), QStringLiteral("ACCTC"));
    }

    void whatIsNotAnAccountIsTakenBack()
    {
        Fixture f;
        QSignalSpy picked(&f.picker, &AccountPicker::picked);
        f.type(QStringLiteral("nobody"));
        QCOMPARE(f.picker.currentText(), QStringLiteral("ACCTA"));
        QVERIFY(picked.isEmpty());
    }

    void whatIsTypedReplacesTheName_data()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("keyboard") << false;
        QTest::newRow("mouse") << true;
    }

    void whatIsTypedReplacesTheName()
    {
        QFETCH(bool, byMouse);
        Fixture f;
        QVERIFY(QTest::qWaitForWindowActive(&f.picker));
        f.picker.lineEdit()->clearFocus();
        QVERIFY(!f.picker.lineEdit()->hasFocus());
        if (byMouse)
            QTest::mouseClick(f.picker.lineEdit(), Qt::LeftButton);
        else
            f.picker.lineEdit()->setFocus(Qt::TabFocusReason);
        QTRY_COMPARE(f.picker.lineEdit()->selectedText(), QStringLiteral("ACCTA"));
        QTest::keyClicks(f.picker.lineEdit(), QStringLiteral("ACCTB"));
        QTest::keyClick(f.picker.lineEdit(), Qt::Key_Return);
        QCOMPARE(f.picker.account(), f.world.key("ACCTB"));
        // And once more without leaving the field.
        QTest::keyClicks(f.picker.lineEdit(), QStringLiteral("ACCTC"));
        QTest::keyClick(f.picker.lineEdit(), Qt::Key_Return);
        QCOMPARE(f.picker.account(), f.world.key("ACCTC"));
    }

    void theChoiceOutlivesAReload()
    {
        Fixture f;
        f.world.addAccount("AAA");
        f.picker.showAccounts(f.world.build());
        QCOMPARE(f.picker.account(), f.world.key("ACCTA"));
        QCOMPARE(f.picker.currentText(), QStringLiteral("ACCTA"));
        f.picker.setAccount("no such key");
        QCOMPARE(f.picker.account(), std::string());
        QCOMPARE(f.picker.currentText(), QString());
    }
};

QTEST_MAIN(TestAccountPicker)
#include "tst_account_picker.moc"
