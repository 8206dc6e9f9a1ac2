// SPDX-License-Identifier: Apache-2.0
//
// What the window does when it is asked to; how it is put together is in main_window.cpp.
#include "ui/shell/main_window.h"

#include "core/admin/creds.h"
#include "core/admin/keystore_migration.h"
#include "core/share/share_draft.h"
#include "core/store/discovery.h"
#include "core/store/layout.h"
#include "ui/accounts/account_tree.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/new_operator_dialog.h"
#include "ui/bridge/background.h"
#include "ui/bridge/strings.h"
#include "ui/desk/account_pane.h"
#include "ui/desk/desk_page.h"
#include "ui/desk/drop_advice.h"
#include "ui/desk/token_shelf.h"
#include "ui/history/history_page.h"
#include "ui/inspector/inspector.h"
#include "ui/look/theme.h"
#include "ui/server/server_page.h"
#include "ui/shell/action_set.h"
#include "ui/shell/findings_panel.h"
#include "ui/shell/key_import.h"
#include "ui/shell/notices.h"
#include "ui/shell/operator_menu.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/rail.h"
#include "ui/shell/share_with_menu.h"
#include "ui/shell/status_line.h"
#include "ui/shell/token_arrival.h"
#include "ui/shell/welcome_page.h"
#include "ui/shell/wizard_host.h"
#include "ui/words/change_text.h"
#include "ui/words/names.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QMessageBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTreeView>

namespace gd::ui {

void MainWindow::openWorkspace(const Workspace& workspace)
{
    m_welcome->showFolders(workspace);
    if (workspace.operatorName.empty() && operatorFolders(workspace.storeRoot).size() > 1) {
        goTo(m_welcome);
        m_welcome->askOperator();
        return;
    }
    const auto nsc = nscPlaces(m_env);
    const auto& current = nsc.context.operatorName;
    const bool isNscs =
        workspace.storeRoot == nsc.storeRoot && (workspace.operatorName.empty() || workspace.operatorName == current);
    m_desk->preferProvider(isNscs ? nsc.context.account : std::string());
    m_session.open(workspace);
}

void MainWindow::openOperator(const std::string& folder)
{
    const auto& here = m_session.snapshot()->workspace;
    openWorkspace(workspaceAt(here.storeRoot, here.keystore, m_env, folder));
}

/// What was typed into one that is open already stays.
void MainWindow::createOperator(const Workspace& at)
{
    auto* dialog = findChild<NewOperatorDialog*>();
    if (!dialog) {
        dialog = new NewOperatorDialog(
            at, m_env, [this] { return m_session.now(); }, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &NewOperatorDialog::created, this, [this](const Workspace& workspace) {
            m_showsAccounts = true; // there is nothing to share yet
            openWorkspace(workspace);
        });
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void MainWindow::takeOpened()
{
    m_bar->clear();
    m_wizards->closeAll();
    m_shareWith->showAccounts(*m_session.snapshot());
    m_operators->showOperators(*m_session.snapshot());
    m_findings->showWorld(m_session.snapshot());
    if (std::exchange(m_showsAccounts, false)) {
        goTo(m_accounts);
        m_accounts->tree()->focusTree();
        return;
    }
    goTo(m_desk);
    m_desk->provider()->tree()->setFocus(); // the first field would keep Ctrl+Z for its own text
}

void MainWindow::takeApplied(Session::Act act, const Transaction& done)
{
    setWriting(false);
    m_wizards->planApplied(act);
    m_bar->remove(QStringLiteral("leftOver"));
    m_notices->sayDone(act, done);
    if (act == Session::Act::Apply) m_accounts->select(madeBy(done.changes));
}

void MainWindow::takeRefused(Session::Act act, const Error& error)
{
    setWriting(false);
    if (!m_wizards->tookRefusal(act, error)) m_notices->sayRefused(act, error);
}

void MainWindow::takeContact(const ContactChange& change)
{
    m_notices->sayContact(change);
    if (change.after) m_accounts->select(contactThing(change.key()));
}

void MainWindow::newShare()
{
    ShareDraft draft;
    if (m_session.snapshot()->account(m_desk->providerKey())) draft.provider = m_desk->providerKey();
    if (!m_desk->consumerKey().empty() && m_desk->consumerKey() != draft.provider)
        draft.consumers.push_back({.account = m_desk->consumerKey()});
    m_wizards->openShare(std::move(draft), ShareWizard::Start::What);
}

void MainWindow::importToken()
{
    openImport(m_desk->consumerKey(), {});
}

/// A contact's imports are written where its keys are.
void MainWindow::openImport(const std::string& account, const Intake& intake)
{
    const auto& world = *m_session.snapshot();
    if (!world.account(account) && world.contact(account))
        return m_notices->sayCannot(importsElsewhere(world, account));
    m_wizards->openImport(account, intake);
}

void MainWindow::pasteToken()
{
    const auto* content = QGuiApplication::clipboard()->mimeData();
    const auto offer = content ? offerFrom(*content) : DropOffer{};
    if (offer.files.isEmpty() && offer.text.isEmpty()) return m_notices->sayUnusable({});
    takeTokens(offer, m_desk->consumerKey());
}

void MainWindow::shareWith(const DraggedShare& share, const std::string& consumer)
{
    const auto& world = *m_session.snapshot();
    const auto advice = adviseShare(share, consumer, world, m_session.now());
    const auto* offer = findShare(world, share.shareId);
    if (!advice.possible || !offer) return m_notices->sayCannot(advice.text);
    m_wizards->openShare(draftFromOffer(*offer, consumer, world), ShareWizard::Start::Review);
}

void MainWindow::takeTokens(const DropOffer& offer, const std::string& account)
{
    if (offer.files.isEmpty()) return takeIntake(takeInText(offer.text), account);
    takeIn(this, offer.files, [this, account](const Intake& intake) { takeIntake(intake, account); });
}

void MainWindow::takeIntake(const Intake& intake, const std::string& account)
{
    const auto& world = *m_session.snapshot();
    const auto arrival = judgeArrival(intake, account, world);
    switch (arrival.kind) {
    case TokenArrival::Kind::Nothing:
        return m_notices->sayUnusable(intake.refused);
    case TokenArrival::Kind::ForAccount:
        return openImport(arrival.account, intake);
    case TokenArrival::Kind::ForOther:
        break;
    }
    m_notices->sayForOther(accountName(world, arrival.account), accountName(world, account), [this, arrival, intake] {
        m_desk->setConsumer(arrival.account);
        m_wizards->openImport(arrival.account, intake);
    });
}

void MainWindow::importFiles(const std::vector<TokenFile>& files)
{
    DropOffer offer;
    for (const auto& file : files)
        offer.files << pathToQt(file.file);
    if (!offer.isEmpty()) takeTokens(offer, m_desk->consumerKey());
}

std::string MainWindow::selectedAccount() const
{
    if (m_pages->currentWidget() == m_accounts) return m_accounts->current().key;
    const auto& selection = m_desk->selection();
    return selection.account.empty() ? m_desk->consumerKey() : selection.account;
}

void MainWindow::copyKey()
{
    const auto key = toQt(selectedAccount());
    QGuiApplication::clipboard()->setText(key);
    m_notices->sayCopied(key);
}

void MainWindow::pushToServer()
{
    goTo(m_serverPage);
    m_serverPage->pushAll();
}

void MainWindow::showOnDesk(const std::string& account, bool asProvider)
{
    goTo(m_desk);
    m_desk->setConsumer(account);
    if (asProvider) m_desk->swapPanes();
}

/// Creds files lie in the keystore and are no part of a step, so nothing is planned or recorded.
void MainWindow::writeCreds()
{
    const auto world = m_session.snapshot();
    const auto thing = m_accounts->current();
    if (!findUser(*world, thing)) return;
    inBackground(
        this, QThreadPool::globalInstance(),
        [world, thing] { return gd::writeCreds(*world, *world->account(thing.account), *findUser(*world, thing)); },
        [this, name = thingName(*world, thing)](const Status& done) {
            m_notices->sayCreds(name, done);
            m_session.lookAgain();
        });
}

void MainWindow::importKeys(const QStringList& paths)
{
    const auto keystore = m_session.snapshot()->workspace.keystore;
    inBackground(
        this, QThreadPool::globalInstance(), [paths, keystore] { return importKeysFrom(paths, keystore); },
        [this](const KeyImport& done) {
            m_notices->sayKeys(done);
            m_session.lookAgain();
        });
}

void MainWindow::migrateKeystore()
{
    const auto keystore = m_session.snapshot()->workspace.keystore;
    inBackground(
        this, QThreadPool::globalInstance(), [keystore] { return gd::migrateKeystore(keystore); },
        [this](const Result<KeystoreMigration>& done) {
            m_notices->sayMigrated(done);
            m_session.lookAgain();
        });
}

void MainWindow::openSample()
{
    // A name that nobody can guess, made just now and only for this user: keys are put into it.
    QTemporaryDir folder(QDir::temp().filePath(QStringLiteral("grantdesk-sample-XXXXXX")));
    folder.setAutoRemove(false);
    if (!folder.isValid())
        return m_notices->sayOpenFailed(
            {ErrorCode::FolderUnwritable, fromQt(QDir::tempPath()), fromQt(folder.errorString())});
    m_desk->preferProvider({});
    m_session.openSample(folder.path());
}

void MainWindow::goTo(QWidget* page)
{
    m_pages->setCurrentWidget(page);
    m_inspector->setVisible(page == m_desk);
    m_rail->setVisible(m_session.isOpen());
    for (const auto& [place, action] : {std::pair<QWidget*, QAction*>{m_desk, m_actions->goDesk},
                                        {m_accounts, m_actions->goAccounts},
                                        {m_serverPage, m_actions->goServer},
                                        {m_history, m_actions->goHistory}})
        action->setChecked(place == page);
    refresh();
}

void MainWindow::showFindings(bool on)
{
    m_actions->showProblems->setChecked(on);
    m_findings->setVisible(on);
    if (on) m_findings->focusList();
}

void MainWindow::focusNextPane()
{
    const auto* focus = QApplication::focusWidget();
    const auto isIn = [focus](const QWidget* part) {
        return focus && (part == focus || part->isAncestorOf(focus));
    };
    if (m_pages->currentWidget() == m_desk) {
        if (!isIn(m_rail) && !isIn(m_inspector) && m_desk->focusNextPart()) return;
        if (isIn(m_desk)) return m_inspector->focusText();
        if (isIn(m_inspector)) return m_rail->focusCurrent();
        m_desk->focusNextPart();
        return;
    }
    if (m_pages->currentWidget() == m_accounts && m_accounts->focusNextPart()) return;
    if (isIn(m_pages)) return m_rail->focusCurrent();
    auto* page = m_pages->currentWidget();
    for (auto* next = page->nextInFocusChain(); next && next != page; next = next->nextInFocusChain()) {
        if (!page->isAncestorOf(next) || !(next->focusPolicy() & Qt::TabFocus) || !next->isVisible() ||
            !next->isEnabled())
            continue;
        return next->setFocus(Qt::TabFocusReason);
    }
}

void MainWindow::chooseColors(const QString& colors)
{
    m_preferences.set(pref::colors, colors);
    applyTheme(*qApp, colors);
}

void MainWindow::showAbout()
{
    auto* box =
        new QMessageBox(QMessageBox::NoIcon, tr("About GrantDesk"),
                        tr("GrantDesk %1\n\nShares subjects and JetStream consumers between NATS accounts, on the "
                           "folders of nsc.\n\nApache License 2.0")
                            .arg(QApplication::applicationVersion()),
                        QMessageBox::Close, this);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setModal(false);
    box->show();
}

void MainWindow::setWriting(bool writing)
{
    m_writing = writing;
    refresh();
}

/// Brings everything that depends on more than one part up to date: actions, status bar, title.
void MainWindow::refresh()
{
    const auto& world = m_session.snapshot();
    const auto notPushed = m_session.isOpen() ? m_server.notPushed() : std::vector<std::string>{};
    const auto title = [&](const Transaction* transaction) {
        return transaction ? transactionTitle(transaction->changes, *world) : QString();
    };
    ActionState state;
    state.open = m_session.isOpen();
    state.writing = m_writing;
    state.onDesk = m_pages->currentWidget() == m_desk;
    state.offer = m_desk->selectedOffer().has_value();
    state.life = lifeWishes(m_desk->selection(), m_desk->consumerKey(), *world);
    state.tokens = !m_desk->shelf()->selectedFiles().empty();
    state.account = !selectedAccount().empty();
    if (m_pages->currentWidget() == m_accounts) state.thing = m_accounts->current();
    state.notPushed = !notPushed.empty();
    state.undo = title(m_session.toUndo());
    state.redo = title(m_session.toRedo());
    m_actions->update(state);
    m_shareWith->setProvider(m_desk->providerKey());
    m_operators->menuAction()->setEnabled(state.open && !state.writing);
    m_welcome->setBusy(m_session.isBusy());
    if (notPushed.empty()) m_notices->forgetPush();
    m_status->setVisible(state.open);
    m_status->showWorld(*world, notPushed.size());
    m_status->setBusy(m_session.isBusy());
    setWindowTitle(state.open ? tr("%1 – GrantDesk").arg(toQt(world->op.name)) : tr("GrantDesk"));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_preferences.set(pref::windowGeometry, saveGeometry());
    m_preferences.set(pref::windowState, m_content->saveState());
    m_wizards->closeAll();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_status) refresh();
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) m_session.lookAgain();
}

} // namespace gd::ui
