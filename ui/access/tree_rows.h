// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QModelIndex>

class QTreeView;

namespace gd::ui {

/// The rows of a tree as somebody reads them from top to bottom: not those that are hidden or below a closed row. Rows
/// are told by their first cell. The tree is walked each time, since it does not report all that opens, closes or hides
/// rows. A tree without a model has no rows.
int openRows(const QTreeView& tree);

/// The first cell of the row at this place; invalid beyond the last.
QModelIndex openRowAt(const QTreeView& tree, int place);

/// The place of the row in which this cell is; -1 if nobody can read it.
int placeOf(const QTreeView& tree, const QModelIndex& cell);

} // namespace gd::ui
