// SPDX-License-Identifier: Apache-2.0
//
// That the desk has room for its words, in the sizes it is made for.
#include "tests/ui/page_checks.h"
#include "tests/ui/sample_window.h"
#include "ui/desk/share_lane.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

namespace {

/// Names and states that get less room than they need.
void findCutCells(const QTreeView& tree, const QModelIndex& parent, QStringList& problems)
{
    for (int row = 0; row < tree.model()->rowCount(parent); ++row) {
        for (const int column : {ShareTreeModel::Name, ShareTreeModel::State}) {
            const auto cell = tree.model()->index(row, column, parent);
            if (tree.isColumnHidden(column)) continue;
            if (tree.visualRect(cell).width() < tree.sizeHintForIndex(cell).width())
                problems << QStringLiteral("%1 is cut").arg(cell.data().toString());
        }
        findCutCells(tree, tree.model()->index(row, 0, parent), problems);
    }
}

QStringList cutWords(const AccountPane& pane)
{
    QStringList problems;
    const auto& tree = *pane.tree();
    const auto* header = tree.header();
    for (int column = 0; column < header->count(); ++column)
        if (!header->isSectionHidden(column) && header->sectionSize(column) < header->sectionSizeHint(column))
            problems << QStringLiteral("the head of column %1 is cut").arg(column);
    if (tree.horizontalScrollBar()->maximum() > 0) problems << QStringLiteral("the columns are wider than the pane");
    findCutCells(tree, {}, problems);
    return problems;
}

QStringList cutWords(const ShareLane& lane)
{
    QStringList problems;
    for (int row = 0; row < lane.lines()->rowCount(); ++row) {
        const auto& status = lane.lines()->line(row).status;
        const auto text = lane.labelText(row);
        if (text != status.word && text != status.shortWord) problems << QStringLiteral("%1 is cut").arg(text);
    }
    return problems;
}

} // namespace

class TestDeskRoom : public QObject {
    Q_OBJECT

private slots:
    void wordsAreShownWhole_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(1024, 700);
        QTest::newRow("usual") << QSize(1280, 800);
        QTest::newRow("large") << QSize(1920, 1080);
    }

    void wordsAreShownWhole()
    {
        QFETCH(QSize, size);
        SampleWindow w;
        QVERIFY(w.sample().open());
        for (const char* consumer : {"ACCTB", "ACCTC"})
            QVERIFY(w.sample().share(consumer));
        w.window().resize(size);
        QTRY_COMPARE(w.window().size(), size);
        auto& desk = w.desk();
        for (const char* consumer : {"ACCTB", "ACCTC"}) {
            desk.setConsumer(w.sample().key(consumer));
            desk.provider()->tree()->expandAll();
            desk.consumer()->tree()->expandAll();
            QCOMPARE(desk.lane()->lines()->rowCount(), 1);
            QTRY_COMPARE(cutWords(*desk.provider()), QStringList());
            QTRY_COMPARE(cutWords(*desk.consumer()), QStringList());
            QTRY_COMPARE(cutWords(*desk.lane()), QStringList());
        }
        QCOMPARE(cutControls(w.window()), QStringList());
    }

    void theLaneHasRoomForEveryState()
    {
        SampleWindow w;
        auto& lane = *w.desk().lane();
        for (const auto& word : shortLaneWords())
            QVERIFY2(lane.minimumWidth() > lane.fontMetrics().horizontalAdvance(word) + 40, qPrintable(word));
    }

    /// A state is whole whatever it is; it is the name and the subject that give way.
    void theStateColumnFitsItsWords_data()
    {
        QTest::addColumn<int>("end"); ///< of the tokens, in days from now
        QTest::newRow("ok") << 0;
        QTest::newRow("ends soon") << 3;
    }

    void theStateColumnFitsItsWords()
    {
        QFETCH(int, end);
        SampleWindow w;
        QVERIFY(w.sample().open());
        w.window().resize(1024, 700);
        QVERIFY(w.sample().share("ACCTB", end));
        QTRY_COMPARE(cutWords(*w.desk().consumer()), QStringList());
        const auto state = w.desk().consumer()->tree()->model()->index(0, ShareTreeModel::State);
        QCOMPARE(state.data().toString(), QString::fromLatin1(QTest::currentDataTag()));
    }

    void columnsChosenByHandAreKept()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        QVERIFY(w.sample().share("ACCTB"));
        auto* header = w.desk().provider()->tree()->header();
        header->resizeSection(ShareTreeModel::Name, 100);
        w.window().resize(1024, 700);
        QTRY_COMPARE(w.window().size(), QSize(1024, 700));
        QCOMPARE(header->sectionSize(ShareTreeModel::Name), 100);
        header->resizeSection(ShareTreeModel::Name, 20); // and no narrower than its head
        QCOMPARE(header->sectionSize(ShareTreeModel::Name), header->sectionSizeHint(ShareTreeModel::Name));
    }
};

QTEST_MAIN(TestDeskRoom)
#include "tst_desk_room.moc"
