// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QAbstractTableModel>

#include <set>

namespace gd::ui {

/// The accounts and contacts that something can be shared with, each with a check box. Says what was ticked; decides
/// nothing.
class AccountCheckModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Share, Name, Key, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// All accounts but the provider, then the contacts; `checked` are keys.
    void setAccounts(const Snapshot& world, const std::string& provider, const std::set<std::string>& checked);

    const std::string& keyAt(int row) const { return m_rows[static_cast<std::size_t>(row)].key; }
    int rowOf(const std::string& key) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void checked(const std::string& key, bool on);

private:
    struct Row {
        std::string key{};
        QString name{};
        bool isChecked = false;
    };
    std::vector<Row> m_rows{};
};

} // namespace gd::ui
