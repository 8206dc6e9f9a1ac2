// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/server/sync_row.h"

#include <QAbstractTableModel>

namespace gd::ui {

/// The accounts against the server, read-only. Rows are kept by key, so a new set keeps selection and scroll position.
class SyncModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { AccountColumn, StateColumn, AnswerColumn, ImportsColumn, AsOfColumn, ColumnCount };
    enum Role { KeyRole = Qt::UserRole, SyncStateRole, ImportsStateRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// @param next  sorted by key, as syncRows() gives them.
    void setRows(const std::vector<SyncRow>& next);
    const std::vector<SyncRow>& rows() const { return m_rows; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<SyncRow> m_rows{};
};

} // namespace gd::ui
