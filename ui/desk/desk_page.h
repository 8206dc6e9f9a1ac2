// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/preferences.h"
#include "ui/bridge/server_session.h"
#include "ui/drop/drop_offer.h"
#include "ui/words/selection.h"

#include <QWidget>

class QAction;
class QMenu;
class QSplitter;

namespace gd::ui {

class AccountPane;
class ShareLane;
class TokenShelf;

/// The two accounts and what lies between them. Shows and asks; never changes anything itself.
class DeskPage final : public QWidget {
    Q_OBJECT

public:
    /// @param swap  the action behind the button between the panes.
    DeskPage(Session& session, ServerSession& server, Preferences& preferences, QAction* swap,
             QWidget* parent = nullptr);
    ~DeskPage() override;

    AccountPane* provider() const { return m_provider; }
    AccountPane* consumer() const { return m_consumer; }
    ShareLane* lane() const { return m_lane; }
    TokenShelf* shelf() const { return m_shelf; }

    const std::string& providerKey() const;
    const std::string& consumerKey() const;
    void setConsumer(const std::string& key);
    /// The account that is the provider in the next store, by name, if none is known from last time.
    void preferProvider(const std::string& name) { m_preferred = name; }
    void swapPanes();

    const Selection& selection() const { return m_selection; }
    /// The provider's offer that is selected, directly or by a line or row; nothing otherwise.
    std::optional<DraggedShare> selectedOffer() const;
    void setContextMenu(QMenu* menu);

    /// Puts the focus into the next part of the page: provider, lane, consumer, shelf. False after the last one.
    bool focusNextPart();

signals:
    void selectionChanged(const gd::ui::Selection& selection);
    void pairChanged();
    /// Enter or double click on something: show it in full.
    void opened();
    void shareDropped(const gd::ui::DraggedShare& share, const std::string& consumer);
    /// Files or text were dropped for an account.
    void tokensDropped(const gd::ui::DropOffer& offer, const std::string& account);
    void importRequested(const std::vector<gd::TokenFile>& files);
    void copyToRequested();
    void keyCopied(const QString& key);

protected:
    void changeEvent(QEvent* event) override;

private:
    void connectPane(AccountPane* pane, AccountPane* other);
    void showWorld();
    void showDifferent();
    void chooseStandardPair();
    void chooseAccount(AccountPane* pane, const std::string& key);
    void showLane();
    /// @param from  the view in which it was chosen; nullptr: none of the panes and not the lane.
    void select(const Selection& selection, const QWidget* from = nullptr);
    void showSelection(const QWidget* from = nullptr);
    void takeDrop(const DropOffer& offer, const std::string& account);

    Session& m_session;
    ServerSession& m_server;
    Preferences& m_preferences;
    AccountPane* m_provider = nullptr;
    AccountPane* m_consumer = nullptr;
    ShareLane* m_lane = nullptr;
    TokenShelf* m_shelf = nullptr;
    std::string m_preferred{}; ///< name of an account
    Selection m_selection{};
    std::vector<std::string> m_different{}; ///< ids of shares and offers; see differentShares()
    bool m_selecting = false;               ///< while one selection is carried to the other views
};

} // namespace gd::ui
