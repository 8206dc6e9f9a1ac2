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
