// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/accept_model.h"

#include "ui/bridge/strings.h"
#include "ui/wizards/tables.h"
#include "ui/wizards/verdict_text.h"
#include "ui/words/finding_text.h"
#include "ui/words/names.h"
#include "ui/words/tool_tip.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace gd::ui {

void AcceptModel::setItems(const AcceptDraft& draft, std::vector<AcceptVerdict> verdicts, const SnapshotPtr& world,
                           UnixSeconds now, const QPalette& palette)
{
    std::vector<std::size_t> order(draft.items.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&verdicts](std::size_t a, std::size_t b) {
        const auto &one = verdicts[a].shareTitle, &other = verdicts[b].shareTitle;
        return one.empty() != other.empty() ? other.empty() : one < other;
    });
    const bool isSameRows = order == m_order;
    if (!isSameRows) {
        beginResetModel();
    }
    m_items = draft.items;
    m_verdicts = std::move(verdicts);
    m_order = std::move(order);
    m_world = world;
    m_now = now;
    m_palette = palette;
    m_consumer = draft.account.empty() ? QString() : accountName(*world, draft.account);
    std::set<std::string> providers;
    for (const auto& verdict : m_verdicts) {
        providers.insert(verdict.value.account);
    }
    m_provider =
        providers.size() == 1 && !providers.begin()->empty() ? accountName(*world, *providers.begin()) : QString();
    if (!isSameRows) {
        endResetModel();
    } else if (!m_items.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int AcceptModel::rowOf(std::size_t item) const
{
    const auto it = std::find(m_order.begin(), m_order.end(), item);
    return it == m_order.end() ? -1 : static_cast<int>(it - m_order.begin());
}

int AcceptModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int AcceptModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AcceptModel::text(std::size_t item, int column) const
{
    const AcceptItem& wish = m_items[item];
    const AcceptVerdict& verdict = m_verdicts[item];
    const Import& value = verdict.value;
    const QString dash = QStringLiteral("–");
    switch (static_cast<Column>(column)) {
    case Verdict:
        return verdictWord(verdict);
    case Share:
        return verdict.shareTitle.empty() ? dash
               : verdict.role.empty()     ? toQt(verdict.shareTitle)
                                      //: a share and the part of it, "ORDEREVENTS-C1: ACK"
                                      : tr("%1: %2").arg(toQt(verdict.shareTitle), toQt(verdict.role));
    case Provider:
        return value.account.empty() ? dash : accountName(*m_world, value.account);
    case Type:
        return value.subject.empty() ? dash : typeWord(value.type);
    case Subject:
        return value.subject.empty() ? toQt(wish.sourceName) : toQt(value.subject);
    case Local:
        return toQt(value.localSubject.empty() ? value.subject : value.localSubject);
    case Valid:
        return wish.token.empty() ? tr("no token needed")
               : verdict.claims   ? endText(verdict.claims->header.expires, m_now)
                                  : dash;
    case Name:
        return toQt(value.name);
    case Use:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AcceptModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const std::size_t item = itemAt(index.row());
    if (index.column() == Use) {
        if (role == Qt::CheckStateRole) {
            return isUsed(item) ? Qt::Checked : Qt::Unchecked;
        }
        return role == Qt::AccessibleTextRole ? QVariant(yesNo(isUsed(item))) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(item, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Verdict ? verdictSentences(m_verdicts[item], *m_world)
                                                      : text(item, index.column()));
    case Qt::DecorationRole:
        return index.column() == Verdict ? QVariant(verdictIcon(m_verdicts[item], m_palette)) : QVariant();
    default:
        return {};
    }
}

QVariant AcceptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (static_cast<Column>(section)) {
    case Use:
        //: Column header of check boxes: which rows are imported
        return tr("Import");
    case Verdict:
        return tr("Verdict");
    case Share:
        return tr("Share");
    case Provider:
        return tr("Provider");
    case Type:
        return tr("Type");
    case Subject:
        return m_provider.isEmpty() ? tr("Subject there") : tr("Subject in %1").arg(m_provider);
    case Local:
        return m_consumer.isEmpty() ? tr("Subject here") : tr("Subject in %1").arg(m_consumer);
    case Valid:
        return tr("Valid");
    case Name:
        return tr("Name");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags AcceptModel::flags(const QModelIndex& index) const
{
    auto flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    const std::size_t item = itemAt(index.row());
    const AcceptVerdict& verdict = m_verdicts[item];
    if (index.column() == Use && canBeUsed(item)) {
        flags |= Qt::ItemIsUserCheckable;
    }
    if ((index.column() == Local || index.column() == Name) && !verdict.value.subject.empty()) {
        flags |= Qt::ItemIsEditable;
    }
    return flags;
}

bool AcceptModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid()) {
        return false;
    }
    const std::size_t item = itemAt(index.row());
    if (index.column() == Use && role == Qt::CheckStateRole) {
        emit useChanged(item, value.value<Qt::CheckState>() == Qt::Checked);
        return true;
    }
    if (role != Qt::EditRole || value.toString() == text(item, index.column())) {
        return false;
    }
    if (index.column() == Local) {
        emit localSubjectEdited(item, value.toString());
    } else if (index.column() == Name) {
        emit nameEdited(item, value.toString());
    }
    return true;
}

} // namespace gd::ui
