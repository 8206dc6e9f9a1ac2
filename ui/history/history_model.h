// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/history/history_row.h"

#include <QAbstractTableModel>

namespace gd::ui {

/// What was done, newest first, read-only. Entries that stay keep their place, so selection survives undo and redo.
class HistoryModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { WhatColumn, WhenColumn, AccountsColumn, StateColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole, InForceRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// @param oldestFirst  as historyRows() gives them.
    void setRows(const std::vector<HistoryRow>& oldestFirst);

    /// Index into the history (oldest is 0) of a row of this model.
    std::size_t entryOf(const QModelIndex& index) const
    {
        return m_rows.size() - 1 - static_cast<std::size_t>(index.row());
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static QString stateText(const HistoryRow& row);
    const HistoryRow& rowAt(int row) const { return m_rows[m_rows.size() - 1 - static_cast<std::size_t>(row)]; }

    std::vector<HistoryRow> m_rows{}; ///< oldest first
};

} // namespace gd::ui
