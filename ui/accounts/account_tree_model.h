// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/account_nodes.h"

#include <QAbstractItemModel>

#include <memory>

namespace gd::ui {

/// The operator, its accounts, below each its signing keys and users, and the contacts. Read-only. A new world is
/// merged by key, so that selection, expansion and scroll position stay; what got another name moves to its new place.
class AccountTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { NameColumn, NotesColumn, ColumnCount };
    enum Role { NotesRole = Qt::UserRole + 1, FilterRole };

    explicit AccountTreeModel(QObject* parent = nullptr);
    ~AccountTreeModel() override;

    void setNodes(std::vector<AccountNode> wanted);

    /// What a row stands for; none for an invalid index.
    Thing thingAt(const QModelIndex& index) const;
    /// The row of a thing, or an invalid index.
    QModelIndex indexOf(const Thing& thing) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry;
    using Entries = std::vector<std::unique_ptr<Entry>>;

    static Entry* entryAt(const QModelIndex& index);
    const Entry& entryOf(const QModelIndex& index) const;
    QModelIndex indexOf(const Entry& entry, int column = 0) const;
    static void renumber(Entry& parent, std::size_t from);
    std::unique_ptr<Entry> makeEntry(AccountNode node, Entry* parent) const;

    void merge(Entry& parent, std::vector<AccountNode> wanted);
    void removeGone(Entry& parent, const std::vector<AccountNode>& wanted);
    void insert(Entry& parent, std::size_t at, std::vector<AccountNode> nodes);
    void move(Entry& parent, std::size_t from, std::size_t to);
    void update(Entry& entry, AccountNode node);

    std::unique_ptr<Entry> m_root;
};

} // namespace gd::ui
