// SPDX-License-Identifier: Apache-2.0
#include "ui/access/tree_rows.h"

#include <QTreeView>

namespace gd::ui {

namespace {

/// Shows visit() one row after the other until it says true; whether it did.
template <typename Visit>
bool visitRows(const QTreeView& tree, const QModelIndex& parent, const Visit& visit)
{
    const auto* model = tree.model();
    for (int row = 0; model && row < model->rowCount(parent); ++row) {
        if (tree.isRowHidden(row, parent)) continue;
        const auto first = model->index(row, 0, parent);
        if (visit(first) || (tree.isExpanded(first) && visitRows(tree, first, visit))) return true;
    }
    return false;
}

} // namespace

int openRows(const QTreeView& tree)
{
    int count = 0;
    visitRows(tree, tree.rootIndex(), [&](const QModelIndex&) {
        ++count;
        return false;
    });
    return count;
}

QModelIndex openRowAt(const QTreeView& tree, int place)
{
    QModelIndex found;
    if (place < 0) return found;
    visitRows(tree, tree.rootIndex(), [&](const QModelIndex& first) {
        if (place == 0) found = first;
        return place-- == 0;
    });
    return found;
}

int placeOf(const QTreeView& tree, const QModelIndex& cell)
{
    int place = -1;
    const auto wanted = cell.siblingAtColumn(0);
    const bool isThere = wanted.isValid() && visitRows(tree, tree.rootIndex(), [&](const QModelIndex& first) {
                             ++place;
                             return first == wanted;
                         });
    return isThere ? place : -1;
}

} // namespace gd::ui
