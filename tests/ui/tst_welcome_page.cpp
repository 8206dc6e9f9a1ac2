// SPDX-License-Identifier: Apache-2.0
#include "tests/core/temp_folder.h"
#include "tests/ui/page_checks.h"
#include "ui/bridge/strings.h"
#include "ui/shell/welcome_page.h"

#include <QComboBox>
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
        Fixture() : page(env()) {}

        Environment env()
        {
            return [this](const std::string& name) {
                return name == "HOME" ? folder.path().string() : std::string();
            };
        }
        /// Gives this machine a store with these operators.
        void writeOperators(const std::vector<std::string>& names)
        {
            for (const auto& name : names)
                folder.write(".local/share/nats/nsc/stores/" + name + "/.nsc", "{}");
            page.refresh();
        }
        Workspace openFound()
        {
            QSignalSpy chosen(&page, &WelcomePage::workspaceChosen);
            button("openFoundStore")->click();
            return chosen.isEmpty() ? Workspace{} : chosen.front().front().value<Workspace>();
        }

        QPushButton* button(const char* name) { return page.findChild<QPushButton*>(QLatin1String(name)); }
        QComboBox* list(const char* name) { return page.findChild<QComboBox*>(QLatin1String(name)); }
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
        QTest::keyClicks(f.field("keysFolder"), pathToQt(f.folder / "nokeys"));
        QVERIFY(!f.button("openOtherStore")->isEnabled());
        f.field("keysFolder")->clear();
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

    void withoutAKeysFolderTheKeysOfNscAreUsed()
    {
        Fixture f;
        f.folder.write("s/OP/.nsc", "{}");
        f.folder.write(".nkeys/keys/x", "");
        f.page.refresh();
        QCOMPARE(f.field("keysFolder")->placeholderText(), pathToQt(f.folder / ".nkeys"));
        QSignalSpy chosen(&f.page, &WelcomePage::workspaceChosen);
        f.field("storeFolder")->setText(QStringLiteral("~/s"));
        QVERIFY(f.button("openOtherStore")->isEnabled());
        f.button("openOtherStore")->click();
        const auto workspace = chosen.front().front().value<Workspace>();
        QCOMPARE(workspace.storeRoot, f.folder / "s");
        QCOMPARE(workspace.keystore, f.folder / ".nkeys");
        QCOMPARE(workspace.operatorName, "OP");
    }

    void theOnlyOperatorIsNotAskedFor()
    {
        Fixture f;
        f.writeOperators({"OP"});
        QVERIFY(!f.list("foundOperator")->isVisibleTo(&f.page));
        QCOMPARE(f.openFound().operatorName, "OP");
    }

    void oneOfSeveralOperatorsIsChosenWithTheKeyboard()
    {
        Fixture f;
        f.writeOperators({"ONE", "TWO"});
        f.page.resize(800, 800);
        f.page.show();
        QVERIFY(QTest::qWaitForWindowActive(&f.page));
        auto* list = f.list("foundOperator");
        QVERIFY(list->isVisible());
        QVERIFY(f.page.findChild<QLabel*>(QStringLiteral("foundOperatorText"))->isVisible());
        QCOMPARE(list->accessibleName(), QStringLiteral("Operator of the store of this machine"));
        QCOMPARE(list->currentIndex(), -1); // nsc has no current one, so neither has this
        QVERIFY(!f.button("openFoundStore")->isEnabled());
        QVERIFY(f.button("openFoundStore")->toolTip().contains(QLatin1String("operator")));

        f.button("trySample")->setFocus();
        QTest::keyClick(f.button("trySample"), Qt::Key_Tab);
        QVERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->currentText(), QStringLiteral("TWO"));
        QTest::keyClick(list, Qt::Key_Tab);
        QVERIFY(f.button("openFoundStore")->hasFocus());
        QSignalSpy chosen(&f.page, &WelcomePage::workspaceChosen);
        QTest::keyClick(f.button("openFoundStore"), Qt::Key_Space);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().value<Workspace>().operatorName, "TWO");
    }

    void theOperatorOfNscIsChosenAlready()
    {
        Fixture f;
        f.folder.write(".config/nats/nsc/nsc.json", R"({"operator":"TWO"})");
        f.writeOperators({"ONE", "TWO"});
        QCOMPARE(f.list("foundOperator")->currentText(), QStringLiteral("TWO"));
        QCOMPARE(f.openFound().operatorName, "TWO");
        f.list("foundOperator")->setCurrentIndex(0);
        f.page.refresh(); // as when the page is shown again
        QCOMPARE(f.openFound().operatorName, "ONE");
    }

    void theOperatorOfOtherFoldersIsAskedForToo()
    {
        Fixture f;
        f.folder.write("s/ONE/.nsc", "{}");
        f.folder.write("s/TWO/.nsc", "{}");
        f.page.show();
        QVERIFY(!f.list("otherOperator")->isVisible());
        f.page.showFolders(findStore({(f.folder / "s").string(), {}, {}}, f.env()).workspace);
        QVERIFY(f.field("keysFolder")->text().isEmpty()); // those of nsc, which need not be there
        QVERIFY(f.list("otherOperator")->isVisible());
        QVERIFY(!f.button("openOtherStore")->isEnabled());
        f.page.askOperator();
        QTest::keyClick(f.list("otherOperator"), Qt::Key_Down);
        QCOMPARE(f.list("otherOperator")->currentText(), QStringLiteral("ONE"));
        QSignalSpy chosen(&f.page, &WelcomePage::workspaceChosen);
        f.button("openOtherStore")->click();
        QCOMPARE(chosen.front().front().value<Workspace>().operatorName, "ONE");
        f.field("storeFolder")->setText(QStringLiteral("/"));
        QVERIFY(!f.list("otherOperator")->isVisible());
    }

    void everyControlIsNamedAndWhole()
    {
        Fixture f;
        f.writeOperators({"ONE", "TWO"});
        f.page.showFolders(findStore({}, f.env()).workspace);
        f.page.resize(900, 640);
        f.page.show();
        QCOMPARE(nameProblems(f.page), QStringList());
        QCOMPARE(guessingLabels(f.page), QStringList());
        QTRY_COMPARE(cutControls(f.page), QStringList());
        QSet<QString> letters;
        for (const auto* label : f.page.findChildren<QLabel*>()) {
            if (!label->buddy()) continue;
            const auto letter = QKeySequence::mnemonic(label->text()).toString();
            QVERIFY2(!letter.isEmpty() && !letters.contains(letter), qPrintable(label->text()));
            letters << letter;
        }
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
