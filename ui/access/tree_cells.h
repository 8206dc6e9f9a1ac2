// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessible>
#include <QPersistentModelIndex>
#include <QPointer>

class QTreeView;

namespace gd::ui {

/// One cell of a tree for assistive technology: what it says, where it is, and that it can be selected.
class TreeCell final : public QAccessibleInterface,
                       public QAccessibleTableCellInterface,
                       public QAccessibleActionInterface {
public:
    TreeCell(QTreeView& tree, const QModelIndex& at);

    bool isValid() const override;
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString&) override {} // the trees are for reading
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::TreeItem; }
    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    bool isSelected() const override;
    QList<QAccessibleInterface*> columnHeaderCells() const override;
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_at.column(); }
    int rowIndex() const override;
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface* table() const override { return parent(); }

    /// "Toggle" selects the cell or takes it out of the selection, as far as the tree lets one.
    QStringList actionNames() const override { return {toggleAction()}; }
    void doAction(const QString& name) override;
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

    QModelIndex at() const { return m_at; }

private:
    QPointer<QTreeView> m_tree;
    QPersistentModelIndex m_at;
};

/// The heading of a column of a tree for assistive technology.
class TreeHeading final : public QAccessibleInterface {
public:
    TreeHeading(QTreeView& tree, int column);

    bool isValid() const override;
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ColumnHeader; }
    QAccessible::State state() const override;

    int column() const { return m_column; }

private:
    QPointer<QTreeView> m_tree;
    int m_column = 0;
};

/// Selects the row or the cell of this index or takes it out, as the modes of the tree say; whether that was possible.
bool setSelected(QTreeView& tree, const QModelIndex& at, bool on);

} // namespace gd::ui
