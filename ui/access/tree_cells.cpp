// SPDX-License-Identifier: Apache-2.0
#include "ui/access/tree_cells.h"

#include "ui/access/tree_rows.h"

#include <QHeaderView>
#include <QTreeView>

namespace gd::ui {

namespace {

/// A model may say more to somebody who listens than it shows.
QString spoken(const QVariant& forListening, const QVariant& shown)
{
    const auto text = forListening.toString();
    return text.isEmpty() ? shown.toString() : text;
}

QRect onScreen(const QWidget& widget, const QRect& area)
{
    return area.isNull() ? area : QRect(widget.mapToGlobal(area.topLeft()), area.size());
}

} // namespace

bool setSelected(QTreeView& tree, const QModelIndex& at, bool on)
{
    auto* selection = tree.selectionModel();
    if (!selection || !at.isValid() || tree.selectionMode() == QAbstractItemView::NoSelection) return false;
    const bool isOnlyOne = tree.selectionMode() == QAbstractItemView::SingleSelection;
    if (!on && isOnlyOne) return false; // nor can a person do that
    auto how = !on         ? QItemSelectionModel::Deselect
               : isOnlyOne ? QItemSelectionModel::ClearAndSelect
                           : QItemSelectionModel::Select;
    if (tree.selectionBehavior() == QAbstractItemView::SelectRows)
        selection->select(at, how | QItemSelectionModel::Rows);
    else
        selection->select(at, how);
    return true;
}

TreeCell::TreeCell(QTreeView& tree, const QModelIndex& at) : m_tree(&tree), m_at(at) {}

bool TreeCell::isValid() const
{
    return m_tree && m_at.isValid() && m_at.model() == m_tree->model();
}

QAccessibleInterface* TreeCell::parent() const
{
    return QAccessible::queryAccessibleInterface(m_tree);
}

QString TreeCell::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Name) return spoken(m_at.data(Qt::AccessibleTextRole), m_at.data(Qt::DisplayRole));
    if (kind == QAccessible::Description) return m_at.data(Qt::AccessibleDescriptionRole).toString();
    return {};
}

QRect TreeCell::rect() const
{
    return isValid() ? onScreen(*m_tree->viewport(), m_tree->visualRect(m_at)) : QRect();
}

QAccessible::State TreeCell::state() const
{
    QAccessible::State state;
    if (!isValid()) return state;
    const auto flags = m_at.flags();
    const auto tick = m_at.data(Qt::CheckStateRole);
    state.invisible = !m_tree->isVisible() || !onScreen(*m_tree, m_tree->rect()).intersects(rect());
    state.disabled = !m_tree->isEnabled() || !flags.testFlag(Qt::ItemIsEnabled);
    state.selectable = state.focusable = flags.testFlag(Qt::ItemIsSelectable);
    state.multiSelectable = state.selectable && m_tree->selectionMode() == QAbstractItemView::MultiSelection;
    state.extSelectable = state.selectable && m_tree->selectionMode() == QAbstractItemView::ExtendedSelection;
    state.selected = isSelected();
    state.focused = m_tree->currentIndex() == m_at;
    state.checkable = tick.isValid() && flags.testFlag(Qt::ItemIsUserCheckable);
    state.checked = tick.isValid() && tick.toInt() == Qt::Checked;
    const auto first = m_at.sibling(m_at.row(), 0);
    state.expandable = m_at.column() == 0 && m_tree->model()->hasChildren(first);
    state.expanded = state.expandable && m_tree->isExpanded(first);
    return state;
}

void* TreeCell::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableCellInterface) return static_cast<QAccessibleTableCellInterface*>(this);
    if (type == QAccessible::ActionInterface) return static_cast<QAccessibleActionInterface*>(this);
    return nullptr;
}

bool TreeCell::isSelected() const
{
    return isValid() && m_tree->selectionModel()->isSelected(m_at);
}

QList<QAccessibleInterface*> TreeCell::columnHeaderCells() const
{
    auto* tree = parent();
    auto* heading = tree && isValid() ? tree->child(m_at.column()) : nullptr; // the headings are the first children
    return heading ? QList<QAccessibleInterface*>{heading} : QList<QAccessibleInterface*>{};
}

int TreeCell::rowIndex() const
{
    return isValid() ? placeOf(*m_tree, m_at) : -1;
}

void TreeCell::doAction(const QString& name)
{
    if (name == toggleAction() && isValid()) setSelected(*m_tree, m_at, !isSelected());
}

TreeHeading::TreeHeading(QTreeView& tree, int column) : m_tree(&tree), m_column(column) {}

bool TreeHeading::isValid() const
{
    return m_tree && m_tree->model() && m_column < m_tree->model()->columnCount();
}

QAccessibleInterface* TreeHeading::parent() const
{
    return QAccessible::queryAccessibleInterface(m_tree);
}

QString TreeHeading::text(QAccessible::Text kind) const
{
    if (!isValid()) return {};
    const auto said = [this](int role) {
        return m_tree->model()->headerData(m_column, Qt::Horizontal, role);
    };
    if (kind == QAccessible::Name) return spoken(said(Qt::AccessibleTextRole), said(Qt::DisplayRole));
    return kind == QAccessible::Description ? said(Qt::AccessibleDescriptionRole).toString() : QString();
}

QRect TreeHeading::rect() const
{
    if (!isValid()) return {};
    const auto& header = *m_tree->header();
    return onScreen(header,
                    {header.sectionViewportPosition(m_column), 0, header.sectionSize(m_column), header.height()});
}

QAccessible::State TreeHeading::state() const
{
    QAccessible::State state;
    state.invisible = !isValid() || !m_tree->header()->isVisible();
    state.disabled = isValid() && !m_tree->header()->isEnabled();
    return state;
}

} // namespace gd::ui
