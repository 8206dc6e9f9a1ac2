// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/main_window.h"

#include "ui/accounts/account_tree.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/admin_desk.h"
#include "ui/bridge/strings.h"
#include "ui/desk/account_pane.h"
#include "ui/desk/desk_page.h"
#include "ui/desk/token_shelf.h"
#include "ui/history/history_page.h"
#include "ui/inspector/inspector.h"
#include "ui/look/theme.h"
#include "ui/server/operator_panel.h"
#include "ui/server/server_page.h"
#include "ui/shell/action_set.h"
#include "ui/shell/english_plurals.h"
#include "ui/shell/findings_panel.h"
#include "ui/shell/key_import.h"
#include "ui/shell/menus.h"
#include "ui/shell/notices.h"
#include "ui/shell/opening_bar.h"
#include "ui/shell/operator_menu.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/rail.h"
#include "ui/shell/share_with_menu.h"
#include "ui/shell/status_line.h"
#include "ui/shell/token_export.h"
#include "ui/shell/welcome_page.h"
#include "ui/shell/wizard_host.h"
#include "ui/words/change_text.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QMenuBar>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QTreeView>

namespace gd::ui {

MainWindow::MainWindow(Session& session, ServerSession& server, Preferences& preferences, const Environment& env,
                       QWidget* parent)
    : QMainWindow(parent), m_session(session), m_server(server), m_preferences(preferences), m_env(env)
{
    EnglishPlurals::install();
    applyTheme(*qApp, m_preferences.get(pref::colors));
    setObjectName(QStringLiteral("mainWindow"));
    build();
    m_notices = new Notices(m_session, *m_actions, *m_bar);
    m_wizards = new WizardHost(m_session, this);
    connectActions();
    connectDesk();
    connectAccounts();
    connectSession();

    // The frame comes on top of it, so a screen of that size gets a smaller window.
    resize(QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(16, 48)).expandedTo(QSize(1008, 640)));
    restoreGeometry(m_preferences.get(pref::windowGeometry));
    m_content->restoreState(m_preferences.get(pref::windowState));
    if (m_session.isOpen())
        takeOpened();
    else
        goTo(m_welcome);
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_actions = new ActionSet(this);
    m_shareWith = new ShareWithMenu(m_actions->shareWith, this);
    m_operators = new OperatorMenu(this);
    menuBar()->setObjectName(QStringLiteral("menuBar"));
    menuBar()->setAccessibleName(tr("Menu bar"));
    auto* tools = addToolBar(tr("Tools"));
    tools->setObjectName(QStringLiteral("toolBar"));
    tools->setAccessibleName(tr("Tools"));
    tools->setMovable(false);
    tools->setContextMenuPolicy(Qt::PreventContextMenu);
    fillToolBar(tools, *m_actions);

    m_bar = new ProblemBar(this);
    m_opening = new OpeningBar(this);
    m_pages = new QStackedWidget(this);
    m_pages->setObjectName(QStringLiteral("pages"));
    m_welcome = new WelcomePage(m_env, this);
    m_desk = new DeskPage(m_session, m_server, m_preferences, m_actions->swapPanes, this);
    fillMenuBar(menuBar(), *m_actions, m_shareWith, m_operators,
                {m_desk->provider()->columnMenu(), m_desk->consumer()->columnMenu()});
    const auto button = [](QAction* action, AdminWish wish) {
        return ThingAction{action, [wish](const Thing& thing) {
                               return isPossible(wish, thing);
                           }};
    };
    m_accounts =
        new AccountsPage(m_session,
                         {{m_actions->newAccount,
                           [](const Thing& thing) {
                               return thing.kind == Thing::Kind::Operator;
                           }},
                          button(m_actions->editThing, AdminWish::Edit),
                          {m_actions->newUser,
                           [](const Thing& thing) {
                               return thing.kind == Thing::Kind::Account;
                           }},
                          {m_actions->newContact, isOfContacts},
                          {m_actions->newSigningKey,
                           [](const Thing& thing) {
                               return thing.kind == Thing::Kind::Account || thing.kind == Thing::Kind::Operator;
                           }},
                          {m_actions->renameThing,
                           [](const Thing& thing) {
                               return thing.kind == Thing::Kind::Account; // a contact has one form for all of it
                           }},
                          button(m_actions->deleteThing, AdminWish::Delete),
                          {m_actions->writeCreds,
                           [](const Thing& thing) {
                               return thing.kind == Thing::Kind::User;
                           }}},
                         this);
    m_serverPage = new ServerPage(m_session, m_server, this);
    m_operatorServer = new OperatorServer(m_session, this);
    m_accounts->setOperator(*m_operatorServer);
    m_history = new HistoryPage(m_session, this);
    for (QWidget* page : std::initializer_list<QWidget*>{m_welcome, m_desk, m_accounts, m_serverPage, m_history})
        m_pages->addWidget(page);
    m_inspector = new Inspector(m_session, this);
    m_content = new QSplitter(Qt::Horizontal, this);
    m_content->setObjectName(QStringLiteral("content"));
    m_content->setChildrenCollapsible(false);
    m_content->addWidget(m_pages);
    m_content->addWidget(m_inspector);
    m_content->setStretchFactor(0, 3);
    m_content->setStretchFactor(1, 1);
    m_content->setSizes({940, 270});
    m_findings = new FindingsPanel(this);
    m_findings->setMaximumHeight(240);
    m_findings->hide();
    m_rail = new Rail({m_actions->goDesk, m_actions->goAccounts, m_actions->goServer, m_actions->goHistory}, this);

    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_opening);
    column->addWidget(m_content, 1);
    column->addWidget(m_findings);
    auto* central = new QWidget(this);
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    setCentralWidget(central);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction* action, auto act) {
        connect(action, &QAction::triggered, this, act);
    };
    on(m_actions->newShare, &MainWindow::newShare);
    on(m_actions->importToken, &MainWindow::importToken);
    on(m_actions->pasteToken, &MainWindow::pasteToken);
    on(m_actions->undo, [this] {
        setWriting(true);
        m_session.undo();
    });
    on(m_actions->redo, [this] {
        setWriting(true);
        m_session.redo();
    });
    on(m_actions->openWorkspace, [this] {
        m_welcome->refresh();
        goTo(m_welcome);
    });
    on(m_actions->openSample, &MainWindow::openSample);
    on(m_actions->createOperator, [this] {
        createOperator(m_session.isOpen() ? m_session.snapshot()->workspace : findStore({}, m_env).workspace);
    });
    on(m_actions->pushToServer, &MainWindow::pushToServer);
    on(m_actions->writeConfiguration, [this] { m_serverPage->writeConfiguration(); });
    on(m_actions->copyTokenFile, [this] {
        askAndCopyTokenFiles(this, m_desk->shelf()->selectedFiles(),
                             [this](const TokenExport& result) { m_notices->sayExported(result); });
    });
    on(m_actions->copyKey, &MainWindow::copyKey);
    on(m_actions->swapPanes, [this] { m_desk->swapPanes(); });
    // Assistive technology toggles the buttons of the rail without triggering their actions.
    for (const auto& [action, page] : {std::pair<QAction*, QWidget*>{m_actions->goDesk, m_desk},
                                       {m_actions->goAccounts, m_accounts},
                                       {m_actions->goServer, m_serverPage},
                                       {m_actions->goHistory, m_history}})
        connect(action, &QAction::toggled, this, [this, page = page](bool isChosen) {
            if (isChosen && m_pages->currentWidget() != page) goTo(page);
        });
    on(m_actions->nextPane, &MainWindow::focusNextPane);
    on(m_actions->showProblems, &MainWindow::showFindings);
    for (auto* choice : {m_actions->colorsSystem, m_actions->colorsLight, m_actions->colorsDark}) {
        choice->setChecked(choice->data().toString() == m_preferences.get(pref::colors));
        on(choice, [this, choice] { chooseColors(choice->data().toString()); });
    }
    on(m_actions->quit, &MainWindow::close);
    on(m_actions->about, &MainWindow::showAbout);
    // The shortcut of "Share with…" opens the list where the share stands.
    addAction(m_actions->shareWith);
    on(m_actions->shareWith, [this] {
        auto* tree = m_desk->provider()->tree();
        m_shareWith->popup(tree->viewport()->mapToGlobal(tree->visualRect(tree->currentIndex()).bottomLeft()));
    });
}

void MainWindow::connectDesk()
{
    m_desk->setContextMenu(makeDeskMenu(new QMenu(this), *m_actions, m_shareWith));
    connect(m_desk, &DeskPage::selectionChanged, m_inspector, &Inspector::showSelection);
    connect(m_desk, &DeskPage::selectionChanged, this, &MainWindow::refresh);
    connect(m_desk, &DeskPage::pairChanged, m_notices, &Notices::forgetPair);
    connect(m_desk, &DeskPage::pairChanged, this, &MainWindow::refresh);
    connect(m_desk, &DeskPage::opened, m_inspector, &Inspector::focusText);
    connect(m_desk, &DeskPage::shareDropped, this, &MainWindow::shareWith);
    connect(m_desk, &DeskPage::tokensDropped, this, &MainWindow::takeTokens);
    connect(m_desk, &DeskPage::importRequested, this, &MainWindow::importFiles);
    connect(m_desk, &DeskPage::copyToRequested, m_actions->copyTokenFile, &QAction::trigger);
    connect(m_desk, &DeskPage::keyCopied, m_notices, &Notices::sayCopied);
    connect(m_inspector, &Inspector::keyCopied, m_notices, &Notices::sayCopied);
    for (const auto& [action, wish] : {std::pair{m_actions->renewShare, LifeWish::Renew},
                                       {m_actions->renewSoon, LifeWish::RenewSoon},
                                       {m_actions->revokeShare, LifeWish::Revoke},
                                       {m_actions->letInShare, LifeWish::LetIn},
                                       {m_actions->removeShare, LifeWish::Remove},
                                       {m_actions->withdrawOffer, LifeWish::Withdraw}})
        connect(action, &QAction::triggered, this, [this, wish = wish] {
            m_wizards->openLife(wish, meantBy(wish, m_desk->selection(), m_desk->consumerKey(), *m_session.snapshot()));
        });
    connect(m_actions->editRow, &QAction::triggered, this, [this] { m_wizards->openRow(m_desk->selection()); });
    connect(m_shareWith, &ShareWithMenu::accountChosen, this, [this](const std::string& key) {
        if (const auto offer = m_desk->selectedOffer()) shareWith(*offer, key);
    });
}

void MainWindow::connectAccounts()
{
    m_accounts->setContextMenu(makeAccountsMenu(new QMenu(this), *m_actions));
    connect(m_accounts, &AccountsPage::currentChanged, this, &MainWindow::refresh);
    for (const auto& [action, wish] : {std::pair{m_actions->newAccount, AdminWish::NewAccount},
                                       {m_actions->importAccount, AdminWish::ImportAccount},
                                       {m_actions->newUser, AdminWish::NewUser},
                                       {m_actions->newSigningKey, AdminWish::NewSigningKey},
                                       {m_actions->editThing, AdminWish::Edit},
                                       {m_actions->renameThing, AdminWish::Rename},
                                       {m_actions->restoreThing, AdminWish::Restore},
                                       {m_actions->deleteThing, AdminWish::Delete}})
        connect(action, &QAction::triggered, this,
                [this, wish = wish] { m_wizards->openAdmin(wish, m_accounts->current()); });
    connect(m_actions->newContact, &QAction::triggered, m_wizards, &WizardHost::newContact);
    const auto* panel = m_serverPage->setOperator(*m_operatorServer);
    connect(panel, &OperatorPanel::importAsked, m_actions->importAccount, &QAction::trigger);
    connect(panel, &OperatorPanel::copied, m_notices, &Notices::sayCopied);
    connect(m_history, &HistoryPage::restoreAsked, m_wizards, &WizardHost::openRestore);
    connect(m_accounts, &AccountsPage::keyCopied, m_notices, &Notices::sayCopied);
    connect(m_accounts, &AccountsPage::deskAsked, this, &MainWindow::showOnDesk);
    connect(m_actions->writeCreds, &QAction::triggered, this, &MainWindow::writeCreds);
    for (const auto& [action, wantsFolder] :
         {std::pair{m_actions->importKeys, false}, {m_actions->importKeyFolder, true}})
        connect(action, &QAction::triggered, this, [this, wantsFolder = wantsFolder] {
            askForKeys(this, wantsFolder, [this](const QStringList& paths) { importKeys(paths); });
        });
    connect(m_actions->findAccount, &QAction::triggered, this, [this] {
        goTo(m_accounts);
        m_accounts->tree()->focusFilter();
    });
    connect(m_actions->showOnDesk, &QAction::triggered, this, [this] {
        const auto* account = m_session.snapshot()->account(m_accounts->current().account);
        if (account) showOnDesk(account->key, account->claims.imports.empty() && !account->claims.exports.empty());
    });
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::opened, this, &MainWindow::takeOpened);
    connect(&m_session, &Session::snapshotChanged, this, [this](const SnapshotPtr& now) {
        m_shareWith->showAccounts(*now);
        m_operators->showOperators(*now);
        m_findings->showWorld(now);
        refresh();
    });
    // The mark went to the operator that was chosen; the one before is still what is open.
    connect(&m_session, &Session::openFailed, this, [this] {
        m_showsAccounts = false;
        m_operators->showOperators(*m_session.snapshot());
    });
    connect(m_operators, &OperatorMenu::operatorChosen, this, &MainWindow::openOperator);
    connect(&m_session, &Session::historyChanged, this, &MainWindow::refresh);
    connect(&m_session, &Session::openingProgressed, m_opening, &OpeningBar::showProgress);
    connect(&m_session, &Session::opened, m_opening, &OpeningBar::finish);
    connect(&m_session, &Session::openFailed, m_opening, &OpeningBar::finish);
    connect(m_opening, &OpeningBar::cancelClicked, &m_session, &Session::cancelOpening);
    connect(&m_session, &Session::busyChanged, this, &MainWindow::refresh);
    connect(&m_session, &Session::applied, this, &MainWindow::takeApplied);
    connect(&m_session, &Session::refused, this, &MainWindow::takeRefused);
    connect(&m_session, &Session::contactChanged, this, &MainWindow::takeContact);
    connect(&m_session, &Session::contactRefused, this, [this](const ContactChange& change, const Error& error) {
        if (!m_wizards->tookRefusal(change, error)) m_notices->sayRefused(Session::Act::Apply, error);
    });
    connect(&m_server, &ServerSession::pushed, this, &MainWindow::refresh);
    connect(&m_server, &ServerSession::stateChanged, this, &MainWindow::refresh);
    connect(&m_server, &ServerSession::activityChanged, this, &MainWindow::refresh);

    connect(m_wizards, &WizardHost::applying, this, [this] { setWriting(true); });
    connect(m_welcome, &WelcomePage::workspaceChosen, this, &MainWindow::openWorkspace);
    connect(m_welcome, &WelcomePage::sampleChosen, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePage::creationAsked, this, &MainWindow::createOperator);
    connect(m_findings, &FindingsPanel::closed, this, [this] { showFindings(false); });
    connect(m_findings, &FindingsPanel::migrationWanted, this, &MainWindow::migrateKeystore);
    connect(m_findings, &FindingsPanel::accountWanted, this, [this](const std::string& key) {
        if (!m_session.snapshot()->account(key)) return;
        goTo(m_desk);
        m_desk->setConsumer(key);
    });
    connect(m_status, &StatusLine::notPushedClicked, m_actions->goServer, &QAction::trigger);
    connect(m_status, &StatusLine::problemsClicked, m_actions->showProblems, &QAction::trigger);
}

} // namespace gd::ui
