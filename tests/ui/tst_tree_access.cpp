// SPDX-License-Identifier: Apache-2.0
#include "ui/access/tree_access.h"

#include <QAccessible>
#include <QStandardItemModel>
#include <QTest>
#include <QTreeView>

#include <memory>
#include <utility>

using namespace gd::ui;

namespace {

/// Two shares, the first with two subjects below it, in two columns.
struct Tree {
    Tree()
    {
        model.setHorizontalHeaderLabels({QStringLiteral("Name"), QStringLiteral("Subject")});
        model.appendRow(row("FEED", "feed.>"));
        model.appendRow(row("PRICES", "prices.>"));
        model.item(0)->appendRow(row("DELIVER", "deliver.x"));
        model.item(0)->appendRow(row("ACK", "ack.x"));
        model.item(1)->setCheckable(true);
        model.item(1)->setCheckState(Qt::Checked);
        model.item(1)->setData(QStringLiteral("prices, in words"), Qt::AccessibleTextRole);
        model.item(1)->setData(QStringLiteral("what it costs"), Qt::AccessibleDescriptionRole);
        view.setAccessibleName(QStringLiteral("Shares"));
        view.setModel(&model);
        view.resize(400, 300);
        view.show();
    }

    static QList<QStandardItem*> row(const char* name, const char* subject)
    {
        return {new QStandardItem(QString::fromLatin1(name)), new QStandardItem(QString::fromLatin1(subject))};
    }

    QAccessibleInterface& access() { return *QAccessible::queryAccessibleInterface(&view); }

    QStringList names()
    {
        QStringList all;
        for (int at = 0; at < access().childCount(); ++at)
            all << access().child(at)->text(QAccessible::Name);
        return all;
    }

    QAccessible::Id idOf(int child) { return QAccessible::uniqueId(access().child(child)); }

    void openAll()
    {
        view.expand(model.index(0, 0));
        view.setCurrentIndex(model.index(1, 0)); // also lays the rows out
    }

    QStandardItemModel model;
    QTreeView view;
};

/// What somebody gets to know of one thing, as one line.
QString told(QAccessibleInterface& one)
{
    const auto state = one.state();
    const auto rect = one.rect();
    QStringList words{QString::number(one.role()), one.text(QAccessible::Name), one.text(QAccessible::Description)};
    for (const auto& [word, isSo] : {std::pair{"selected", state.selected == 1},
                                     {"selectable", state.selectable == 1},
                                     {"focused", state.focused == 1},
                                     {"focusable", state.focusable == 1},
                                     {"checked", state.checked == 1},
                                     {"checkable", state.checkable == 1},
                                     {"expanded", state.expanded == 1},
                                     {"expandable", state.expandable == 1},
                                     {"invisible", state.invisible == 1},
                                     {"disabled", state.disabled == 1}})
        if (isSo) words << QString::fromLatin1(word);
    words << QStringLiteral("%1x%2").arg(rect.width()).arg(rect.height());
    if (auto* cell = one.tableCellInterface())
        words << QStringLiteral("row %1 column %2").arg(cell->rowIndex()).arg(cell->columnIndex());
    return words.join(QLatin1Char('|'));
}

/// What a view says of its model while a screen reader runs; nobody listens on the offscreen screen.
void tell(QTreeView& view, QAccessibleTableModelChangeEvent::ModelChangeType what)
{
    QAccessibleTableModelChangeEvent event(&view, what);
    QAccessible::queryAccessibleInterface(&view)->tableInterface()->modelChange(&event);
}

} // namespace

class TestTreeAccess : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_plain = std::make_unique<Tree>();
        m_plain->access(); // made by Qt, and kept
        installTreeAccess();
    }
    void cleanupTestCase() { m_plain.reset(); }

    void itTellsWhatQtTells()
    {
        Tree tree;
        for (auto* one : {&tree, m_plain.get()}) {
            QVERIFY(QTest::qWaitForWindowExposed(&one->view));
            one->openAll();
        }
        auto& ours = tree.access();
        auto& qts = m_plain->access();
        QVERIFY(typeid(ours) != typeid(qts));
        QCOMPARE(ours.role(), qts.role());
        QCOMPARE(ours.text(QAccessible::Name), qts.text(QAccessible::Name));
        QCOMPARE(ours.childCount(), qts.childCount());
        for (int at = 0; at < ours.childCount(); ++at) {
            QCOMPARE(told(*ours.child(at)), told(*qts.child(at)));
            QCOMPARE(ours.indexOfChild(ours.child(at)), at);
            QCOMPARE(ours.child(at)->parent(), &ours);
        }
        QCOMPARE(ours.tableInterface()->rowCount(), qts.tableInterface()->rowCount());
        QCOMPARE(ours.tableInterface()->columnCount(), qts.tableInterface()->columnCount());
        QCOMPARE(ours.tableInterface()->selectedRows(), QList<int>{3});
        QCOMPARE(ours.tableInterface()->selectedCellCount(), qts.tableInterface()->selectedCellCount());
        QCOMPARE(ours.focusChild()->text(QAccessible::Name), QStringLiteral("prices, in words"));
        const auto middle = ours.child(6)->rect().center();
        QCOMPARE(ours.childAt(middle.x(), middle.y()), ours.child(6));
    }

    void onlyWhatCanBeReadIsThere()
    {
        Tree tree;
        const QStringList closed{
            QStringLiteral("Name"),   QStringLiteral("Subject"),          QStringLiteral("FEED"),
            QStringLiteral("feed.>"), QStringLiteral("prices, in words"), QStringLiteral("prices.>")};
        QCOMPARE(tree.names(), closed);
        tree.view.expand(tree.model.index(0, 0));
        QCOMPARE(tree.names().size(), closed.size() + 4);
        tree.view.setRowHidden(0, tree.model.index(0, 0), true);
        QCOMPARE(tree.names().value(4), QStringLiteral("ACK"));
        tree.view.collapseAll();
        QCOMPARE(tree.names(), closed);
        QVERIFY(!tree.access().child(-1) && !tree.access().child(6));
        tree.view.setModel(nullptr);
        QCOMPARE(tree.access().childCount(), 0);
        QVERIFY(!tree.access().child(0));
    }

    void aCellStaysTheSame()
    {
        Tree tree;
        const auto before = tree.idOf(4);
        QCOMPARE(tree.idOf(4), before);
        tree.model.insertRow(0, Tree::row("ALERTS", "alerts.>"));
        QCOMPARE(tree.idOf(6), before);
    }

    void aCellGoesWithItsRow()
    {
        Tree tree;
        tree.openAll();
        const auto stays = tree.idOf(8);
        QList<QAccessible::Id> goes;
        for (const int child : {2, 3, 4, 5, 6, 7})
            goes << tree.idOf(child);
        tree.model.removeRow(0);
        tell(tree.view, QAccessibleTableModelChangeEvent::RowsRemoved);
        for (const auto id : goes)
            QVERIFY(!QAccessible::accessibleInterface(id));
        QCOMPARE(tree.idOf(2), stays);
        tell(tree.view, QAccessibleTableModelChangeEvent::ModelReset);
        QVERIFY(!QAccessible::accessibleInterface(stays));
    }

    void everythingGoesWithTheTree()
    {
        auto tree = std::make_unique<Tree>();
        const QList<QAccessible::Id> ids{tree->idOf(0), tree->idOf(2)};
        tree.reset();
        for (const auto id : ids)
            QVERIFY(!QAccessible::accessibleInterface(id));
    }

    void toggleSelects()
    {
        Tree tree;
        tree.openAll();
        const auto toggle = [&](int child) {
            tree.access().child(child)->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
            QStringList names;
            for (const auto& at : tree.view.selectionModel()->selectedRows())
                names << at.data().toString();
            return names.join(QLatin1Char(' '));
        };
        QCOMPARE(toggle(6), QStringLiteral("ACK")); // the row one reads there, not the second of the model
        QCOMPARE(toggle(6), QStringLiteral("ACK")); // one is always selected
        tree.view.setSelectionMode(QAbstractItemView::MultiSelection);
        QCOMPARE(toggle(4), QStringLiteral("ACK DELIVER"));
        QCOMPARE(toggle(6), QStringLiteral("DELIVER"));
        QVERIFY(tree.access().tableInterface()->isRowSelected(1));
        tree.view.setSelectionMode(QAbstractItemView::NoSelection);
        QCOMPARE(toggle(4), QStringLiteral("DELIVER"));
    }

private:
    std::unique_ptr<Tree> m_plain;
};

QTEST_MAIN(TestTreeAccess)
#include "tst_tree_access.moc"
