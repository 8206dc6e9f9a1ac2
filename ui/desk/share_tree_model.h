// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QAbstractItemModel>

#include <vector>

namespace gd::ui {

/// Which half of the border an account is looked at from.
enum class Side { Provider, Consumer };

/// The shares of one account, and below each its rows: what it offers, or what it takes in. Read-only. A new snapshot
/// is merged by id, so that selection, expansion and scroll position stay.
class ShareTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, Subject, Type, From, State, Ends, ColumnCount };
    enum Role { ShareIdRole = Qt::UserRole + 1, RowRole, SortRole };

    explicit ShareTreeModel(Side side, QObject* parent = nullptr);

    /// Shows an account of a world; an empty key or an unknown account shows nothing.
    void show(const SnapshotPtr& world, const std::string& account);

    /// @return  The share with this id, or nullptr.
    const Share* share(const QString& id) const;
    QModelIndex indexOf(const QString& shareId, int row = -1) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

private:
    /// `serial` names the entry in indexes of its rows: it stays while entries come and go around it.
    struct Entry {
        quintptr serial = 0;
        Share share{};
    };

    void merge(std::vector<Share> wanted);
    void replaceShare(int position, Share share);
    int positionOf(quintptr serial) const;
    QVariant shareData(const Share& share, int column, int role) const;
    QVariant rowData(const Share& share, const ShareRow& row, int column, int role) const;
    QString subjectOf(const Grant& grant) const;
    static QString recipeWord(const std::string& recipe);

    Side m_side;
    SnapshotPtr m_world;
    std::string m_account{};
    std::vector<Entry> m_entries{};
    quintptr m_nextSerial = 1;
};

} // namespace gd::ui
