// SPDX-License-Identifier: Apache-2.0
//
// What is selected and open on the desk, and what the details say of it.
#include "core/store/sample.h"
#include "tests/ui/sample_window.h"
#include "ui/bridge/strings.h"
#include "ui/desk/share_lane.h"
#include "ui/desk/token_list.h"
#include "ui/desk/token_shelf.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QFocusEvent>
#include <QTextBrowser>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestDeskSelection : public QObject {
    Q_OBJECT

private slots:
    void nscsCurrentAccountIsTheFirstProvider_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<bool>("ofThisStore");
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("consumer");
        QTest::newRow("current") << "ACCTB" << true << "ACCTB"
                                 << "ACCTA";
        QTest::newRow("first") << "ACCTA" << true << "ACCTA"
                               << "ACCTB";
        QTest::newRow("gone") << "NONE" << true << "ACCTA"
                              << "ACCTB";
        QTest::newRow("of another store") << "ACCTB" << false << "ACCTA"
                                          << "ACCTB";
    }
    void nscsCurrentAccountIsTheFirstProvider()
    {
        QFETCH(QString, account);
        QFETCH(bool, ofThisStore);
        SampleWindow w;
        const auto workspace = createSample(pathFromQt(w.home() + "/mine"), 1'790'000'000);
        QVERIFY(workspace);
        QVERIFY(QDir().mkpath(w.home() + "/.config/nats/nsc"));
        QFile context(w.home() + "/.config/nats/nsc/nsc.json");
        QVERIFY(context.open(QIODevice::WriteOnly));
        const auto root = ofThisStore ? pathToQt(workspace->storeRoot) : QString("/elsewhere");
        context.write(QString(R"({"store_root":"%1","operator":"OP","account":"%2"})").arg(root, account).toUtf8());
        context.close();
        w.window().openWorkspace(*workspace);
        QTRY_VERIFY(!w.desk().providerKey().empty());
        const auto name = [&](const std::string& key) {
            return toQt(w.session().snapshot()->account(key)->name);
        };
        QTEST(name(w.desk().providerKey()), "provider");
        QTEST(name(w.desk().consumerKey()), "consumer");
    }

    void whatWasSharedIsSelectedAndOpen()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        auto& desk = w.desk();
        const auto isShown = [](const AccountPane* pane) {
            const auto* tree = pane->tree();
            const auto now = tree->currentIndex();
            return now.isValid() && !now.parent().isValid() && tree->isExpanded(now.siblingAtColumn(0));
        };
        QVERIFY(w.sample().share("ACCTB"));
        QVERIFY(isShown(desk.provider()));
        QVERIFY(isShown(desk.consumer()));
        QCOMPARE(desk.selection().kind, Selection::Kind::Share);
        QCOMPARE(desk.lane()->currentIndex().row(), 0);
    }

    void openRowsAndTheSelectionOutliveUndoAndRedo()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTC"));
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        auto* tree = desk.consumer()->tree();
        const auto chosen = desk.selection();
        w.action("undo")->trigger();
        QTRY_COMPARE(tree->model()->rowCount(), 0);
        QCOMPARE(desk.selection(), chosen); // nobody chose anything else, least of all the provider's next row
        QVERIFY(!desk.provider()->tree()->currentIndex().isValid());
        QTRY_VERIFY(w.action("redo")->isEnabled());
        w.action("redo")->trigger();
        QTRY_COMPARE(tree->model()->rowCount(), 1);
        QVERIFY(tree->isExpanded(tree->model()->index(0, 0)));
        QTRY_COMPARE(tree->currentIndex().row(), 0);
        QCOMPARE(desk.selection(), chosen);
        // An account that comes back is as it was left.
        tree->collapse(tree->model()->index(0, 0));
        desk.setConsumer(w.sample().key("ACCTA"));
        desk.setConsumer(w.sample().key("ACCTB"));
        QVERIFY(!tree->isExpanded(tree->model()->index(0, 0)));
    }

    void aClickShowsTheSideThatWasClicked()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        for (auto* pane : {desk.consumer(), desk.provider(), desk.consumer()}) {
            auto* tree = pane->tree();
            QTest::mouseClick(tree->viewport(), Qt::LeftButton, {},
                              tree->visualRect(tree->model()->index(0, ShareTreeModel::Subject)).center());
            QCOMPARE(desk.selection().account, pane->account());
        }
    }

    void theFocusChoosesARowOnlyIfItCameByTheKeyboard()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        auto* tree = desk.provider()->tree();
        const auto chosen = desk.selection();
        QVERIFY(chosen.account != desk.provider()->account());
        for (const auto reason : {Qt::ActiveWindowFocusReason, Qt::OtherFocusReason, Qt::TabFocusReason}) {
            desk.provider()->clearSelection();
            QFocusEvent out(QEvent::FocusOut, reason), in(QEvent::FocusIn, reason);
            QCoreApplication::sendEvent(tree, &out);
            QCoreApplication::sendEvent(tree, &in);
            const bool byKeyboard = reason == Qt::TabFocusReason;
            QCOMPARE(tree->selectionModel()->isSelected(tree->model()->index(0, 0)), byKeyboard);
            QCOMPARE(tree->currentIndex().isValid(), byKeyboard);
            if (!byKeyboard) QCOMPARE(desk.selection(), chosen);
        }
        QCOMPARE(desk.selection().account, desk.provider()->account());
    }

    void aTokenIsToldAsTheShelfSaysIt()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        desk.setConsumer(w.sample().key("ACCTC"));
        w.find<QCheckBox>("allTokens")->click();
        QVERIFY(desk.shelf()->list()->item(0)->text().endsWith(QLatin1String(": imported")));
        desk.shelf()->list()->setCurrentRow(0);
        const auto details = w.find<QTextBrowser>("details")->toPlainText();
        QVERIFY2(details.contains(QLatin1String("\nimported\n")), qPrintable(details));
    }
};

QTEST_MAIN(TestDeskSelection)
#include "tst_desk_selection.moc"
