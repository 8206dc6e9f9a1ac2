// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/preferences.h"
#include "ui/desk/share_tree_model.h"
#include "ui/drop/drop_offer.h"
#include "ui/words/selection.h"

#include <QSet>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QSortFilterProxyModel;
class QToolButton;
class QTreeView;
class QVBoxLayout;

namespace gd::ui {

class AccountPicker;
class DropOverlay;
class ElidedLabel;
class ShareColumns;
struct DropAdvice;

/// One side of the desk: an account, what matters of it, and its shares. Shares and token files can be dropped on it;
/// it says meanwhile what would happen.
class AccountPane final : public QWidget {
    Q_OBJECT

public:
    /// Judges a drop for this pane.
    using Adviser = std::function<DropAdvice(const DropOffer&, Side, const std::string& account)>;

    AccountPane(Side side, Preferences& preferences, Adviser adviser, QWidget* parent = nullptr);
    ~AccountPane() override;

    void showWorld(const SnapshotPtr& world);
    const std::string& account() const { return m_account; }
    void setAccount(const std::string& key);

    QTreeView* tree() const { return m_tree; }
    AccountPicker* picker() const { return m_picker; }

    /// Where the first line of a share stands, in global coordinates; nothing if it is not in this tree.
    std::optional<QRect> placeOf(const std::string& shareId) const;
    /// Makes a share, or a row of it, the current one without opening it; an unknown one selects nothing.
    void selectShare(const std::string& shareId, int row = -1);
    /// Shows the rows of a share.
    void openShare(const std::string& shareId);
    void clearSelection();
    Selection selection() const;

    /// Which columns are shown; stands in the menu bar too.
    QMenu* columnMenu() const { return m_columns; }
    /// Shown on right click and on the menu key.
    void setContextMenu(QMenu* menu) { m_contextMenu = menu; }

signals:
    void accountChanged(const std::string& key);
    void selected(const gd::ui::Selection& selection);
    void opened(const gd::ui::Selection& selection);
    void keyCopied(const QString& key);
    /// The tree moved: scrolled, opened, resized.
    void moved();
    /// Something was dropped that the adviser found possible. Comes after the drag has ended.
    void dropped(const gd::ui::DropOffer& offer);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHeader(QVBoxLayout* layout);
    void buildTree(Preferences& preferences);
    void showShares();
    void keepOpen(const QModelIndex& share, bool open);
    void openAgain(const QModelIndex& parent, int first, int last);
    void showFacts();
    Selection selectionAt(const QModelIndex& index) const;

    Side m_side;
    Adviser m_adviser;
    SnapshotPtr m_world;
    std::string m_account{};
    ShareTreeModel* m_model = nullptr;
    QSortFilterProxyModel* m_sorted = nullptr;
    AccountPicker* m_picker = nullptr;
    QLabel* m_key = nullptr;
    QToolButton* m_copyKey = nullptr;
    ElidedLabel* m_facts = nullptr;
    QLabel* m_empty = nullptr;
    QTreeView* m_tree = nullptr;
    std::unique_ptr<ShareColumns> m_widths{}; ///< goes before the tree does
    QSet<QString> m_open{};                   ///< ids of the shares whose rows are shown, here now or not
    DropOverlay* m_overlay = nullptr;
    QMenu* m_contextMenu = nullptr;
    QMenu* m_columns = nullptr;
};

} // namespace gd::ui
