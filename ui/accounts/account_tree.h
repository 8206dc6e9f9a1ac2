// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/operator_answers.h"
#include "ui/accounts/thing.h"

#include <QWidget>

#include <set>

class QLabel;
class QLineEdit;
class QMenu;
class QSortFilterProxyModel;
class QTreeView;

namespace gd::ui {

class AccountTreeModel;

/// The tree of the Accounts page with a field above it that filters by names and keys. What is selected, open and in
/// sight stays through a new world and through filtering.
class AccountTree final : public QWidget {
    Q_OBJECT

public:
    explicit AccountTree(QWidget* parent = nullptr);

    void showWorld(const SnapshotPtr& world, UnixSeconds now, const OperatorAnswers& answers = {});

    /// What is selected; none if nothing is.
    Thing current() const;
    /// Selects a thing and brings it into sight, past the filter if need be.
    void select(const Thing& thing);

    void setContextMenu(QMenu* menu) { m_menu = menu; }
    void focusTree();
    void focusFilter();

signals:
    void currentChanged(const gd::ui::Thing& thing);
    /// Enter or double click.
    void opened(const gd::ui::Thing& thing);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void filter(const QString& text);
    void keepOpen(const QModelIndex& row, bool isOpen);
    void openAgain(const QModelIndex& parent, int first, int last);
    void restoreOpen(const QModelIndex& parent);
    void openFound(const QModelIndex& parent);
    void showEmpty();
    Thing thingAt(const QModelIndex& row) const;

    AccountTreeModel* m_model = nullptr;
    QSortFilterProxyModel* m_found = nullptr;
    QLineEdit* m_filter = nullptr;
    QTreeView* m_tree = nullptr;
    QLabel* m_empty = nullptr;
    QMenu* m_menu = nullptr;
    Thing m_chosen{};           ///< what was selected last; filtering may hide it
    std::set<Thing> m_open{};   ///< what a person has opened; not what filtering opens
    std::set<Thing> m_closed{}; ///< what is open from the start and a person has closed
    bool m_isArranging = false; ///< while this opens and closes rows
};

} // namespace gd::ui
