// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/account_tree_model.h"

#include "ui/bridge/strings.h"
#include "ui/look/icon_set.h"
#include "ui/words/tool_tip.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace gd::ui {

namespace {

using Id = std::pair<Thing, int>;

QString shapeOf(Thing::Kind kind)
{
    switch (kind) {
    case Thing::Kind::None:
        return {};
    case Thing::Kind::Operator:
        return QStringLiteral("server");
    case Thing::Kind::OperatorKey:
    case Thing::Kind::SigningKey:
        return QStringLiteral("key");
    case Thing::Kind::Account:
        return QStringLiteral("open");
    case Thing::Kind::User:
        return QStringLiteral("account");
    case Thing::Kind::Contacts:
    case Thing::Kind::Contact:
        return QStringLiteral("contact");
    }
    return {};
}

} // namespace

struct AccountTreeModel::Entry {
    AccountNode node{}; ///< its children are in `children`
    Entry* parent = nullptr;
    std::size_t row = 0;
    Entries children{};

    Id id() const { return {node.thing, node.copy}; }
};

AccountTreeModel::AccountTreeModel(QObject* parent) : QAbstractItemModel(parent), m_root(std::make_unique<Entry>()) {}

AccountTreeModel::~AccountTreeModel() = default;

void AccountTreeModel::setNodes(std::vector<AccountNode> wanted)
{
    merge(*m_root, std::move(wanted));
}

/// First what is gone goes; then one walk over the wanted rows, in which each is there, further down, or new. Rows that
/// come one behind the other come at once.
void AccountTreeModel::merge(Entry& parent, std::vector<AccountNode> wanted)
{
    removeGone(parent, wanted);
    std::set<Id> present;
    for (const auto& child : parent.children)
        present.insert(child->id());
    std::vector<AccountNode> fresh;
    std::size_t at = 0;
    const auto insertFresh = [&] {
        const auto count = fresh.size();
        if (count) insert(parent, at, std::exchange(fresh, {}));
        at += count;
    };
    for (auto& node : wanted) {
        const Id id{node.thing, node.copy};
        if (!present.contains(id)) {
            fresh.push_back(std::move(node));
            continue;
        }
        insertFresh();
        auto from = at;
        while (parent.children[from]->id() != id)
            ++from;
        if (from != at) move(parent, from, at);
        update(*parent.children[at], std::move(node));
        ++at;
    }
    insertFresh();
}

void AccountTreeModel::removeGone(Entry& parent, const std::vector<AccountNode>& wanted)
{
    std::set<Id> kept;
    for (const auto& node : wanted)
        kept.insert({node.thing, node.copy});
    auto& rows = parent.children;
    for (auto last = rows.size(); last > 0;) {
        if (kept.contains(rows[last - 1]->id())) {
            --last;
            continue;
        }
        auto first = last - 1;
        while (first > 0 && !kept.contains(rows[first - 1]->id()))
            --first;
        beginRemoveRows(indexOf(parent), static_cast<int>(first), static_cast<int>(last) - 1);
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.begin() + static_cast<std::ptrdiff_t>(last));
        renumber(parent, first);
        endRemoveRows();
        last = first;
    }
}

void AccountTreeModel::insert(Entry& parent, std::size_t at, std::vector<AccountNode> nodes)
{
    Entries fresh;
    for (auto& node : nodes)
        fresh.push_back(makeEntry(std::move(node), &parent));
    beginInsertRows(indexOf(parent), static_cast<int>(at), static_cast<int>(at + fresh.size()) - 1);
    parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(at),
                           std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    renumber(parent, at);
    endInsertRows();
}

void AccountTreeModel::move(Entry& parent, std::size_t from, std::size_t to)
{
    const auto place = indexOf(parent);
    beginMoveRows(place, static_cast<int>(from), static_cast<int>(from), place, static_cast<int>(to));
    auto& rows = parent.children;
    const auto begin = rows.begin();
    std::rotate(begin + static_cast<std::ptrdiff_t>(to), begin + static_cast<std::ptrdiff_t>(from),
                begin + static_cast<std::ptrdiff_t>(from) + 1);
    renumber(parent, to);
    endMoveRows();
}

void AccountTreeModel::update(Entry& entry, AccountNode node)
{
    merge(entry, std::exchange(node.children, {}));
    if (entry.node.name == node.name && entry.node.notes == node.notes) return;
    entry.node = std::move(node);
    emit dataChanged(indexOf(entry), indexOf(entry, ColumnCount - 1));
}

std::unique_ptr<AccountTreeModel::Entry> AccountTreeModel::makeEntry(AccountNode node, Entry* parent) const
{
    auto entry = std::make_unique<Entry>();
    auto children = std::exchange(node.children, {});
    entry->node = std::move(node);
    entry->parent = parent;
    for (auto& child : children)
        entry->children.push_back(makeEntry(std::move(child), entry.get()));
    renumber(*entry, 0);
    return entry;
}

void AccountTreeModel::renumber(Entry& parent, std::size_t from)
{
    for (auto row = from; row < parent.children.size(); ++row)
        parent.children[row]->row = row;
}

AccountTreeModel::Entry* AccountTreeModel::entryAt(const QModelIndex& index)
{
    return static_cast<Entry*>(index.internalPointer());
}

const AccountTreeModel::Entry& AccountTreeModel::entryOf(const QModelIndex& index) const
{
    return index.isValid() ? *entryAt(index) : *m_root;
}

QModelIndex AccountTreeModel::indexOf(const Entry& entry, int column) const
{
    if (&entry == m_root.get()) return {};
    return createIndex(static_cast<int>(entry.row), column, &entry);
}

Thing AccountTreeModel::thingAt(const QModelIndex& index) const
{
    return index.isValid() ? entryAt(index)->node.thing : Thing{};
}

QModelIndex AccountTreeModel::indexOf(const Thing& thing) const
{
    if (thing.kind == Thing::Kind::None) return {};
    for (const auto& op : m_root->children) {
        if (op->node.thing == thing) return indexOf(*op);
        for (const auto& child : op->children) {
            if (child->node.thing == thing) return indexOf(*child);
            if (child->node.thing.account != thing.account) continue;
            for (const auto& leaf : child->children)
                if (leaf->node.thing == thing) return indexOf(*leaf);
        }
    }
    return {};
}

QModelIndex AccountTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent)) return {};
    return indexOf(*entryOf(parent).children[static_cast<std::size_t>(row)], column);
}

QModelIndex AccountTreeModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(*entryAt(child)->parent) : QModelIndex();
}

int AccountTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(entryOf(parent).children.size());
}

int AccountTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant AccountTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& node = entryAt(index)->node;
    if (role == FilterRole) return QString(node.name + QLatin1Char('\n') + toQt(node.thing.key));
    if (index.column() == NotesColumn) {
        if (role == NotesRole) return QVariant::fromValue(node.notes);
        if (role == Qt::DisplayRole) return noteWords(node.notes);
        if (role == Qt::ToolTipRole) return plainToolTip(noteWords(node.notes));
        return {};
    }
    if (role == Qt::DisplayRole) return node.name;
    if (role == Qt::ToolTipRole) return plainToolTip(node.name + QLatin1Char('\n') + toQt(node.thing.key));
    if (role == Qt::DecorationRole) return icon(shapeOf(node.thing.kind));
    return {};
}

QVariant AccountTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == NameColumn ? tr("Name") : tr("State");
}

} // namespace gd::ui
