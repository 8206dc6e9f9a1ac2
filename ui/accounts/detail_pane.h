// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/ledger.h"
#include "core/store/operator_answers.h"
#include "ui/accounts/thing.h"

#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTextBrowser;
class QToolButton;
class QUrl;

namespace gd::ui {

/// A button of the pane, and with which things it has a meaning.
struct ThingAction {
    QAction* action = nullptr;
    std::function<bool(const Thing&)> fits{};
};

class ElidedLabel;
class NoteRow;

/// Everything about one thing of the Accounts page: name, state and key above, what can be done with it, all the rest
/// as text below, and its claims on demand.
class DetailPane final : public QWidget {
    Q_OBJECT

public:
    explicit DetailPane(QWidget* parent = nullptr);

    void setActions(const std::vector<ThingAction>& actions);

    /// Shows a thing of a world; one that is not there shows what to do instead.
    ///
    /// @param answers  what the operator of a managed store has answered.
    /// @param ledger  see detailText().
    void show(const SnapshotPtr& world, const Thing& thing, UnixSeconds now, const OperatorAnswers& answers = {},
              const Ledger& ledger = {});

    void focusText();

signals:
    void keyCopied(const QString& key);
    /// A link to a user, key or account of this world was followed.
    void goAsked(const std::string& key);
    /// The account is wanted on the desk.
    void deskAsked(const std::string& account, bool asProvider);

private:
    void build();
    void copy(const QString& key);
    void follow(const QUrl& link);

    std::vector<std::pair<QToolButton*, std::function<bool(const Thing&)>>> m_fitting{};
    Thing m_thing{};
    QWidget* m_head = nullptr;
    ElidedLabel* m_name = nullptr;
    QLabel* m_kind = nullptr;
    NoteRow* m_notes = nullptr;
    ElidedLabel* m_key = nullptr;
    QToolButton* m_copyKey = nullptr;
    QHBoxLayout* m_buttons = nullptr;
    QTextBrowser* m_words = nullptr;
    QPushButton* m_showClaims = nullptr;
    QPlainTextEdit* m_claims = nullptr;
};

} // namespace gd::ui
