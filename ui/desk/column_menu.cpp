// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/column_menu.h"

#include <QHeaderView>

namespace gd::ui {

ColumnMenu::ColumnMenu(QHeaderView* header, const QString& title, const QString& name, QWidget* parent)
    : QMenu(title, parent), m_header(header)
{
    setObjectName(name);
    for (int column = 1; column < header->count(); ++column) {
        auto* action = addAction(header->model()->headerData(column, Qt::Horizontal).toString());
        action->setObjectName(QStringLiteral("%1-%2").arg(name).arg(column));
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        connect(action, &QAction::toggled, header,
                [header, column](bool on) { header->setSectionHidden(column, !on); });
        // Columns also come and go with the room there is.
        connect(header, &QHeaderView::sectionResized, action, [action, column](int resized, int, int width) {
            if (resized == column) action->setChecked(width > 0);
        });
    }
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { popup(m_header->viewport()->mapToGlobal(at)); });
}

} // namespace gd::ui
