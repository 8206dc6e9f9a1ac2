// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMenu>

class QHeaderView;

namespace gd::ui {

/// Which columns of a table are shown. The first one always is: it names the rows.
class ColumnMenu final : public QMenu {
    Q_OBJECT

public:
    /// @param name  object name; entries are called `<name>-<number of the column>`.
    ColumnMenu(QHeaderView* header, const QString& title, const QString& name, QWidget* parent);

private:
    QHeaderView* m_header;
};

} // namespace gd::ui
