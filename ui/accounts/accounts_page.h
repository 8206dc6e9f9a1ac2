// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/detail_pane.h"
#include "ui/bridge/operator_server.h"
#include "ui/bridge/session.h"

#include <QWidget>

class QMenu;
class QSplitter;

namespace gd::ui {

class AccountTree;

/// The whole store of the operator: a tree of its accounts, and everything about what is selected there. Shows and
/// asks; never changes anything itself.
class AccountsPage final : public QWidget {
    Q_OBJECT

public:
    /// @param actions  buttons for what can be done with what is selected.
    AccountsPage(Session& session, const std::vector<ThingAction>& actions, QWidget* parent = nullptr);

    /// Who knows what the operator of a managed store has answered. It outlives the page.
    void setOperator(const OperatorServer& op);

    /// What is selected; it is there in the present world, or none.
    const Thing& current() const { return m_current; }
    void select(const Thing& thing);

    void setContextMenu(QMenu* menu);
    AccountTree* tree() const { return m_tree; }

    /// Puts the focus into the next part of the page: tree, details. False after the last one.
    bool focusNextPart();

signals:
    void currentChanged(const gd::ui::Thing& thing);
    void keyCopied(const QString& key);
    /// The account is wanted on the desk.
    void deskAsked(const std::string& account, bool asProvider);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showWorld(const SnapshotPtr& now, const SnapshotPtr& before);
    void setCurrent(const Thing& thing);
    void go(const std::string& key);

    const OperatorAnswers& answers() const;

    Session& m_session;
    const OperatorServer* m_operator = nullptr;
    AccountTree* m_tree = nullptr;
    DetailPane* m_details = nullptr;
    Thing m_current{};
};

} // namespace gd::ui
