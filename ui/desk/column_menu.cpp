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
        connect(action, &QAction::toggled, header, [header, column](bool on) {
            header->setSectionHidden(column, !on);
            // A column that was never shown has no width of its own.
            if (on && header->sectionSize(column) < header->minimumSectionSize()) header->resizeSection(column, 90);
        });
    }
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { popup(m_header->viewport()->mapToGlobal(at)); });
}

} // namespace gd::ui
