// SPDX-License-Identifier: Apache-2.0
#include "tests/core/temp_folder.h"
#include "ui/bridge/strings.h"
#include "ui/shell/welcome_page.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestWelcomePage : public QObject {
    Q_OBJECT

    struct Fixture {
        Fixture()
            : page([this](const std::string& name) { return name == "HOME" ? folder.path().string() : std::string(); })
        {}

        QPushButton* button(const char* name) { return page.findChild<QPushButton*>(QLatin1String(name)); }
        QLineEdit* field(const char* name) { return page.findChild<QLineEdit*>(QLatin1String(name)); }
        QString text(const char* name) { return page.findChild<QLabel*>(QLatin1String(name))->text(); }

        TempFolder folder;
        WelcomePage page;
    };

private slots:
    void withoutAStoreItSaysSo()
    {
        Fixture f;
        QVERIFY(!f.button("openFoundStore")->isEnabled());
        QVERIFY(!f.text("foundStoreText").isEmpty());
        QCOMPARE(f.button("openFoundStore")->toolTip(), f.text("foundStoreText"));
        QVERIFY(f.button("trySample")->isEnabled());
    }

    void twoFoldersMakeAWorkspace()
    {
        Fixture f;
        f.folder.write("stores/OP/OP.jwt", "x");
        f.folder.write("keys/note", "x");
        QSignalSpy chosen(&f.page, &WelcomePage::workspaceChosen);
        QVERIFY(!f.button("openOtherStore")->isEnabled());
        QTest::keyClicks(f.field("storeFolder"), pathToQt(f.folder / "stores"));
        QVERIFY(!f.button("openOtherStore")->isEnabled());
        QTest::keyClicks(f.field("keysFolder"), pathToQt(f.folder / "keys"));
        QVERIFY(f.button("openOtherStore")->isEnabled());
        QTest::keyClick(f.field("keysFolder"), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        const auto workspace = chosen.front().front().value<Workspace>();
        QCOMPARE(pathToQt(workspace.storeRoot), pathToQt(f.folder / "stores"));
        QCOMPARE(pathToQt(workspace.keystore), pathToQt(f.folder / "keys"));
    }

    void aFolderThatIsNotThereIsSaid()
    {
        Fixture f;
        f.field("storeFolder")->setText(QStringLiteral("/no/such/folder"));
        QVERIFY(f.text("otherStoreHint").contains(QLatin1String("stores folder")));
        f.field("storeFolder")->setText(pathToQt(f.folder.path()));
        QVERIFY(f.text("otherStoreHint").isEmpty());
    }

    void nothingIsOpenedTwice()
    {
        Fixture f;
        QSignalSpy sample(&f.page, &WelcomePage::sampleChosen);
        f.button("trySample")->click();
        f.page.setBusy(true);
        f.button("trySample")->click();
        QCOMPARE(sample.count(), 1);
    }
};

QTEST_MAIN(TestWelcomePage)
#include "tst_welcome_page.moc"
