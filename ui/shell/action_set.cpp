// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/action_set.h"

#include "ui/accounts/admin_desk.h"
#include "ui/look/icon_set.h"
#include "ui/words/names.h"

#include <QActionGroup>

namespace gd::ui {

namespace {

bool always(const ActionState&)
{
    return true;
}

bool whenOpen(const ActionState& state)
{
    return state.open;
}

/// Taking back what is still being written would only be refused.
bool whenFree(const ActionState& state)
{
    return state.open && !state.writing;
}

} // namespace

ActionSet::ActionSet(QObject* parent) : QObject(parent)
{
    addWork();
    addLife();
    addAccounts();
    addPlaces();
    addColors();
    update({});
}

QAction* ActionSet::add(const char* name, const QString& text, const char* picture, const QKeySequence& keys,
                        Condition when)
{
    auto* action = new QAction(icon(QLatin1String(picture)), text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    // Qt would move actions called "About" or "Quit" elsewhere on some desktops; here they stay where they are put.
    action->setMenuRole(QAction::NoRole);
    m_all.push_back(action);
    m_conditions.push_back(std::move(when));
    return action;
}

void ActionSet::addWork()
{
    newShare = add("newShare", tr("&New share…"), "share", QKeySequence::New, whenOpen);
    importToken = add("importToken", tr("&Import token…"), "import", QKeySequence(tr("Ctrl+I")), whenOpen);
    pasteToken = add("pasteToken", tr("&Paste token"), "paste", QKeySequence::Paste, whenOpen);
    undo = add("undo", tr("&Undo"), "undo", QKeySequence::Undo,
               [](const ActionState& state) { return whenFree(state) && !state.undo.isEmpty(); });
    redo = add("redo", tr("&Redo"), "redo", QKeySequence::Redo,
               [](const ActionState& state) { return whenFree(state) && !state.redo.isEmpty(); });
    auto redoKeys = QKeySequence::keyBindings(QKeySequence::Redo);
    if (const QKeySequence common(Qt::CTRL | Qt::Key_Y); !redoKeys.contains(common)) redoKeys << common;
    redo->setShortcuts(redoKeys);
    openWorkspace = add("openWorkspace", tr("&Open workspace…"), "open", QKeySequence::Open,
                        [](const ActionState& state) { return !state.writing; });
    openSample =
        add("openSample", tr("Open &sample"), "sample", {}, [](const ActionState& state) { return !state.writing; });
    pushToServer = add("pushToServer", tr("&Push to server…"), "push", QKeySequence(tr("Ctrl+P")), whenOpen);
    writeConfiguration = add("writeConfiguration", tr("&Write server configuration…"), "configuration", {}, whenOpen);
    copyTokenFile = add("copyTokenFile", tr("&Copy token file to…"), "copy-file", QKeySequence(tr("Ctrl+Shift+S")),
                        [](const ActionState& state) { return state.open && state.tokens; });
    shareWith = add("shareWith", tr("Share &with…"), "share", QKeySequence(tr("Ctrl+Shift+N")),
                    [](const ActionState& state) { return state.open && state.onDesk && state.offer; });
    copyKey = add("copyPublicKey", tr("Copy public &key"), "key", QKeySequence(tr("Ctrl+Shift+C")),
                  [](const ActionState& state) { return state.open && state.account; });
    swapPanes = add("swapPanes", tr("Swap pa&nes"), "swap", QKeySequence(tr("Ctrl+Shift+X")),
                    [](const ActionState& state) { return state.open && state.onDesk; });
    swapPanes->setToolTip(tr("Swap provider and consumer"));
}

void ActionSet::addLife()
{
    const auto when = [](LifeWish wish) {
        return [wish](const ActionState& state) {
            return state.open && state.onDesk && state.life.contains(wish);
        };
    };
    renewShare = add("renewShare", tr("&Renew…"), "refresh", QKeySequence(tr("Ctrl+R")), when(LifeWish::Renew));
    renewShare->setToolTip(tr("New tokens for the selected share, in place of the old ones"));
    renewSoon = add("renewSoon", tr("Renew what &ends soon…"), "state-soon", {}, whenOpen);
    renewSoon->setToolTip(tr("New tokens for every share whose tokens end within some days"));
    revokeShare = add("revokeShare", tr("Re&voke…"), "state-revoked", {}, when(LifeWish::Revoke));
    revokeShare->setToolTip(tr("Makes tokens for the selected share worthless"));
    letInShare = add("letInShare", tr("&Let in again…"), "undo", {}, when(LifeWish::LetIn));
    letInShare->setToolTip(tr("Ends a revocation: by new tokens, or with the old ones"));
    editRow = add("editRow", tr("E&dit row…"), "configuration", {}, when(LifeWish::EditRow));
    editRow->setToolTip(tr("Other values for the selected export or import"));
    removeShare = add("removeShare", tr("Remove s&hare…"), "close", {}, when(LifeWish::Remove));
    removeShare->setToolTip(tr("The consumer no longer imports the selected share"));
    withdrawOffer = add("withdrawOffer", tr("S&top offering…"), "state-broken", {}, when(LifeWish::Withdraw));
    withdrawOffer->setToolTip(tr("The provider no longer exports what is selected"));
}

void ActionSet::addAccounts()
{
    const auto when = [](AdminWish wish) {
        return [wish](const ActionState& state) {
            return state.open && isPossible(wish, state.thing);
        };
    };
    createOperator = add("createOperator", tr("Create &operator…"), "server", {},
                         [](const ActionState& state) { return !state.writing; });
    newAccount = add("newAccount", tr("New &account…"), "open", {}, whenOpen);
    importAccount = add("importAccount", tr("&Import account…"), "import", {}, whenOpen);
    newUser = add("newUser", tr("New &user…"), "account", {}, when(AdminWish::NewUser));
    newSigningKey = add("newSigningKey", tr("New signing &key…"), "key", {}, when(AdminWish::NewSigningKey));
    newContact = add("newContact", tr("New &contact…"), "contact", {}, whenOpen);
    newContact->setToolTip(tr("Keeps the public key of an account elsewhere under a name"));
    importKeys = add("importKeys", tr("I&mport keys…"), "key", {}, whenOpen);
    importKeys->setToolTip(tr("Takes private keys out of files into the keystore"));
    importKeyFolder = add("importKeyFolder", tr("Import key fo&lder…"), "open", {}, whenOpen);
    importKeyFolder->setToolTip(tr("Takes the private keys of all .nk files of a folder into the keystore"));
    editThing = add("editThing", tr("&Edit…"), "configuration", {}, when(AdminWish::Edit));
    renameThing = add("renameThing", tr("&Rename…"), "details", QKeySequence(Qt::Key_F2), when(AdminWish::Rename));
    restoreThing = add("restoreThing", tr("Restore earlier s&tate…"), "history", {}, when(AdminWish::Restore));
    restoreThing->setToolTip(tr("Brings the account back to a state that the history remembers"));
    deleteThing = add("deleteThing", tr("&Delete…"), "close", {}, when(AdminWish::Delete));
    writeCreds = add("writeCreds", tr("&Write creds again"), "copy-file", {},
                     [](const ActionState& state) { return state.open && state.thing.kind == Thing::Kind::User; });
    writeCreds->setToolTip(tr("Writes the creds file of this user from its token and key"));
    findAccount = add("findAccount", tr("&Find account, user or key"), "details", QKeySequence::Find, whenOpen);
    showOnDesk = add("showOnDesk", tr("&Show on the desk"), "desk", QKeySequence(tr("Ctrl+D")),
                     [](const ActionState& state) { return state.open && !state.thing.account.empty(); });
}

void ActionSet::addPlaces()
{
    goDesk = add("goDesk", tr("&Desk"), "desk", QKeySequence(tr("Ctrl+1")), whenOpen);
    goAccounts = add("goAccounts", tr("A&ccounts"), "account", QKeySequence(tr("Ctrl+2")), whenOpen);
    goServer = add("goServer", tr("&Server"), "server", QKeySequence(tr("Ctrl+3")), whenOpen);
    goHistory = add("goHistory", tr("&History"), "history", QKeySequence(tr("Ctrl+4")), whenOpen);
    auto* places = new QActionGroup(this);
    for (auto* place : {goDesk, goAccounts, goServer, goHistory}) {
        place->setCheckable(true);
        places->addAction(place);
    }
    nextPane = add("nextPane", tr("Next &pane"), "next-pane", QKeySequence(Qt::Key_F6), whenOpen);
    showProblems = add("showProblems", tr("Show &problems"), "problems", QKeySequence(tr("Ctrl+Shift+P")), whenOpen);
    showProblems->setCheckable(true);
    quit = add("quit", tr("&Quit"), "quit", QKeySequence::Quit, always);
    about = add("about", tr("&About GrantDesk"), "about", {}, always);
}

void ActionSet::addColors()
{
    colorsSystem = add("colorsSystem", tr("Colours of the &system"), "colors", {}, always);
    colorsLight = add("colorsLight", tr("&Light"), "colors", {}, always);
    colorsDark = add("colorsDark", tr("Dar&k"), "colors", {}, always);
    auto* colors = new QActionGroup(this);
    for (auto* choice : {colorsSystem, colorsLight, colorsDark}) {
        choice->setCheckable(true);
        choice->setIconVisibleInMenu(false);
        colors->addAction(choice);
    }
    colorsSystem->setData(QStringLiteral("system"));
    colorsLight->setData(QStringLiteral("light"));
    colorsDark->setData(QStringLiteral("dark"));
}

void ActionSet::update(const ActionState& state)
{
    for (std::size_t at = 0; at < m_all.size(); ++at)
        m_all[at]->setEnabled(m_conditions[at](state));
    // The same key makes what belongs below the selected thing.
    const QKeySequence make(Qt::Key_Insert);
    const bool isChosen = state.thing.kind != Thing::Kind::None;
    const bool isContact = isOfContacts(state.thing);
    newContact->setShortcut(isContact ? make : QKeySequence());
    newAccount->setShortcut(isChosen && !isContact && state.thing.account.empty() ? make : QKeySequence());
    newUser->setShortcut(isChosen && !state.thing.account.empty() ? make : QKeySequence());
    // And the same keys edit and delete on both pages.
    const QKeySequence remove(QKeySequence::Delete);
    removeShare->setShortcut(state.onDesk ? remove : QKeySequence());
    deleteThing->setShortcut(state.onDesk ? QKeySequence() : remove);
    const QKeySequence edit(tr("Ctrl+E"));
    editRow->setShortcut(state.onDesk ? edit : QKeySequence());
    editThing->setShortcut(state.onDesk ? QKeySequence() : edit);
    // What becomes of a contact is asked and reviewed nowhere.
    deleteThing->setText(isContact ? tr("Remove con&tact") : tr("&Delete…"));
    undo->setText(state.undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(withoutMnemonics(state.undo)));
    redo->setText(state.redo.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(withoutMnemonics(state.redo)));
    // Tool bars show the short form.
    undo->setIconText(tr("Undo"));
    redo->setIconText(tr("Redo"));
}

} // namespace gd::ui
