// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/thing.h"
#include "ui/life/life_desk.h"

#include <QAction>
#include <QObject>

#include <functional>
#include <vector>

class QActionGroup;

namespace gd::ui {

/// What decides which actions can be used.
struct ActionState {
    bool open = false;         ///< a workspace is open
    bool writing = false;      ///< a step is being written
    bool onDesk = false;       ///< the desk is the page that shows
    bool offer = false;        ///< an offer of the provider is selected
    std::set<LifeWish> life{}; ///< what can be asked for of the selected share
    bool tokens = false;       ///< token files are selected on the shelf
    bool account = false;      ///< an account is selected, directly or by what is selected of it
    Thing thing{};             ///< what is selected on the Accounts page, while that shows
    bool notPushed = false;    ///< some accounts differ from what was pushed
    QString undo{};            ///< what would be taken back; empty: nothing
    QString redo{};
};

/// Every action of the window once: text, icon, shortcut, object name, and when it can be used.
class ActionSet final : public QObject {
    Q_OBJECT

public:
    explicit ActionSet(QObject* parent = nullptr);

    void update(const ActionState& state);
    const std::vector<QAction*>& all() const { return m_all; }

    QAction *newShare = nullptr, *importToken = nullptr, *pasteToken = nullptr;
    QAction *undo = nullptr, *redo = nullptr;
    QAction *openWorkspace = nullptr, *openSample = nullptr;
    QAction *pushToServer = nullptr, *writeConfiguration = nullptr;
    QAction *copyTokenFile = nullptr, *shareWith = nullptr, *copyKey = nullptr, *swapPanes = nullptr;
    QAction *renewShare = nullptr, *renewSoon = nullptr, *revokeShare = nullptr, *letInShare = nullptr,
            *removeShare = nullptr, *withdrawOffer = nullptr, *editRow = nullptr;
    QAction *createOperator = nullptr, *newAccount = nullptr, *importAccount = nullptr, *newUser = nullptr,
            *newSigningKey = nullptr, *newContact = nullptr;
    QAction *importKeys = nullptr, *importKeyFolder = nullptr;
    QAction *editThing = nullptr, *renameThing = nullptr, *restoreThing = nullptr, *deleteThing = nullptr,
            *writeCreds = nullptr;
    QAction *findAccount = nullptr, *showOnDesk = nullptr;
    QAction *goDesk = nullptr, *goAccounts = nullptr, *goServer = nullptr, *goHistory = nullptr, *nextPane = nullptr;
    QAction* showProblems = nullptr;
    QAction *colorsSystem = nullptr, *colorsLight = nullptr, *colorsDark = nullptr;
    QAction *quit = nullptr, *about = nullptr;

private:
    using Condition = std::function<bool(const ActionState&)>;
    QAction* add(const char* name, const QString& text, const char* picture, const QKeySequence& keys, Condition when);
    void addWork();
    void addLife();
    void addAccounts();
    void addPlaces();
    void addColors();

    std::vector<QAction*> m_all{};
    std::vector<Condition> m_conditions{}; ///< one per action
};

} // namespace gd::ui
