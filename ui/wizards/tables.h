// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractItemModel>
#include <QTableView>

namespace gd::ui {

/// The manner of every table in the wizards: whole rows, Tab leaves the table, long subjects are cut in the middle.
void dressTable(QTableView& table);

/// Makes every column that does not stretch as wide as its content, up to a limit. To be called after filling: header
/// modes do not follow inserted rows.
void fitColumns(QTableView& table);

/// "yes" or "no", for cells and for the accessible text of check boxes.
QString yesNo(bool yes);

} // namespace gd::ui
