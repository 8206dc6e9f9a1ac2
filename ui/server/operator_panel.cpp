// SPDX-License-Identifier: Apache-2.0
#include "ui/server/operator_panel.h"

#include "core/jwt/creds_file.h"
#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"
#include "ui/look/status_look.h"
#include "ui/words/names.h"
#include "ui/words/operator_text.h"
#include "ui/words/tool_tip.h"

#include <QCheckBox>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace gd::ui {

namespace {

constexpr int keyRole = Qt::UserRole + 1;

QIcon standingIcon(AccountStanding standing, const QPalette& palette)
{
    switch (standing) {
    case AccountStanding::Signed:
        return lookOf(GrantState::Active, palette).icon;
    case AccountStanding::Unsent:
    case AccountStanding::Waits:
        return lookOf(GrantState::TokenNotYetValid, palette).icon;
    case AccountStanding::Refused:
        return lookOf(GrantState::TokenRevoked, palette).icon;
    case AccountStanding::NotReached:
    case AccountStanding::NotSigned:
        return lookOf(Severity::Warning, palette).icon;
    }
    return {};
}

QStandardItem* cell(const QString& text, const std::string& key)
{
    auto* item = new QStandardItem(text);
    item->setEditable(false);
    item->setData(toQt(key), keyRole);
    item->setToolTip(plainToolTip(text));
    return item;
}

} // namespace

OperatorPanel::OperatorPanel(Session& session, OperatorServer& op, QWidget* parent)
    : QGroupBox(tr("Operator"), parent), m_session(session), m_operator(op)
{
    setObjectName(QStringLiteral("operatorPanel"));
    build();
    connect(m_sendAll, &QPushButton::clicked, this, &OperatorPanel::sendAll);
    connect(m_sendSelected, &QPushButton::clicked, this, [this] { send(selectedKeys()); });
    connect(m_fetch, &QPushButton::clicked, this, &OperatorPanel::fetchAll);
    connect(m_cancel, &QPushButton::clicked, &m_operator, &OperatorServer::cancel);
    connect(m_copy, &QPushButton::clicked, this, &OperatorPanel::copyToken);
    connect(m_import, &QPushButton::clicked, this, &OperatorPanel::importAsked);
    connect(m_plain, &QCheckBox::toggled, this, &OperatorPanel::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OperatorPanel::refresh);
    connect(&m_session, &Session::opened, this, [this] {
        m_plain->setChecked(false);
        m_outcome->clear();
        refreshRows();
    });
    connect(&m_session, &Session::snapshotChanged, this, &OperatorPanel::refreshRows);
    connect(&m_operator, &OperatorServer::answersChanged, this, &OperatorPanel::refreshRows);
    connect(&m_operator, &OperatorServer::workChanged, this, &OperatorPanel::takeWork);
    connect(&m_operator, &OperatorServer::finished, this, &OperatorPanel::takeFinished);
    refreshRows();
    takeWork();
}

void OperatorPanel::build()
{
    m_about = new QLabel(this);
    m_about->setObjectName(QStringLiteral("operatorAbout"));
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_plain =
        new QCheckBox(tr("Do it &without encryption, although everybody on the way can read and change it"), this);
    m_plain->setObjectName(QStringLiteral("plainHttp"));
    m_sendAll = makePushButton(QStringLiteral("sendAll"), tr("Send t&o the operator"),
                               tr("Send all accounts that wait to the operator"), this);
    m_sendSelected = makePushButton(QStringLiteral("sendSelected"), tr("Send selec&ted"),
                                    tr("Send the selected accounts to the operator"), this);
    m_fetch = makePushButton(QStringLiteral("fetchAll"), tr("Fetch from the o&perator"), {}, this);
    m_cancel = makePushButton(QStringLiteral("cancelOperator"), tr("Cance&l"), tr("Cancel asking the operator"), this);
    m_copy = makePushButton(QStringLiteral("copyAccountToken"), tr("Copy to&ken"),
                            tr("Copy the token of the selected account"), this);
    m_import = makePushButton(QStringLiteral("importSigned"), tr("I&mport signed token…"),
                              tr("Import the account token that the operator signed"), this);
    m_import->setToolTip(tr("Import the account token that the operator signed"));
    m_giveUp = new QCheckBox(tr("Fetching &gives up changes that the operator has not seen"), this);
    m_giveUp->setObjectName(QStringLiteral("giveUpDrafts"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("operatorProgress"));
    m_progress->setAccessibleName(tr("Progress at the operator"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_outcome = new QLabel(this);
    m_outcome->setObjectName(QStringLiteral("operatorOutcome"));
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setWordWrap(true);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_outcome->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_outcome->setMinimumHeight(fontMetrics().lineSpacing() * 2); // most answers fit, so the table keeps its place
    buildTable();

    auto* buttons = new QHBoxLayout;
    for (auto* button : {m_sendAll, m_sendSelected, m_fetch, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch(1);
    for (auto* button : {m_copy, m_import})
        buttons->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_about);
    column->addWidget(m_plain);
    column->addLayout(buttons);
    column->addWidget(m_giveUp);
    column->addWidget(m_progress);
    column->addWidget(m_outcome);
    column->addWidget(m_table, 1);
}

void OperatorPanel::buildTable()
{
    m_rows = new QStandardItemModel(0, ColumnCount, this);
    //: Column header: when the operator answered last
    m_rows->setHorizontalHeaderLabels({tr("Account"), tr("State"), tr("As of")});
    m_table = new QTreeView(this);
    m_table->setObjectName(QStringLiteral("operatorTable"));
    m_table->setAccessibleName(tr("Accounts and their operator"));
    m_table->setModel(m_rows);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setTabKeyNavigation(false);
    // Not Ignored: a page with word-wrapped labels goes by the wish for a height, and would cut the table off.
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_table->setMinimumHeight(fontMetrics().lineSpacing() * 6);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->resizeSection(AccountColumn, fontMetrics().averageCharWidth() * 26);
    m_table->header()->resizeSection(AsOfColumn, fontMetrics().averageCharWidth() * 26);
    m_table->header()->setSectionResizeMode(StateColumn, QHeaderView::Stretch);
}

PlainHttp OperatorPanel::plain() const
{
    return m_plain->isChecked() ? PlainHttp::Allowed : PlainHttp::LocalOnly;
}

bool OperatorPanel::needsPlainHttp() const
{
    const auto refused = AccountServer::check(m_operator.address(), PlainHttp::LocalOnly);
    return refused && refused->code == ErrorCode::NetPlainHttp;
}

std::vector<std::string> OperatorPanel::selectedKeys() const
{
    std::vector<std::string> keys;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        keys.push_back(fromQt(index.data(keyRole).toString()));
    return keys;
}

void OperatorPanel::sendAll()
{
    const auto keys = waitingAccounts(*m_session.snapshot());
    if (keys.empty()) return m_outcome->setText(tr("Nothing to send: the operator has signed every account."));
    send(keys);
}

void OperatorPanel::send(const std::vector<std::string>& keys)
{
    std::vector<std::string> waiting = waitingAccounts(*m_session.snapshot());
    std::erase_if(waiting, [&](const std::string& key) { return std::ranges::find(keys, key) == keys.end(); });
    if (waiting.empty() || !m_operator.hasServer() || m_operator.isWorking()) return;
    m_outcome->setText(tr("Sending to the operator…"));
    m_operator.send(waiting, plain());
}

void OperatorPanel::fetchAll()
{
    if (!m_operator.hasServer() || m_operator.isWorking()) return;
    std::vector<std::string> keys;
    for (const auto& account : m_session.snapshot()->accounts)
        keys.push_back(account.key);
    m_outcome->setText(tr("Fetching from the operator…"));
    m_operator.fetch(keys, m_giveUp->isChecked() ? Drafts::GiveUp : Drafts::Keep, plain());
    m_giveUp->setChecked(false); // for once
}

/// In the form in which tools write it to files.
void OperatorPanel::copyToken()
{
    const auto keys = selectedKeys();
    const auto* account = keys.size() == 1 ? m_session.snapshot()->account(keys.front()) : nullptr;
    if (!account) return;
    QGuiApplication::clipboard()->setText(toQt(tokenOfText(account->token)));
    emit copied(tr("token of %1").arg(toQt(account->name)));
}

void OperatorPanel::takeWork()
{
    const bool isWorking = m_operator.isWorking();
    // Buttons go grey meanwhile; whoever pressed one goes on with the keyboard where it can be ended.
    auto* pressed = window()->focusWidget();
    const bool hadFocus = pressed == m_sendAll || pressed == m_sendSelected || pressed == m_fetch;
    m_progress->setVisible(isWorking);
    m_progress->setRange(0, m_operator.total());
    m_progress->setValue(m_operator.done());
    if (isWorking && hadFocus) {
        m_pressed = pressed;
        m_cancel->setEnabled(true);
        m_cancel->setFocus();
    }
    const bool isBack = !isWorking && m_pressed && window()->focusWidget() == m_cancel;
    if (isBack) m_table->setFocus(); // before its button goes grey, else the next one in the row has it
    refresh();
    if (isBack && m_pressed->isEnabled()) m_pressed->setFocus();
    if (!isWorking) m_pressed.clear();
}

void OperatorPanel::takeFinished()
{
    m_outcome->setText(outcomesText(m_operator.outcomes(), m_operator.lastError(), m_operator.operatorProblem(),
                                    *m_session.snapshot()));
    refreshRows();
}

void OperatorPanel::refreshRows()
{
    const auto& world = *m_session.snapshot();
    const auto selected = selectedKeys();
    const std::set<std::string> kept(selected.begin(), selected.end());
    m_rows->removeRows(0, m_rows->rowCount());
    for (const auto& account : world.accounts) {
        const auto* answer = answerTo(account, m_operator.answers());
        auto* state = cell(standingText(account, world, m_operator.answers()), account.key);
        state->setIcon(standingIcon(standingOf(account, world, m_operator.answers()), palette()));
        if (const auto detail = technicalText(account, m_operator.answers()); !detail.isEmpty())
            state->setToolTip(plainToolTip(state->text() + QLatin1Char('\n') + detail));
        m_rows->appendRow({cell(toQt(account.name), account.key), state,
                           cell(answer ? timeText(answer->at) : QStringLiteral("–"), account.key)});
        if (!kept.contains(account.key)) continue;
        const auto row = m_rows->index(m_rows->rowCount() - 1, 0);
        m_table->selectionModel()->select(row, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    refresh();
}

void OperatorPanel::refresh()
{
    const bool hasServer = m_operator.hasServer();
    const bool isPlain = hasServer && needsPlainHttp();
    const bool isWorking = m_operator.isWorking();
    const bool isReady = hasServer && !isWorking && (!isPlain || m_plain->isChecked());
    const auto waiting = waitingAccounts(*m_session.snapshot());
    m_about->setText(hasServer ? tr("Its account server signs the accounts of this store: %1")
                                     .arg(m_operator.address().toDisplayString(QUrl::RemoveUserInfo))
                               : tr("It names no account server that can be asked over HTTP. Give it the token of an "
                                    "account that waits, and import the one that it has signed."));
    m_plain->setVisible(isPlain);
    auto keepsPlace = m_progress->sizePolicy(); // the page does not jump when work starts or ends
    keepsPlace.setRetainSizeWhenHidden(hasServer);
    m_progress->setSizePolicy(keepsPlace);
    m_outcome->setVisible(hasServer);
    for (QWidget* part : std::initializer_list<QWidget*>{m_sendAll, m_sendSelected, m_fetch, m_cancel, m_giveUp})
        part->setVisible(hasServer);
    m_sendAll->setEnabled(isReady && !waiting.empty());
    const auto selected = selectedKeys();
    const bool isWaiting = std::ranges::any_of(
        selected, [&](const std::string& key) { return std::ranges::find(waiting, key) != waiting.end(); });
    m_sendSelected->setEnabled(isReady && isWaiting);
    m_fetch->setEnabled(isReady);
    m_giveUp->setEnabled(isReady && !waiting.empty());
    m_cancel->setEnabled(isWorking);
    m_copy->setEnabled(selected.size() == 1);
}

void OperatorPanel::changeEvent(QEvent* event)
{
    QGroupBox::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_table) refreshRows(); // icons have their colours in them
}

} // namespace gd::ui
