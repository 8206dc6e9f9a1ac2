// SPDX-License-Identifier: Apache-2.0
#include "ui/access/tree_access.h"

#include "ui/access/tree_cells.h"
#include "ui/access/tree_rows.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QHeaderView>
#include <QTreeView>

namespace gd::ui {

namespace {

/// A tree: its children are the headings of the columns and then the cells of the rows that are open, row by row.
/// QTreeView counts on that order when it tells which cell is the current one.
class TreeAccess final : public QAccessibleWidget, public QAccessibleTableInterface {
public:
    explicit TreeAccess(QTreeView& tree) : QAccessibleWidget(&tree, QAccessible::Tree) {}
    ~TreeAccess() override { forgetAll(); }

    QAccessibleInterface* child(int index) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    QAccessibleInterface* focusChild() const override;
    int childCount() const override { return (openRows(tree()) + 1) * columnCount(); }
    int indexOfChild(const QAccessibleInterface* child) const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override;
    int selectedCellCount() const override { return static_cast<int>(selected().size()); }
    QList<QAccessibleInterface*> selectedCells() const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int) const override { return {}; }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return static_cast<int>(selectedRows().size()); }
    int columnCount() const override { return tree().model() ? tree().model()->columnCount() : 0; }
    int rowCount() const override { return openRows(tree()); }
    QList<int> selectedColumns() const override { return {}; } // whole columns are never selected in a tree
    QList<int> selectedRows() const override;
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override { return selectedRows().contains(row); }
    bool selectRow(int row) override { return setSelected(tree(), openRowAt(tree(), row), true); }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int row) override { return setSelected(tree(), openRowAt(tree(), row), false); }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent* event) override;

private:
    QTreeView& tree() const { return *static_cast<QTreeView*>(widget()); }
    QModelIndexList selected() const;
    QAccessibleInterface* cell(const QModelIndex& at) const;
    QAccessibleInterface* heading(int column) const;
    void forgetGone();
    void forgetAll();

    mutable QHash<QPersistentModelIndex, QAccessible::Id> m_cells;
    mutable QHash<int, QAccessible::Id> m_headings;
};

QAccessibleInterface* TreeAccess::cell(const QModelIndex& at) const
{
    if (!at.isValid()) return nullptr;
    auto& id = m_cells[QPersistentModelIndex(at)];
    if (id == 0) id = QAccessible::registerAccessibleInterface(new TreeCell(tree(), at));
    return QAccessible::accessibleInterface(id);
}

QAccessibleInterface* TreeAccess::heading(int column) const
{
    if (column < 0 || column >= columnCount()) return nullptr;
    auto& id = m_headings[column];
    if (id == 0) id = QAccessible::registerAccessibleInterface(new TreeHeading(tree(), column));
    return QAccessible::accessibleInterface(id);
}

QAccessibleInterface* TreeAccess::child(int index) const
{
    const int columns = columnCount();
    if (index < 0 || columns == 0) return nullptr;
    return index < columns ? heading(index) : cellAt(index / columns - 1, index % columns);
}

QAccessibleInterface* TreeAccess::cellAt(int row, int column) const
{
    return column < 0 ? nullptr : cell(openRowAt(tree(), row).siblingAtColumn(column));
}

QAccessibleInterface* TreeAccess::childAt(int x, int y) const
{
    return cell(tree().indexAt(tree().viewport()->mapFromGlobal(QPoint(x, y))));
}

QAccessibleInterface* TreeAccess::focusChild() const
{
    return cell(tree().currentIndex());
}

int TreeAccess::indexOfChild(const QAccessibleInterface* child) const
{
    if (!child || !child->isValid() || child->parent() != this) return -1;
    if (child->role() == QAccessible::ColumnHeader) return static_cast<const TreeHeading*>(child)->column();
    const auto at = static_cast<const TreeCell*>(child)->at();
    const int row = placeOf(tree(), at);
    return row < 0 ? -1 : (row + 1) * columnCount() + at.column();
}

void* TreeAccess::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface) return static_cast<QAccessibleTableInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
}

QModelIndexList TreeAccess::selected() const
{
    return tree().selectionModel() ? tree().selectionModel()->selectedIndexes() : QModelIndexList();
}

QList<QAccessibleInterface*> TreeAccess::selectedCells() const
{
    QList<QAccessibleInterface*> cells;
    for (const auto& at : selected())
        cells << cell(at);
    return cells;
}

QList<int> TreeAccess::selectedRows() const
{
    QList<int> rows;
    if (!tree().selectionModel()) return rows;
    for (const auto& at : tree().selectionModel()->selectedRows())
        rows << placeOf(tree(), at);
    return rows;
}

QString TreeAccess::columnDescription(int column) const
{
    const auto* found = heading(column);
    return found ? found->text(QAccessible::Name) : QString();
}

void TreeAccess::modelChange(QAccessibleTableModelChangeEvent* event)
{
    if (event->modelChangeType() == QAccessibleTableModelChangeEvent::ModelReset)
        forgetAll();
    else
        forgetGone();
}

void TreeAccess::forgetGone()
{
    const auto forget = [](auto& known) {
        for (auto at = known.begin(); at != known.end();) {
            const auto* object = QAccessible::accessibleInterface(*at);
            if (object && object->isValid()) {
                ++at;
                continue;
            }
            QAccessible::deleteAccessibleInterface(*at);
            at = known.erase(at);
        }
    };
    forget(m_cells);
    forget(m_headings);
}

void TreeAccess::forgetAll()
{
    for (const auto id : std::as_const(m_cells))
        QAccessible::deleteAccessibleInterface(id);
    for (const auto id : std::as_const(m_headings))
        QAccessible::deleteAccessibleInterface(id);
    m_cells.clear();
    m_headings.clear();
}

/// Asked for every class of an object, the most derived first. Views of Qt's own with a class below QTreeView are meant
/// too.
QAccessibleInterface* makeTreeAccess(const QString& className, QObject* object)
{
    if (className != QLatin1String("QTreeView")) return nullptr;
    auto* tree = qobject_cast<QTreeView*>(object);
    return tree ? new TreeAccess(*tree) : nullptr;
}

} // namespace

void installTreeAccess()
{
    QAccessible::installFactory(makeTreeAccess);
}

} // namespace gd::ui
