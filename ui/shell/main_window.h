// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/workspace.h"
#include "ui/bridge/preferences.h"
#include "ui/bridge/server_session.h"
#include "ui/drop/intake.h"
#include "ui/words/selection.h"

#include <QMainWindow>

class QSplitter;
class QStackedWidget;

namespace gd::ui {

class AccountsPage;
class ActionSet;
class DeskPage;
class FindingsPanel;
class HistoryPage;
class Inspector;
class Notices;
class OperatorMenu;
class OperatorServer;
class OpeningBar;
class ProblemBar;
class Rail;
class ServerPage;
class ShareWithMenu;
class StatusLine;
class WelcomePage;
class WizardHost;
struct DraggedShare;
struct DropOffer;

/// The window: puts the pages together and carries wishes from them to the wizards and the session. It decides nothing
/// about shares itself. Shows the welcome page until a workspace is open.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Session& session, ServerSession& server, Preferences& preferences, const Environment& env,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a workspace; where that fails, its folders stand on the welcome page to be corrected. Where it names none
    /// of several operators, that page asks for one.
    void openWorkspace(const Workspace& workspace);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectActions();
    void connectDesk();
    void connectAccounts();
    void connectSession();

    void takeOpened();
    void takeApplied(Session::Act act, const Transaction& done);
    void takeRefused(Session::Act act, const Error& error);

    void takeContact(const ContactChange& change);

    void newShare();
    void importToken();
    void pasteToken();
    void shareWith(const DraggedShare& share, const std::string& consumer);
    void takeTokens(const DropOffer& offer, const std::string& account);
    void openImport(const std::string& account, const Intake& intake);
    void takeIntake(const Intake& intake, const std::string& account);
    void importFiles(const std::vector<TokenFile>& files);
    void copyKey();
    void pushToServer();
    void showOnDesk(const std::string& account, bool asProvider);
    void writeCreds();
    void importKeys(const QStringList& paths);
    void migrateKeystore();
    void createOperator(const Workspace& at);
    void openSample();
    void openOperator(const std::string& folder);
    std::string selectedAccount() const;

    void goTo(QWidget* page);
    void showFindings(bool on);
    void focusNextPane();
    void chooseColors(const QString& colors);
    void showAbout();
    void setWriting(bool writing);
    void refresh();

    Session& m_session;
    ServerSession& m_server;
    Preferences& m_preferences;
    Environment m_env;
    OperatorServer* m_operatorServer = nullptr;
    ActionSet* m_actions = nullptr;
    OpeningBar* m_opening = nullptr;
    ProblemBar* m_bar = nullptr;
    Notices* m_notices = nullptr;
    WizardHost* m_wizards = nullptr;
    ShareWithMenu* m_shareWith = nullptr;
    OperatorMenu* m_operators = nullptr;
    Rail* m_rail = nullptr;
    QStackedWidget* m_pages = nullptr;
    QSplitter* m_content = nullptr;
    WelcomePage* m_welcome = nullptr;
    DeskPage* m_desk = nullptr;
    AccountsPage* m_accounts = nullptr;
    ServerPage* m_serverPage = nullptr;
    HistoryPage* m_history = nullptr;
    Inspector* m_inspector = nullptr;
    FindingsPanel* m_findings = nullptr;
    StatusLine* m_status = nullptr;
    bool m_showsAccounts = false; ///< the operator that is being opened was made just now
    bool m_writing = false;       ///< a step was handed to the session and not answered yet
};

} // namespace gd::ui
