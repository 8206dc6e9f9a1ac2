// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/row_table_model.h"

#include "ui/bridge/strings.h"
#include "ui/wizards/tables.h"
#include "ui/words/names.h"
#include "ui/words/tool_tip.h"

#include <QGuiApplication>
#include <QPalette>

namespace gd::ui {

RowTableModel::RowTableModel(Kind kind, QObject* parent) : QAbstractTableModel(parent)
{
    using enum Column;
    m_columns = kind == Kind::Exports ? QList{Use, Role, Type, ProviderSubject, Private, Response, Need, Name}
                                      : QList{Role, Type, ProviderSubject, ConsumerSubject};
}

void RowTableModel::setRows(std::vector<DraftRow> rows, bool isPrivate, const QString& provider,
                            const QString& consumer)
{
    const bool isSameSize = rows.size() == m_rows.size();
    if (!isSameSize) {
        beginResetModel();
    }
    m_rows = std::move(rows);
    m_isPrivate = isPrivate;
    m_provider = provider;
    m_consumer = consumer;
    if (!isSameSize) {
        endResetModel();
    } else if (!m_rows.empty()) { // typing changes cells only: scroll position and selection stay
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int RowTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RowTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

/// Subjects of an incomplete draft hold variables, "{stream}"; shown as ‹stream›.
static QString filled(const std::string& text)
{
    return toQt(text).replace(u'{', QChar(0x2039)).replace(u'}', QChar(0x203a));
}

QString RowTableModel::text(const DraftRow& row, Column column) const
{
    switch (column) {
    case Column::Use:
        return yesNo(row.isUsed);
    case Column::Role:
        return toQt(row.role);
    case Column::Type:
        return typeWord(row.type);
    case Column::ProviderSubject:
        return filled(row.providerSubject);
    case Column::ConsumerSubject:
        return filled(row.consumerSubject.empty() ? row.providerSubject : row.consumerSubject);
    case Column::Private:
        return yesNo(m_isPrivate);
    case Column::Response:
        return row.responseType.empty() ? QStringLiteral("–") : toQt(row.responseType);
    case Column::Need:
        return row.isOptional ? tr("optional") : tr("needed");
    case Column::Name:
        return filled(row.name);
    }
    return {};
}

QVariant RowTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const DraftRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const Column column = m_columns[index.column()];
    if (role == Qt::DisplayRole) {
        return text(row, column);
    }
    if (role == Qt::ToolTipRole) {
        return plainToolTip(column == Column::Role   ? roleText(row.role)
                            : column == Column::Type ? typeWordWithTerm(row.type)
                                                     : text(row, column));
    }
    if (role == Qt::ForegroundRole && !row.isUsed) {
        return QGuiApplication::palette().brush(QPalette::Disabled, QPalette::Text);
    }
    return {};
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (m_columns[section]) {
    case Column::Use:
        return tr("Use");
    case Column::Role:
        return tr("Role");
    case Column::Type:
        return tr("Type");
    case Column::ProviderSubject:
        //: Column header; %1 is the account that offers the subject
        return m_provider.isEmpty() ? tr("Subject") : tr("Subject in %1").arg(m_provider);
    case Column::ConsumerSubject:
        //: Column header; %1 is the account that imports the subject
        return m_consumer.isEmpty() ? tr("Subject there") : tr("Subject in %1").arg(m_consumer);
    case Column::Private:
        return tr("Private");
    case Column::Response:
        return tr("Response");
    case Column::Need:
        return tr("Needed");
    case Column::Name:
        return tr("Name");
    }
    return {};
}

} // namespace gd::ui
