// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/open_sample.h"
#include "tests/ui/page_checks.h"
#include "ui/history/history_model.h"
#include "ui/history/history_page.h"
#include "ui/words/names.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;
using gd::test::OpenSample;

class TestHistoryPage : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_sample = std::make_unique<OpenSample>([this] { return m_now; });
        QVERIFY(m_sample->open());
        m_page = std::make_unique<HistoryPage>(m_sample->session());
        m_page->resize(850, 600);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_sample.reset();
    }

    void everyControlHasANameAndRoom()
    {
        QVERIFY(m_sample->share("ACCTB"));
        const auto names = test::nameProblems(*m_page);
        QVERIFY2(names.isEmpty(), qPrintable(names.join('\n')));
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        // The part about the entry is laid out once there is one.
        QTRY_VERIFY2(test::cutControls(*m_page).isEmpty(), qPrintable(test::cutControls(*m_page).join('\n')));
    }

    void saysThatNothingWasDone()
    {
        QVERIFY(find<QLabel>("historyEmpty")->isVisible());
        QVERIFY(!find<QPushButton>("undoToHere")->isEnabled());
        QVERIFY(!find<QPushButton>("redoToHere")->isEnabled());
    }

    void showsWhatAnEntryDid()
    {
        QVERIFY(m_sample->share("ACCTB"));
        QVERIFY(!find<QLabel>("historyEmpty")->isVisible());
        QCOMPARE(states(), QStringList{"in force"});
        QVERIFY(text("entrySentences").contains("ACCTA"));
        QVERIFY(text("entrySentences").contains("$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>"));

        auto* files = find<QComboBox>("claimsFile");
        files->setCurrentIndex(files->findText("Account ACCTA"));
        QCOMPARE(files->currentText(), QString("Account ACCTA"));
        QVERIFY(text("claimsAfter").contains("ORDEREVENTS-GRANT-ACK"));
        QVERIFY(!text("claimsBefore").contains("ORDEREVENTS-GRANT-ACK"));
        QVERIFY(text("claimsBefore").contains("\"ACCTA\""));
        QVERIFY2(text("claimsAfter").contains("\n+ "), "what is new has a sign");
    }

    void showsTokenFilesThatWereNotThere()
    {
        QVERIFY(m_sample->share("ACCTB"));
        auto* files = find<QComboBox>("claimsFile");
        int tokens = 0;
        for (int i = 0; i < files->count(); ++i) {
            if (!files->itemText(i).startsWith("Token file")) continue;
            ++tokens;
            files->setCurrentIndex(i);
            QCOMPARE(text("claimsBefore"), QString("(no file)"));
            QVERIFY(text("claimsAfter").contains("activation"));
        }
        QCOMPARE(tokens, 3);
    }

    void takesBackUpToTheSelectedEntryAndDoesItAgain()
    {
        QVERIFY(m_sample->share("ACCTB"));
        QVERIFY(m_sample->share("ACCTC"));
        QCOMPARE(states(), (QStringList{"in force", "in force"}));
        select(1);
        QVERIFY(!find<QPushButton>("redoToHere")->isEnabled());
        click("undoToHere");
        QTRY_COMPARE(find<QLabel>("historyOutcome")->text(), QString("Took back 2 entries."));
        QCOMPARE(states(), (QStringList{"taken back", "taken back"}));
        QVERIFY(m_sample->world().accountNamed("ACCTB")->claims.imports.empty());
        QVERIFY(m_sample->world().accountNamed("ACCTA")->claims.exports.empty());
        QCOMPARE(current(), 1);

        click("redoToHere");
        QTRY_COMPARE(find<QLabel>("historyOutcome")->text(), QString("Did 1 entry again."));
        QCOMPARE(states(), (QStringList{"taken back", "in force"}));
        QCOMPARE(m_sample->world().accountNamed("ACCTB")->claims.imports.size(), std::size_t{3});

        select(0);
        click("redoToHere");
        QTRY_COMPARE(states(), (QStringList{"in force", "in force"}));
        QCOMPARE(m_sample->world().accountNamed("ACCTC")->claims.imports.size(), std::size_t{3});
    }

    void anEntryReadsTheSameWhenItIsTakenBack()
    {
        QVERIFY(m_sample->share("ACCTB"));
        const auto sentences = text("entrySentences");
        auto* files = find<QComboBox>("claimsFile");
        files->setCurrentIndex(files->findText("Account ACCTA"));
        click("undoToHere");
        QTRY_COMPARE(states(), QStringList{"taken back"});
        QCOMPARE(text("entrySentences"), sentences);
        QCOMPARE(files->currentText(), QString("Account ACCTA"));
        QVERIFY(text("claimsAfter").contains("ORDEREVENTS-GRANT-ACK"));
        QVERIFY(!text("claimsBefore").contains("ORDEREVENTS-GRANT-ACK"));
    }

    void takesBackOnlyTheNewestIfThatIsSelected()
    {
        QVERIFY(m_sample->share("ACCTB"));
        QVERIFY(m_sample->share("ACCTC"));
        select(0);
        click("undoToHere");
        QTRY_COMPARE(find<QLabel>("historyOutcome")->text(), QString("Took back 1 entry."));
        QCOMPARE(states(), (QStringList{"taken back", "in force"}));
    }

    void stopsWithTheReason()
    {
        QVERIFY(m_sample->share("ACCTB"));
        QVERIFY(m_sample->share("ACCTC"));
        // Without any private key nothing can be signed, so nothing can be taken back.
        const auto keys = QString::fromStdString(m_sample->world().workspace.keystore.string()) + "/keys";
        QVERIFY(QDir().rename(keys, keys + ".away"));
        select(1);
        click("undoToHere");
        QTRY_VERIFY(find<QPushButton>("undoToHere")->isEnabled());
        const auto outcome = find<QLabel>("historyOutcome")->text();
        QVERIFY2(outcome.size() > 20 && !outcome.startsWith("Took back"), qPrintable(outcome));
        QCOMPARE(states(), (QStringList{"in force", "in force"}));
    }

    void followsUndoFromElsewhere()
    {
        QVERIFY(m_sample->share("ACCTB"));
        m_sample->session().undo();
        QTRY_COMPARE(states(), QStringList{"taken back"});
        QVERIFY(!find<QPushButton>("undoToHere")->isEnabled());
        QTRY_VERIFY(find<QPushButton>("redoToHere")->isEnabled());
    }

    void keepsTheTimeWhenSomethingWasDone()
    {
        QVERIFY(m_sample->share("ACCTB"));
        const auto done = timeText(m_now);
        QCOMPARE(cell(HistoryModel::WhenColumn), done);
        QCOMPARE(cell(HistoryModel::StateColumn), QString("in force"));
        m_now += 86400;
        click("undoToHere");
        QTRY_COMPARE(states(), QStringList{"taken back"});
        QCOMPARE(cell(HistoryModel::WhenColumn), done);
        QCOMPARE(cell(HistoryModel::StateColumn), "taken back " + timeText(m_now));
        m_now += 86400;
        QTRY_VERIFY(find<QPushButton>("redoToHere")->isEnabled());
        click("redoToHere");
        QTRY_COMPARE(states(), QStringList{"in force"});
        QCOMPARE(cell(HistoryModel::WhenColumn), done);
        QVERIFY(cell(HistoryModel::StateColumn).endsWith(timeText(m_now)));
    }

    void canBeScrolledInASmallWindow()
    {
        QVERIFY(m_sample->share("ACCTB"));
        m_page->resize(420, 260); // what a window of 1024x700 leaves for it at 200 %
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        auto* area = find<QScrollArea>("historyScroll");
        QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
        area->ensureWidgetVisible(find<QPlainTextEdit>("claimsAfter"));
        QVERIFY(!find<QPlainTextEdit>("claimsAfter")->visibleRegion().isEmpty());
        QVERIFY(find<QPlainTextEdit>("claimsAfter")->height() >= m_page->fontMetrics().lineSpacing() * 4);
    }

private:
    template <class Widget>
    Widget* find(const char* name) const
    {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }
    QString text(const char* name) const { return find<QPlainTextEdit>(name)->toPlainText(); }
    void click(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    void select(int row) const
    {
        auto* list = find<QTreeView>("historyList");
        list->setCurrentIndex(list->model()->index(row, 0));
    }
    int current() const { return find<QTreeView>("historyList")->currentIndex().row(); }
    QStringList states() const
    {
        const auto* model = find<QTreeView>("historyList")->model();
        QStringList result;
        for (int row = 0; row < model->rowCount(); ++row)
            result += word(model->index(row, HistoryModel::StateColumn).data().toString());
        return result;
    }

    /// The state without the time.
    static QString word(const QString& state)
    {
        for (const char* known : {"in force", "taken back"})
            if (state.startsWith(QLatin1String(known))) return QLatin1String(known);
        return state;
    }
    QString cell(int column) const
    {
        return find<QTreeView>("historyList")->model()->index(0, column).data().toString();
    }

    UnixSeconds m_now = systemClock()();
    std::unique_ptr<OpenSample> m_sample{};
    std::unique_ptr<HistoryPage> m_page{};
};

QTEST_MAIN(TestHistoryPage)
#include "tst_history_page.moc"
