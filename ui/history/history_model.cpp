// SPDX-License-Identifier: Apache-2.0
#include "ui/history/history_model.h"

#include "ui/bridge/strings.h"
#include "ui/words/names.h"
#include "ui/words/tool_tip.h"

namespace gd::ui {

void HistoryModel::setRows(const std::vector<HistoryRow>& oldestFirst)
{
    // A history grows at its new end and is cut off there; what both have in common at the old end stays in place.
    std::size_t common = 0;
    while (common < m_rows.size() && common < oldestFirst.size() && m_rows[common].id == oldestFirst[common].id)
        ++common;
    if (m_rows.size() > common) {
        beginRemoveRows({}, 0, static_cast<int>(m_rows.size() - common) - 1);
        m_rows.resize(common);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < common; ++i) {
        if (m_rows[i] == oldestFirst[i]) continue;
        m_rows[i] = oldestFirst[i];
        const int row = static_cast<int>(m_rows.size() - 1 - i);
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (oldestFirst.size() > common) {
        beginInsertRows({}, 0, static_cast<int>(oldestFirst.size() - common) - 1);
        m_rows.insert(m_rows.end(), oldestFirst.begin() + static_cast<std::ptrdiff_t>(common), oldestFirst.end());
        endInsertRows();
    }
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rowAt(index.row());
    if (role == IdRole) return toQt(row.id);
    if (role == InForceRole) return row.inForce;
    if (role == Qt::ToolTipRole && index.column() == WhatColumn) return plainToolTip(row.title);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case WhatColumn:
        return row.title;
    case WhenColumn:
        return timeText(row.when);
    case AccountsColumn:
        return row.accounts;
    case StateColumn:
        return stateText(row);
    }
    return {};
}

QString HistoryModel::stateText(const HistoryRow& row)
{
    if (row.changedAt == 0) return row.inForce ? tr("in force") : tr("taken back");
    const auto time = timeText(row.changedAt);
    //: what became of an entry of the history, and when
    return row.inForce ? tr("in force, done again %1").arg(time) : tr("taken back %1").arg(time);
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case WhatColumn:
        return tr("What");
    case WhenColumn:
        return tr("When");
    case AccountsColumn:
        return tr("Accounts");
    case StateColumn:
        return tr("State");
    }
    return {};
}

} // namespace gd::ui
