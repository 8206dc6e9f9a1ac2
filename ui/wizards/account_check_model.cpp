// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/account_check_model.h"

#include "ui/bridge/strings.h"
#include "ui/wizards/keys_here.h"
#include "ui/wizards/tables.h"
#include "ui/words/names.h"

namespace gd::ui {

void AccountCheckModel::setAccounts(const Snapshot& world, const std::string& provider,
                                    const std::set<std::string>& checked)
{
    std::vector<Row> rows;
    for (const Account* account : sharingAccounts(world)) {
        if (account->key != provider) {
            rows.push_back({account->key, toQt(account->name), checked.count(account->key) > 0});
        }
    }
    for (const auto& contact : world.contacts) {
        if (!world.account(contact.key) && contact.key != provider) {
            rows.push_back({contact.key, tr("%1 (contact)").arg(toQt(contact.name)), checked.count(contact.key) > 0});
        }
    }
    // One that was ticked and has gone since keeps its row, for else nobody could take the tick away.
    for (const auto& key : checked) {
        if (key == provider || std::any_of(rows.begin(), rows.end(), [&key](const Row& row) { return row.key == key; }))
            continue;
        const int before = rowOf(key);
        rows.push_back(
            {key, before < 0 ? tr("not here any more") : m_rows[static_cast<std::size_t>(before)].name, true});
    }
    const bool isSameList = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                       [](const Row& a, const Row& b) { return a.key == b.key; });
    if (!isSameList) {
        beginResetModel();
    }
    m_rows = std::move(rows);
    if (!isSameList) {
        endResetModel();
    } else if (!m_rows.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int AccountCheckModel::rowOf(const std::string& key) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&key](const Row& row) { return row.key == key; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int AccountCheckModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccountCheckModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AccountCheckModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (index.column() == Share) {
        if (role == Qt::CheckStateRole) {
            return row.isChecked ? Qt::Checked : Qt::Unchecked;
        }
        return role == Qt::AccessibleTextRole ? QVariant(yesNo(row.isChecked)) : QVariant();
    }
    if (role == Qt::DisplayRole) {
        return index.column() == Name ? row.name : shortKey(row.key);
    }
    return role == Qt::ToolTipRole ? QVariant(toQt(row.key)) : QVariant();
}

QVariant AccountCheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    //: Column header of check boxes: which accounts get the share
    return QStringList{tr("Share"), tr("Account"), tr("Key")}.value(section);
}

Qt::ItemFlags AccountCheckModel::flags(const QModelIndex& index) const
{
    auto flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == Share) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

bool AccountCheckModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || index.column() != Share || role != Qt::CheckStateRole) {
        return false;
    }
    Row& row = m_rows[static_cast<std::size_t>(index.row())];
    row.isChecked = value.value<Qt::CheckState>() == Qt::Checked;
    emit dataChanged(index, index, {role, Qt::AccessibleTextRole});
    emit checked(row.key, row.isChecked);
    return true;
}

} // namespace gd::ui
