// SPDX-License-Identifier: Apache-2.0
//
// The real window over the real session on the sample store.
#include "core/jwt/token.h"
#include "tests/support/drag_events.h"
#include "tests/ui/page_checks.h"
#include "tests/ui/sample_window.h"
#include "ui/desk/account_picker.h"
#include "ui/desk/share_lane.h"
#include "ui/desk/token_list.h"
#include "ui/desk/token_shelf.h"
#include "ui/drop/drop_offer.h"
#include "ui/shell/token_arrival.h"
#include "ui/shell/token_export.h"
#include "ui/wizards/import_wizard.h"
#include "ui/wizards/share_wizard.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

namespace {

template <class Wizard>
Wizard* openWizard(SampleWindow& w)
{
    for (auto* wizard : w.window().findChildren<Wizard*>())
        if (wizard->isVisible()) return wizard;
    return nullptr;
}

QString notice(SampleWindow& w, const char* id)
{
    auto* label = w.find<QLabel>(qPrintable(QStringLiteral("noticeText-") + QLatin1String(id)));
    return label && label->isVisible() ? label->text() : QString();
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void itBeginsWithTheWelcomePage()
    {
        SampleWindow w;
        QCOMPARE(w.find<QStackedWidget>("pages")->currentWidget()->objectName(), QStringLiteral("welcomePage"));
        QVERIFY(!w.action("newShare")->isEnabled());
        QVERIFY(!w.action("undo")->isEnabled());
    }

    void theSampleButtonOpensTheDesk()
    {
        SampleWindow w;
        QSignalSpy opened(&w.session(), &Session::opened);
        w.find<QPushButton>("trySample")->click();
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(w.desk().isVisible());
        QVERIFY(w.window().windowTitle().startsWith(QLatin1String("OP")));
        QCOMPARE(w.desk().providerKey(), w.sample().key("ACCTA"));
        QCOMPARE(w.desk().consumerKey(), w.sample().key("ACCTB"));
        const QDir folder(pathToQt(w.sample().world().workspace.storeRoot.parent_path()));
        QVERIFY(folder.path().startsWith(QDir::tempPath() + QStringLiteral("/grantdesk-sample-")));
        QDir(folder).removeRecursively();
    }

    void aShareIsSeenOnBothSidesAndTakenBack()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        QCOMPARE(desk.provider()->tree()->model()->rowCount(), 1);
        QCOMPARE(desk.consumer()->tree()->model()->rowCount(), 1);
        QCOMPARE(desk.lane()->lines()->rowCount(), 1);
        QCOMPARE(desk.lane()->lines()->index(0).data().toString(), QStringLiteral("ORDEREVENTS-C1: ok, not pushed"));
        QCOMPARE(desk.shelf()->list()->count(), 3);
        QVERIFY(notice(w, "done").contains(QLatin1String("ORDEREVENTS-C1")));
        QCOMPARE(w.find<QLabel>("grantCount")->text(), QStringLiteral("3 grants"));
        QCOMPARE(w.find<QLabel>("shareCount")->text(), QStringLiteral("1 share"));
        QVERIFY(w.action("undo")->text().contains(QLatin1String("ORDEREVENTS-C1")));

        w.find<QPushButton>("noticeUndo")->click();
        QTRY_COMPARE(desk.lane()->lines()->rowCount(), 0);
        QTRY_VERIFY(w.action("redo")->isEnabled());
        w.action("redo")->trigger();
        QTRY_COMPARE(desk.lane()->lines()->rowCount(), 1);
    }

    void redoHasBothOfItsKeys()
    {
        SampleWindow w;
        QVERIFY(w.action("redo")->shortcuts().contains(QKeySequence(Qt::CTRL | Qt::Key_Y)));
        QVERIFY(w.action("redo")->shortcuts().contains(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)));
    }

    void messagesGoWhenTheyAreNotTrueAnyMore()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        desk.setConsumer(w.sample().key("ACCTC"));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(pathToQt(w.sample().world().tokenFiles.front().file))});
        QVERIFY(dragTo(*desk.consumer(), data));
        QTRY_VERIFY(!notice(w, "forOther").isEmpty());
        desk.setConsumer(w.sample().key("ACCTB")); // by hand, not by the button
        QVERIFY(notice(w, "forOther").isEmpty());
        // One attempt, one answer.
        QGuiApplication::clipboard()->setText(QStringLiteral("nothing of use"));
        w.action("pasteToken")->trigger();
        QVERIFY(!notice(w, "unusable").isEmpty());
        w.action("copyPublicKey")->trigger();
        QVERIFY(notice(w, "unusable").isEmpty());
        QVERIFY(!notice(w, "copied").isEmpty());
        w.action("undo")->trigger();
        QTRY_VERIFY(notice(w, "copied").isEmpty());
    }

    void foldersThatCannotBeOpenedCanBeCorrected()
    {
        SampleWindow w;
        Workspace nowhere;
        nowhere.storeRoot = "/nowhere/stores";
        nowhere.keystore = "/nowhere/keys";
        w.window().openWorkspace(nowhere);
        QTRY_VERIFY(!notice(w, "open").isEmpty());
        QCOMPARE(w.find<QLineEdit>("storeFolder")->text(), QStringLiteral("/nowhere/stores"));
        QCOMPARE(w.find<QLineEdit>("keysFolder")->text(), QStringLiteral("/nowhere/keys"));
    }

    void aLineSelectsBothEnds()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        desk.lane()->setFocus();
        QTest::keyClick(desk.lane(), Qt::Key_Home);
        QVERIFY(desk.provider()->tree()->currentIndex().isValid());
        QVERIFY(desk.consumer()->tree()->currentIndex().isValid());
        QCOMPARE(desk.selection().kind, Selection::Kind::Share);
        QVERIFY(desk.selectedOffer());
        QVERIFY(w.action("shareWith")->isEnabled());
        // And an end selects the line.
        desk.lane()->selectLine({});
        desk.consumer()->clearSelection();
        auto* tree = desk.provider()->tree();
        tree->setCurrentIndex({});
        tree->setCurrentIndex(tree->model()->index(0, 0));
        QCOMPARE(desk.lane()->currentIndex().row(), 0);
        QVERIFY(desk.consumer()->tree()->currentIndex().isValid());
    }

    void aShareDraggedToAnotherAccountOpensItsReview()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        auto* tree = desk.provider()->tree();
        const std::unique_ptr<QMimeData> data(tree->model()->mimeData({tree->model()->index(0, 0)}));
        QVERIFY(!dragTo(*desk.consumer(), *data)); // ACCTB has it already
        desk.setConsumer(w.sample().key("ACCTC"));
        // Wherever on the pane the mouse is: what lies on it lets the drag through.
        QVERIFY(dragTo(*desk.consumer()->tree()->viewport(), *data));
        QTRY_VERIFY(openWizard<ShareWizard>(w));
    }

    void columnsAreChosenInTheMenuBar()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        const auto* header = w.desk().provider()->tree()->header();
        QVERIFY(header->isSectionHidden(ShareTreeModel::Type));
        w.find<QAction>(qPrintable(QStringLiteral("providerColumns-%1").arg(ShareTreeModel::Type)))->trigger();
        QVERIFY(!header->isSectionHidden(ShareTreeModel::Type));
        QVERIFY(header->sectionSize(ShareTreeModel::Type) > 20);
    }

    void theDragOfAShareHasATwin()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto* tree = w.desk().provider()->tree();
        tree->setCurrentIndex(tree->model()->index(0, 0));
        auto* self = w.find<QAction>("shareWith-ACCTA");
        QVERIFY(!self->isEnabled());
        QVERIFY(!self->toolTip().isEmpty());
        w.find<QAction>("shareWith-ACCTC")->trigger();
        QTRY_VERIFY(openWizard<ShareWizard>(w));
        openWizard<ShareWizard>(w)->close();
        w.find<QAction>("shareWith-ACCTB")->trigger();
        QVERIFY(!notice(w, "cannot").isEmpty());
    }

    void tokenFilesGoToTheirAccount()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto& desk = w.desk();
        desk.setConsumer(w.sample().key("ACCTC"));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(pathToQt(w.sample().world().tokenFiles.front().file))});
        QVERIFY(dragTo(*desk.consumer(), data));
        QTRY_VERIFY(notice(w, "forOther").contains(QLatin1String("ACCTB")));
        QVERIFY(!openWizard<ImportWizard>(w));
        w.find<QPushButton>("switchAccount")->click();
        QCOMPARE(desk.consumerKey(), w.sample().key("ACCTB"));
        QTRY_VERIFY(openWizard<ImportWizard>(w));
    }

    void whatIsNoTokenIsExplained()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QDir::tempPath())});
        QVERIFY(dragTo(*w.desk().consumer(), data));
        QTRY_VERIFY(!notice(w, "unusable").isEmpty());
        QGuiApplication::clipboard()->setText(QStringLiteral("nothing of use"));
        w.find<QToolButton>("closeNotice-unusable")->click();
        QTRY_VERIFY(notice(w, "unusable").isEmpty());
        w.action("pasteToken")->trigger();
        QTRY_VERIFY(!notice(w, "unusable").isEmpty());
        QVERIFY(!openWizard<ImportWizard>(w));
    }

    void everyReasonIsToldOnce()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QTemporaryDir folder;
        const auto make = [&folder](const char* name, const QByteArray& content) {
            QFile file(folder.filePath(QLatin1String(name)));
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("not written");
            return QUrl::fromLocalFile(file.fileName());
        };
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("a-folder")));
        QMimeData data;
        data.setUrls({make("letter.txt", "Dear Ann"), QUrl::fromLocalFile(folder.filePath(QStringLiteral("a-folder"))),
                      make("film.mp4", QByteArray(10'000'000, 'x')), make("list.txt", "milk"),
                      make("list2.txt", "tea")});
        QVERIFY(dragTo(*w.desk().consumer(), data));
        QTRY_VERIFY(!notice(w, "unusable").isEmpty());
        const auto lines = notice(w, "unusable").split(QStringLiteral("<br/>"));
        QCOMPARE(lines.size(), 4); // the first file in bold, and a line for each reason
        QVERIFY(lines[0].contains(QLatin1String("letter.txt")));
        QVERIFY(lines[1].startsWith(QLatin1String("No token was found in it.")));
        QVERIFY(lines[1].endsWith(QLatin1String("The same goes for 2 more files.")));
        QVERIFY(lines[2].startsWith(QLatin1String("a-folder was left out. It is a folder")));
        QVERIFY(lines[3].startsWith(QLatin1String("film.mp4 was left out. It is larger")));
        QCOMPARE(notice(w, "unusable").count(QLatin1String("The same goes")), 1);
    }

    void messagesAreNamedByTheirWords()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        w.action("undo")->trigger();
        QTRY_VERIFY(notice(w, "done").contains(QLatin1String("Taken back"))); // a headline alone
        const auto name = w.find<QWidget>("notice-done")->accessibleName();
        QVERIFY(name.startsWith(QLatin1String("Taken back: share")));
        QCOMPARE(name, name.trimmed());
    }

    void arrivalsAreJudged()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        const auto& world = w.sample().world();
        Intake intake;
        QCOMPARE(judgeArrival(intake, w.sample().key("ACCTB"), world).kind, TokenArrival::Kind::Nothing);
        AcceptItem item;
        item.token = world.tokenFiles.front().token;
        intake.items = {item};
        QCOMPARE(judgeArrival(intake, w.sample().key("ACCTB"), world).kind, TokenArrival::Kind::ForAccount);
        QCOMPARE(judgeArrival(intake, w.sample().key("ACCTC"), world).kind, TokenArrival::Kind::ForOther);
        QCOMPARE(judgeArrival(intake, {}, world).account, w.sample().key("ACCTB"));
    }

    void tokenFilesAreCopiedForTheirOwnerOnly()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        QTemporaryDir target;
        const auto& files = w.sample().world().tokenFiles;
        QCOMPARE(copyTokenFiles(files, target.path()).copied, 3);
        const auto again = copyTokenFiles(files, target.path());
        QCOMPARE(again.copied, 0);
        QCOMPARE(again.refused.size(), 3);
        for (const auto& info : QDir(target.path()).entryInfoList(QDir::Files))
            QVERIFY(!(info.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    }

    void panesAreSwappedAndTheShareIsNotLost()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        w.action("swapPanes")->trigger();
        QCOMPARE(w.desk().providerKey(), w.sample().key("ACCTB"));
        QCOMPARE(w.desk().consumerKey(), w.sample().key("ACCTA"));
        QCOMPARE(w.desk().lane()->lines()->rowCount(), 0);
        w.action("swapPanes")->trigger();
        QCOMPARE(w.desk().lane()->lines()->rowCount(), 1);
    }

    void f6GoesRoundThePanes()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(QTest::qWaitForWindowActive(&w.window()));
        w.find<QWidget>("rail-goDesk")->setFocus();
        QStringList round;
        for (int step = 0; step < 6; ++step) {
            w.action("nextPane")->trigger();
            round << QApplication::focusWidget()->objectName();
        }
        QCOMPARE(round, QStringList({QStringLiteral("providerShares"), QStringLiteral("lane"),
                                     QStringLiteral("consumerShares"), QStringLiteral("tokenList"),
                                     QStringLiteral("details"), QStringLiteral("rail-goDesk")}));
    }

    void pagesAreReachedByAction()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        for (const auto& [place, page] : {std::pair{"goServer", "serverPage"},
                                          {"goAccounts", "accountsPage"},
                                          {"goHistory", "historyPage"},
                                          {"goDesk", "deskPage"}}) {
            w.action(place)->trigger();
            QCOMPARE(w.find<QStackedWidget>("pages")->currentWidget()->objectName(), QLatin1String(page));
            QVERIFY(w.action(place)->isChecked());
        }
        QVERIFY(!w.find<QWidget>("findingsPanel")->isVisible());
        w.action("showProblems")->trigger();
        QVERIFY(w.find<QWidget>("findingsPanel")->isVisible());
    }

    void noLabelGuessesWhetherANameIsHtml()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        QCOMPARE(guessingLabels(w.window()), QStringList());
    }

    void nothingIsCutAtTheSmallestSize()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        w.window().resize(1024, 700);
        QTRY_COMPARE(w.window().size(), QSize(1024, 700));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
