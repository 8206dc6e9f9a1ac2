// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/share_draft.h"

#include <QAbstractTableModel>

namespace gd::ui {

/// The resulting export table of a draft, or the import table of one consumer. Read-only; takes its rows whole.
class RowTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Kind { Exports, Imports };
    enum class Column { Use, Role, Type, ProviderSubject, ConsumerSubject, Private, Response, Need, Name };

    explicit RowTableModel(Kind kind, QObject* parent = nullptr);

    /// @param provider, consumer  names for the headers ("Subject in ACCTA").
    void setRows(std::vector<DraftRow> rows, bool isPrivate, const QString& provider, const QString& consumer = {});

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    int columnOf(Column column) const { return static_cast<int>(m_columns.indexOf(column)); }

private:
    QString text(const DraftRow& row, Column column) const;

    QList<Column> m_columns;
    std::vector<DraftRow> m_rows{};
    bool m_isPrivate = true;
    QString m_provider{}, m_consumer{};
};

} // namespace gd::ui
