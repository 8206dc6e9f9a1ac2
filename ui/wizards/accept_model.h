// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/share_draft.h"

#include <QAbstractTableModel>
#include <QPalette>

namespace gd::ui {

/// What is to be imported, a row per item with its verdict; rows of one share stand together. Says what was edited;
/// decides nothing.
class AcceptModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Use, Verdict, Share, Provider, Type, Subject, Local, Valid, Name, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setItems(const AcceptDraft& draft, std::vector<AcceptVerdict> verdicts, const SnapshotPtr& world,
                  UnixSeconds now, const QPalette& palette);

    /// Index into the draft's items of a row, and the reverse (-1 if there is none).
    std::size_t itemAt(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    int rowOf(std::size_t item) const;
    const AcceptVerdict& verdictAt(int row) const { return m_verdicts[itemAt(row)]; }

    /// Whether all rows come from the same account, which stands in the header then.
    bool hasOneProvider() const { return !m_provider.isEmpty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void useChanged(std::size_t item, bool on);
    void localSubjectEdited(std::size_t item, const QString& text);
    void nameEdited(std::size_t item, const QString& text);

private:
    QString text(std::size_t item, int column) const;
    /// What was typed can be mended, so the row is still wanted; all else that cannot be imported is out.
    bool canBeUsed(std::size_t item) const { return m_verdicts[item].importable || m_verdicts[item].typed; }
    bool isUsed(std::size_t item) const { return canBeUsed(item) && m_items[item].use; }

    std::vector<AcceptItem> m_items{};
    std::vector<AcceptVerdict> m_verdicts{};
    std::vector<std::size_t> m_order{};
    SnapshotPtr m_world{};
    UnixSeconds m_now = 0;
    QPalette m_palette{};
    QString m_provider{}; ///< the one provider of all rows, for the header; else empty
    QString m_consumer{};
};

} // namespace gd::ui
