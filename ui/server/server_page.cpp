// SPDX-License-Identifier: Apache-2.0
#include "ui/server/server_page.h"

#include "ui/bridge/strings.h"
#include "ui/server/config_dialog.h"
#include "ui/server/connection_form.h"
#include "ui/server/operator_panel.h"
#include "ui/server/sync_model.h"
#include "ui/words/explanation.h"
#include "ui/words/names.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace gd::ui {

ServerPage::ServerPage(Session& session, ServerSession& server, QWidget* parent)
    : QWidget(parent), m_session(session), m_server(server)
{
    setObjectName(QStringLiteral("serverPage"));
    setAccessibleName(tr("Server"));
    build();
    connectSignals();
    takeSettings();
    refreshRows();
    takeState();
}

void ServerPage::connectSignals()
{
    connect(m_form, &ConnectionForm::connectRequested, this, [this] {
        if (!readyToWork()) return;
        m_doing = Doing::Connecting;
        m_form->setResult(tr("Connecting…"));
        m_server.tryConnect();
    });
    connect(m_form, &ConnectionForm::edited, this, &ServerPage::updateEnabled);
    connect(m_pushAll, &QPushButton::clicked, this, &ServerPage::pushAll);
    connect(m_pushSelected, &QPushButton::clicked, this, &ServerPage::pushSelected);
    connect(m_check, &QPushButton::clicked, this, &ServerPage::checkImports);
    connect(m_cancel, &QPushButton::clicked, this, &ServerPage::cancel);
    connect(m_write, &QPushButton::clicked, this, &ServerPage::writeConfiguration);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ServerPage::updateEnabled);

    connect(&m_session, &Session::opened, this, &ServerPage::takeSettings);
    connect(&m_session, &Session::snapshotChanged, this, &ServerPage::refreshRows);
    connect(&m_server, &ServerSession::stateChanged, this, &ServerPage::takeState);
    connect(&m_server, &ServerSession::activityChanged, this, &ServerPage::refreshRows);
    connect(&m_server, &ServerSession::pushed, this, &ServerPage::takePushed);
    connect(&m_server, &ServerSession::finished, this, &ServerPage::takeFinished);
}

OperatorPanel* ServerPage::setOperator(OperatorServer& op)
{
    m_operatorServer = &op;
    m_operator = new OperatorPanel(m_session, op);
    m_column->insertWidget(0, m_operator, 2);
    connect(&m_session, &Session::snapshotChanged, this, &ServerPage::showOperator);
    connect(&m_session, &Session::opened, this, &ServerPage::showOperator);
    showOperator();
    return m_operator;
}

void ServerPage::showOperator()
{
    const bool isManaged = m_session.isOpen() && m_session.snapshot()->op.managed;
    const bool hasServer = isManaged && m_operatorServer->hasServer();
    m_operator->setVisible(isManaged);
    // Where the operator pushes, nobody else can.
    for (auto* part : m_ownServer)
        part->setVisible(!hasServer);
}

void ServerPage::pushAll()
{
    if (m_operatorServer && m_operatorServer->hasServer()) return m_operator->sendAll();
    const auto keys = m_server.notPushed();
    if (m_session.isOpen() && keys.empty() && !m_working) {
        showOutcome(tr("Nothing to push: no account was changed since it was pushed last."));
        return;
    }
    push(keys);
}

void ServerPage::pushSelected()
{
    push(selectedKeys());
}

void ServerPage::push(const std::vector<std::string>& keys)
{
    if (keys.empty() || !readyToWork()) return;
    m_doing = Doing::Pushing;
    m_toPush = static_cast<int>(keys.size());
    showOutcome(m_toPush == 1 ? tr("Pushing 1 account…") : tr("Pushing %1 accounts…").arg(m_toPush));
    m_server.push(keys);
}

void ServerPage::checkImports()
{
    if (!readyToWork()) return;
    m_doing = Doing::Checking;
    showOutcome(tr("Asking the server which imports are active…"));
    m_server.checkActive();
}

void ServerPage::cancel()
{
    m_server.cancel();
    m_cancel->setEnabled(false);
    showOutcome(tr("Cancelling: waiting for the answer that is under way…"));
}

/// Whether work can start; what stands in the form is then what the work goes by.
bool ServerPage::readyToWork()
{
    if (!m_session.isOpen() || m_working || !m_form->isComplete()) return false;
    if (m_form->settings() != m_server.settings()) m_server.setSettings(m_form->settings());
    return true;
}

std::vector<std::string> ServerPage::selectedKeys() const
{
    std::vector<std::string> keys;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        keys.push_back(fromQt(index.data(SyncModel::KeyRole).toString()));
    return keys;
}

void ServerPage::writeConfiguration()
{
    if (!m_configDialog) {
        m_configDialog = new ConfigDialog(m_session, this);
        m_configDialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_configDialog->show();
    m_configDialog->raise();
    m_configDialog->activateWindow();
}

void ServerPage::takeSettings()
{
    m_form->setSettings(m_server.settings());
    showOutcome({});
    refreshDetails();
}

void ServerPage::takeState()
{
    const bool working = m_server.state() == ServerSession::State::Working;
    if (working && !m_working) {
        m_pushed.clear();
        m_progress->setRange(0, m_doing == Doing::Pushing ? m_toPush : 0);
        m_progress->setValue(0);
    }
    m_working = working;
    m_form->setWorking(working);
    m_progress->setVisible(working);
    updateEnabled();
}

void ServerPage::takePushed(const PushResult& result)
{
    m_doing = Doing::Pushing; // also when somebody else than this page started it
    m_pushed.push_back(result);
    const int done = static_cast<int>(m_pushed.size());
    m_progress->setValue(done);
    const auto name = accountName(*m_session.snapshot(), result.account);
    if (m_toPush == 0) {
        showOutcome(tr("Pushed %1…").arg(name));
    } else {
        showOutcome(done < m_toPush
                        ? tr("Pushed %1 (%2 of %3)…").arg(name, QString::number(done), QString::number(m_toPush))
                        : tr("Asking the server which imports are active…"));
    }
    refreshRows();
}

void ServerPage::takeFinished()
{
    const auto& error = m_server.lastError();
    QStringList sentences;
    if (error) sentences += explain(*error).all();
    if (!m_pushed.empty()) {
        sentences.prepend(pushOutcome(m_model->rows(), m_pushed));
    } else if (!error && m_doing == Doing::Checking) {
        sentences += importsOutcome(m_model->rows());
    }
    const auto server = serverName(fromQt(m_server.serverName()));
    const auto connected = server.isEmpty() ? tr("Connected.") : tr("Connected to %1.").arg(server);
    m_form->setResult(error ? explain(*error).all() : connected);
    showOutcome(m_doing == Doing::Connecting ? QString() : sentences.join(QLatin1Char(' ')));
    m_toPush = 0;
    m_doing = Doing::Pushing;
}

void ServerPage::refreshRows()
{
    m_model->setRows(syncRows(*m_session.snapshot(), m_server));
    refreshDetails();
    updateEnabled();
}

/// Everything each server said, by account, as text that can be read out, selected and copied.
void ServerPage::refreshDetails()
{
    QStringList parts;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const auto index = m_sorted->mapToSource(m_sorted->index(row, 0));
        const auto& sync = m_model->rows()[static_cast<std::size_t>(index.row())];
        QStringList lines;
        for (const auto& block : {sync.answers, sync.importDetails})
            if (!block.isEmpty()) lines += block.split(QLatin1Char('\n'));
        if (lines.isEmpty()) continue;
        //: what the server said about an account, and when
        const auto title = tr("%1, as of %2").arg(sync.name, timeText(sync.asOf));
        parts += title + QStringLiteral("\n    ") + lines.join(QStringLiteral("\n    "));
    }
    const auto text = parts.join(QLatin1Char('\n'));
    if (text != m_details->toPlainText()) m_details->setPlainText(text);
}

void ServerPage::updateEnabled()
{
    const bool ready = m_session.isOpen() && !m_working && m_form->isComplete();
    m_pushAll->setEnabled(ready);
    m_pushSelected->setEnabled(ready && m_table->selectionModel()->hasSelection());
    m_check->setEnabled(ready);
    m_cancel->setEnabled(m_working);
    m_write->setEnabled(m_session.isOpen());
}

void ServerPage::showOutcome(const QString& sentence)
{
    m_outcome->setText(sentence);
}

} // namespace gd::ui
