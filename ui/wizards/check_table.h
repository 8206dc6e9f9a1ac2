// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTableView>

namespace gd::ui {

/// A table whose first column holds check boxes: Space toggles the one of the current row from any column.
class CheckTable : public QTableView {
    Q_OBJECT

public:
    explicit CheckTable(QWidget* parent = nullptr);

    /// Switches the check box of a row, if it can be switched.
    void toggle(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace gd::ui
