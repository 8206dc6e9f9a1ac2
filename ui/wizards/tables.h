// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractItemModel>
#include <QTableView>

namespace gd::ui {

/// The manner of every table in the wizards: whole rows, Tab leaves the table, long subjects are cut in the middle.
void dressTable(QTableView& table);

/// "yes" or "no", for cells and for the accessible text of check boxes.
QString yesNo(bool yes);

} // namespace gd::ui
