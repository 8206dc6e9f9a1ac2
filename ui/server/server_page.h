// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/server_session.h"
#include "ui/bridge/session.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;
class QVBoxLayout;

namespace gd::ui {

class ConfigDialog;
class ConnectionForm;
class OperatorPanel;
class OperatorServer;
class SyncModel;

/// The server beside the store: connect, push accounts, see every server's answer and which imports are really active.
class ServerPage : public QWidget {
    Q_OBJECT

public:
    ServerPage(Session& session, ServerSession& server, QWidget* parent = nullptr);

    /// In a managed store its operator takes the place of the servers: it is who pushes. It outlives the page.
    ///
    /// @return what asks for an import of a signed token, and says what it copied.
    OperatorPanel* setOperator(OperatorServer& op);

    /// Pushes every account whose token on disk is not the one that was pushed last.
    void pushAll();

    /// Opens the window in which a server configuration is written.
    void writeConfiguration();

private:
    void build();
    QWidget* buildConnection();
    void buildTable(QWidget* group);
    QWidget* buildAccounts();
    void buildProgress(QWidget* group);
    QWidget* buildDetails();
    void connectSignals();

    void pushSelected();
    void checkImports();
    void cancel();
    void push(const std::vector<std::string>& keys);
    bool readyToWork();
    std::vector<std::string> selectedKeys() const;

    void showOperator();
    void takeSettings();
    void takeState();
    void takePushed(const PushResult& result);
    void takeFinished();
    void refreshRows();
    void refreshDetails();
    void updateEnabled();
    void showOutcome(const QString& sentence);

    /// What runs, so that the end can be told in fitting words.
    enum class Doing { Connecting, Pushing, Checking };

    Session& m_session;
    ServerSession& m_server;
    QVBoxLayout* m_column = nullptr;
    std::vector<QWidget*> m_ownServer{}; ///< the parts of the page about servers that are pushed to from here
    ConnectionForm* m_form = nullptr;
    SyncModel* m_model = nullptr;
    QSortFilterProxyModel* m_sorted = nullptr;
    QTreeView* m_table = nullptr;
    QPushButton* m_pushAll = nullptr;
    QPushButton* m_pushSelected = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_write = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_outcome = nullptr;
    QPlainTextEdit* m_details = nullptr;
    OperatorPanel* m_operator = nullptr;
    OperatorServer* m_operatorServer = nullptr;
    QPointer<ConfigDialog> m_configDialog{};

    Doing m_doing = Doing::Pushing;
    bool m_working = false;
    int m_toPush = 0;
    std::vector<PushResult> m_pushed{}; ///< of the present run
};

} // namespace gd::ui
