// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/tables.h"

#include <QCoreApplication>
#include <QHeaderView>

#include <algorithm>

namespace gd::ui {

void dressTable(QTableView& table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setTextElideMode(Qt::ElideMiddle);
    table.setWordWrap(false);
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.verticalHeader()->hide();
    table.verticalHeader()->setMinimumSectionSize(24);
    table.verticalHeader()->setDefaultSectionSize(26);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void fitColumns(QTableView& table)
{
    constexpr int widest = 320;
    auto* header = table.horizontalHeader();
    for (int column = 0; table.model() && column < table.model()->columnCount(); ++column) {
        if (header->sectionResizeMode(column) != QHeaderView::Stretch) {
            table.resizeColumnToContents(column);
            header->resizeSection(column, std::min(widest, header->sectionSize(column)));
        }
    }
}

QString yesNo(bool yes)
{
    return yes ? QCoreApplication::translate("Tables", "yes") : QCoreApplication::translate("Tables", "no");
}

} // namespace gd::ui
