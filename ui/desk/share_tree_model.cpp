// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/share_tree_model.h"

#include "ui/bridge/strings.h"
#include "ui/drop/drop_offer.h"
#include "ui/look/icon_set.h"
#include "ui/look/status_look.h"
#include "ui/words/names.h"
#include "ui/words/state_text.h"
#include "ui/words/tool_tip.h"

#include <QGuiApplication>

#include <algorithm>

namespace gd::ui {

namespace {

/// Internal id of shares; rows carry the serial of their share.
constexpr quintptr topLevel = 0;

bool comesBefore(const Share& one, const Share& other)
{
    return std::tie(one.title, one.id) < std::tie(other.title, other.id);
}

/// The shares that stand in this account's tree, in the order of the tree.
std::vector<Share> sharesOf(const Snapshot& world, Side side, const std::string& account)
{
    std::vector<Share> found;
    const auto& all = side == Side::Provider ? world.offers : world.shares;
    for (const auto& share : all) {
        if ((side == Side::Provider ? share.provider : share.consumer) != account) continue;
        const bool imported =
            std::ranges::any_of(share.rows, [](const ShareRow& row) { return row.grant.importIndex.has_value(); });
        if (side == Side::Provider || imported) found.push_back(share);
    }
    std::ranges::sort(found, comesBefore);
    return found;
}

} // namespace

ShareTreeModel::ShareTreeModel(Side side, QObject* parent)
    : QAbstractItemModel(parent), m_side(side), m_world(std::make_shared<const Snapshot>())
{}

void ShareTreeModel::show(const SnapshotPtr& world, const std::string& account)
{
    m_world = world;
    m_account = account;
    merge(account.empty() ? std::vector<Share>{} : sharesOf(*world, m_side, account));
}

const Share* ShareTreeModel::share(const QString& id) const
{
    const auto found = std::ranges::find(m_entries, fromQt(id), [](const Entry& entry) { return entry.share.id; });
    return found == m_entries.end() ? nullptr : &found->share;
}

QModelIndex ShareTreeModel::indexOf(const QString& shareId, int row) const
{
    for (int at = 0; at < rowCount(); ++at) {
        if (toQt(m_entries[at].share.id) != shareId) continue;
        const auto top = index(at, 0);
        return row < 0 ? top : index(row, 0, top);
    }
    return {};
}

/// One walk over both sorted lists: what is gone goes, what is new comes, what is there is replaced in place.
void ShareTreeModel::merge(std::vector<Share> wanted)
{
    int at = 0;
    for (auto& share : wanted) {
        while (at < rowCount() && comesBefore(m_entries[at].share, share)) {
            beginRemoveRows({}, at, at);
            m_entries.erase(m_entries.begin() + at);
            endRemoveRows();
        }
        if (at == rowCount() || comesBefore(share, m_entries[at].share)) {
            beginInsertRows({}, at, at);
            m_entries.insert(m_entries.begin() + at, Entry{m_nextSerial++, std::move(share)});
            endInsertRows();
        } else {
            replaceShare(at, std::move(share));
        }
        ++at;
    }
    if (at < rowCount()) {
        beginRemoveRows({}, at, rowCount() - 1);
        m_entries.erase(m_entries.begin() + at, m_entries.end());
        endRemoveRows();
    }
}

void ShareTreeModel::replaceShare(int position, Share share)
{
    auto& present = m_entries[position].share;
    if (present == share) return;
    const auto top = index(position, 0);
    const int before = static_cast<int>(present.rows.size());
    const int after = static_cast<int>(share.rows.size());
    if (after > before) beginInsertRows(top, before, after - 1);
    if (after < before) beginRemoveRows(top, after, before - 1);
    present = std::move(share);
    if (after > before) endInsertRows();
    if (after < before) endRemoveRows();
    emit dataChanged(top, index(position, ColumnCount - 1));
    if (const int kept = std::min(before, after); kept > 0)
        emit dataChanged(index(0, 0, top), index(kept - 1, ColumnCount - 1, top));
}

int ShareTreeModel::positionOf(quintptr serial) const
{
    const auto found = std::ranges::find(m_entries, serial, &Entry::serial);
    return static_cast<int>(found - m_entries.begin());
}

QModelIndex ShareTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column, parent.isValid() ? m_entries[parent.row()].serial : topLevel);
}

QModelIndex ShareTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == topLevel) return {};
    return createIndex(positionOf(child.internalId()), 0, topLevel);
}

int ShareTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid()) return static_cast<int>(m_entries.size());
    if (parent.internalId() != topLevel || parent.column() != 0) return 0;
    return static_cast<int>(m_entries[parent.row()].share.rows.size());
}

int ShareTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant ShareTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    if (index.internalId() == topLevel) {
        if (role == RowRole) return -1;
        return shareData(m_entries[index.row()].share, index.column(), role);
    }
    if (role == RowRole) return index.row();
    const auto& share = m_entries[positionOf(index.internalId())].share;
    return rowData(share, share.rows[index.row()], index.column(), role);
}

QVariant ShareTreeModel::shareData(const Share& share, int column, int role) const
{
    if (role == ShareIdRole) return toQt(share.id);
    if (role == SortRole && column == Ends) return QVariant::fromValue<qlonglong>(share.expires);
    if (role == Qt::AccessibleTextRole && column == Ends && share.expires == 0) return tr("no end");
    if (role == Qt::DecorationRole && column == State) return lookOf(share.state, QGuiApplication::palette()).icon;
    if (role == Qt::ToolTipRole && column == State) return stateSentence(share.state);
    const bool single = share.rows.size() == 1;
    if (role == Qt::ToolTipRole && column == Name) return plainToolTip(toQt(share.title));
    if (role == Qt::ToolTipRole && column == Subject) {
        QStringList subjects;
        for (const auto& row : share.rows)
            subjects << subjectOf(row.grant);
        return plainToolTip(subjects.join(QLatin1Char('\n')));
    }
    if (role != Qt::DisplayRole && role != SortRole) return {};
    switch (column) {
    case Name:
        return toQt(share.title);
    case Subject:
        return single ? subjectOf(share.rows.front().grant)
                      : tr("%n row(s)", nullptr, static_cast<int>(share.rows.size()));
    case Type:
        return single ? typeWord(share.rows.front().grant.type) : recipeWord(share.recipe);
    case From:
        return accountName(*m_world, share.provider);
    case State:
        return stateWord(share.state);
    case Ends:
        return share.expires == 0 ? QString() : timeText(share.expires);
    default:
        return {};
    }
}

QVariant ShareTreeModel::rowData(const Share& share, const ShareRow& row, int column, int role) const
{
    const auto& grant = row.grant;
    if (role == ShareIdRole) return toQt(share.id);
    if (role == SortRole && column == Ends) return QVariant::fromValue<qlonglong>(grant.expires);
    if (role == Qt::AccessibleTextRole && column == Ends && grant.expires == 0) return tr("no end");
    if (role == Qt::DecorationRole && column == State) return lookOf(grant.state, QGuiApplication::palette()).icon;
    if (role == Qt::ToolTipRole && column == State) return stateSentence(grant.state);
    if (role == Qt::ToolTipRole && column == Name) return plainToolTip(roleText(row.role));
    if (role == Qt::ToolTipRole && column == Subject) return plainToolTip(subjectOf(grant));
    if (role != Qt::DisplayRole && role != SortRole) return {};
    switch (column) {
    case Name:
        return row.role.empty() ? typeWord(grant.type) : toQt(row.role);
    case Subject:
        return subjectOf(grant);
    case Type:
        return typeWord(grant.type);
    case From:
        return accountName(*m_world, grant.provider);
    case State:
        return stateWord(grant.state);
    case Ends:
        return grant.expires == 0 ? QString() : timeText(grant.expires);
    default:
        return {};
    }
}

QString ShareTreeModel::recipeWord(const std::string& recipe)
{
    if (recipe == "push-consumer") return tr("push consumer");
    if (recipe == "pull-consumer") return tr("pull consumer");
    if (recipe == "message-feed") return tr("message feed");
    if (recipe == "service") return tr("service");
    if (recipe == "publish") return tr("publish into a stream");
    if (recipe == "kv-read") return tr("key-value, read");
    if (recipe == "kv") return tr("key-value");
    if (recipe == "object-store") return tr("object store");
    if (recipe == "mirror") return tr("mirror");
    return {};
}

QString ShareTreeModel::subjectOf(const Grant& grant) const
{
    const bool local = m_side == Side::Consumer && !grant.consumerSubject.empty();
    return toQt(local ? grant.consumerSubject : grant.providerSubject);
}

QVariant ShareTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case Name:
        return m_side == Side::Provider ? tr("Export") : tr("Import");
    case Subject:
        return tr("Subject");
    case Type:
        return tr("Type");
    case From:
        return tr("From");
    case State:
        return tr("State");
    case Ends:
        return tr("Ends");
    default:
        return {};
    }
}

Qt::ItemFlags ShareTreeModel::flags(const QModelIndex& index) const
{
    auto flags = QAbstractItemModel::flags(index);
    if (index.isValid() && m_side == Side::Provider) flags |= Qt::ItemIsDragEnabled;
    if (index.isValid() && index.internalId() != topLevel) flags |= Qt::ItemNeverHasChildren;
    return flags;
}

QStringList ShareTreeModel::mimeTypes() const
{
    return {QLatin1String(shareMimeType)};
}

QMimeData* ShareTreeModel::mimeData(const QModelIndexList& indexes) const
{
    if (m_side != Side::Provider || indexes.isEmpty()) return nullptr;
    return mimeForShare({m_account, fromQt(indexes.front().data(ShareIdRole).toString())}).release();
}

} // namespace gd::ui
