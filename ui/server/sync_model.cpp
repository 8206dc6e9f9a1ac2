// SPDX-License-Identifier: Apache-2.0
#include "ui/server/sync_model.h"

#include "ui/bridge/strings.h"
#include "ui/words/names.h"
#include "ui/words/tool_tip.h"

namespace gd::ui {

namespace {

QString cellText(const SyncRow& row, int column)
{
    switch (column) {
    case SyncModel::AccountColumn:
        return row.name;
    case SyncModel::StateColumn:
        return syncStateWord(row.state);
    case SyncModel::AnswerColumn:
        return row.answer;
    case SyncModel::ImportsColumn:
        return row.imports;
    case SyncModel::AsOfColumn:
        return row.asOf == 0 ? QStringLiteral("–") : timeText(row.asOf);
    }
    return {};
}

QString cellToolTip(const SyncRow& row, int column)
{
    switch (column) {
    case SyncModel::AccountColumn:
        return toQt(row.key);
    case SyncModel::StateColumn:
    case SyncModel::AnswerColumn:
        return row.answers;
    case SyncModel::ImportsColumn:
        return row.importDetails;
    }
    return {};
}

} // namespace

void SyncModel::setRows(const std::vector<SyncRow>& next)
{
    std::size_t row = 0;
    const auto at = [&row] {
        return static_cast<int>(row);
    };
    const auto removeHere = [&] {
        beginRemoveRows({}, at(), at());
        m_rows.erase(m_rows.begin() + at());
        endRemoveRows();
    };
    for (const auto& want : next) {
        while (row < m_rows.size() && m_rows[row].key < want.key)
            removeHere();
        if (row == m_rows.size() || want.key < m_rows[row].key) {
            beginInsertRows({}, at(), at());
            m_rows.insert(m_rows.begin() + at(), want);
            endInsertRows();
        } else if (m_rows[row] != want) {
            m_rows[row] = want;
            emit dataChanged(index(at(), 0), index(at(), ColumnCount - 1));
        }
        ++row;
    }
    while (row < m_rows.size())
        removeHere();
}

int SyncModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SyncModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SyncModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(cellToolTip(row, index.column()));
    case KeyRole:
        return toQt(row.key);
    case SyncStateRole:
        return static_cast<int>(row.state);
    case ImportsStateRole:
        return static_cast<int>(row.importsState);
    default:
        return {};
    }
}

QVariant SyncModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case AccountColumn:
        return tr("Account");
    case StateColumn:
        return tr("State");
    case AnswerColumn:
        return tr("Answer");
    case ImportsColumn:
        return tr("Imports at the server");
    case AsOfColumn:
        //: Column header: when the server said what stands in the row
        return tr("As of");
    }
    return {};
}

} // namespace gd::ui
