// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/wizards/tables.h"

namespace gd::ui {

/// A table whose first column holds check boxes: Space toggles the one of the current row from any column.
class CheckTable : public FittingTable {
    Q_OBJECT

public:
    using FittingTable::FittingTable;

    /// Switches the check box of a row, if it can be switched.
    void toggle(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace gd::ui
