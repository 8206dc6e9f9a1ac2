// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/new_operator_form.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "ui/accounts/token_file_choice.h"
#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QRegularExpression>

namespace gd::ui {

NewOperatorForm::NewOperatorForm(const Workspace& at, const Environment& env, QWidget* parent)
    : QWidget(parent),
      m_env(env),
      m_kind(new QComboBox),
      m_name(new TextEdit({})),
      m_signingKey(new SwitchBox(tr("With a &signing key, so that the identity key can be put away"), true)),
      m_system(new SwitchBox(tr("With a system account S&YS and its user"), true)),
      m_servers(new LinesEdit({"nats://localhost:4222"})),
      m_account(new TextEdit({})),
      m_address(new QComboBox),
      m_token(new LinesEdit({})),
      m_stores(new TextEdit(at.storeRoot.string())),
      m_keys(new TextEdit(at.keystore.string()))
{
    FieldColumn fields(this, m_hints, [this] { emit edited(); });
    m_kind->addItems({tr("A new operator with keys of its own"), tr("An operator of somebody else, from its token")});
    fields.add(QStringLiteral("kind"), tr("&What"), m_kind);
    fields.add(QStringLiteral("name"), tr("&Name"), m_name);
    fields.add(QStringLiteral("withSigningKey"), m_signingKey);
    fields.add(QStringLiteral("withSystemAccount"), m_system);
    m_servers->setPlaceholderText(tr("one per line, such as nats://localhost:4222"));
    fields.add(QStringLiteral("serviceUrls"), tr("Server &URLs"), m_servers);
    m_account->setPlaceholderText(tr("none; else it gets a user of the same name"));
    fields.add(QStringLiteral("account"), tr("First &account"), m_account);
    addTokenFields(fields);
    fields.add(QStringLiteral("stores"), tr("S&tores folder"), m_stores);
    fields.add(QStringLiteral("keys"), tr("&Keys folder"), m_keys);
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &NewOperatorForm::showKind);
    setFocusProxy(m_name);
    showKind();
}

void NewOperatorForm::addTokenFields(FieldColumn& fields)
{
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    addWellKnown();
    m_address->setCurrentIndex(-1);
    m_address->lineEdit()->setPlaceholderText(tr("https://… where its token lies, or choose a known one"));
    fields.add(QStringLiteral("operatorAddress"), tr("A&ddress"), m_address);
    m_address->lineEdit()->setObjectName(QStringLiteral("operatorAddressText"));
    m_address->lineEdit()->setAccessibleName(tr("Address of the operator's token"));
    m_fetch = makePushButton(QStringLiteral("fetchOperatorToken"), tr("Fetc&h token"), {}, nullptr);
    fields.layout()->addWidget(m_fetch, fields.layout()->rowCount(), 1, Qt::AlignLeft);
    connect(m_fetch, &QPushButton::clicked, this, &NewOperatorForm::fetchToken);
    m_address->installEventFilter(this); // it has the focus, and hands keys on to its line
    connect(m_address->lineEdit(), &QLineEdit::textChanged, this, &NewOperatorForm::showFetch);
    showFetch();
    m_token->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_token->setPlaceholderText(tr("Paste the token of the operator, or open its file"));
    fields.add(QStringLiteral("token"), tr("T&oken"), m_token);
    auto* open = makePushButton(QStringLiteral("openOperatorToken"), tr("Open &file…"), {}, nullptr);
    fields.layout()->addWidget(open, fields.layout()->rowCount(), 1, Qt::AlignLeft);
    connect(open, &QPushButton::clicked, this, &NewOperatorForm::chooseFile);
    m_openToken = open;
}

bool NewOperatorForm::isManaged() const
{
    return m_kind->currentIndex() == 1;
}

void NewOperatorForm::showRow(QWidget* field, bool on)
{
    field->setVisible(on);
    for (auto* label : findChildren<QLabel*>())
        if (label->buddy() == field) label->setVisible(on);
}

void NewOperatorForm::showKind()
{
    const bool managed = isManaged();
    for (QWidget* field : std::initializer_list<QWidget*>{m_signingKey, m_system, m_servers, m_account})
        showRow(field, !managed);
    for (QWidget* field : std::initializer_list<QWidget*>{m_address, m_fetch, m_token, m_openToken})
        showRow(field, managed);
    m_name->setPlaceholderText(managed ? tr("as in its token") : QString());
}

void NewOperatorForm::chooseFile()
{
    chooseTokenFile(m_token, QStringLiteral("operatorTokenDialog"), tr("Token of an operator"),
                    tr("Operator tokens (*.jwt)"));
}

/// The operators that nsc knows by name: its own one, and those of NSC_<name>_OPERATOR.
void NewOperatorForm::addWellKnown()
{
    m_address->addItem(QStringLiteral("https://api.synadia.io/jwt/v1/operator"), QStringLiteral("synadia"));
    static const QRegularExpression pattern(QStringLiteral("^NSC_(.+)_OPERATOR$"),
                                            QRegularExpression::CaseInsensitiveOption);
    for (const auto& name : QProcessEnvironment::systemEnvironment().keys()) {
        const auto known = pattern.match(name);
        const auto url = known.hasMatch() ? toQt(m_env(fromQt(name))) : QString();
        if (!url.isEmpty()) m_address->addItem(url, known.captured(1));
    }
    for (int at = 0; at < m_address->count(); ++at)
        m_address->setItemData(at, m_address->itemData(at), Qt::ToolTipRole);
}

/// Return in the address fetches from there; it must not make the operator at the same time.
bool NewOperatorForm::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_address && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            if (!m_isFetching) m_fetch->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void NewOperatorForm::showFetch()
{
    m_fetch->setText(m_isFetching ? tr("Stop fetc&hing") : tr("Fetc&h token"));
    m_fetch->setEnabled(m_isFetching || !m_address->currentText().trimmed().isEmpty());
}

void NewOperatorForm::fetchToken()
{
    if (m_isFetching) return m_http.cancel();
    const auto address = m_address->currentText().trimmed();
    m_isFetching = true;
    showFetch();
    m_http.get(QUrl(address, QUrl::StrictMode), PlainHttp::LocalOnly,
               [this, address](const HttpAnswer& answer) { takeToken(address, answer); });
}

/// @param address  where it was fetched from; another one may stand in the field by now.
void NewOperatorForm::takeToken(const QString& address, const HttpAnswer& answer)
{
    m_isFetching = false;
    showFetch();
    if (answer.error && answer.error->code == ErrorCode::Cancelled) return emit fetched(std::nullopt);
    if (answer.error) return emit fetched(answer.error);
    if (answer.status != 200) {
        //: an address, a status of HTTP, and what the server said
        const auto where = tr("%1 (%2 %3)").arg(address, QString::number(answer.status), shownText(answer.body));
        return emit fetched(Error{ErrorCode::NetHttpStatus, fromQt(where), ""});
    }
    const auto token = tokenOfText(answer.body.toStdString());
    if (const auto claims = decodeOperator(token); !claims)
        return emit fetched(Error{claims.error().code, fromQt(address), claims.error().detail});
    m_token->setPlainText(toQt(token));
    // One that is known by a name keeps it, as with nsc.
    const auto known = m_address->findText(address);
    if (known >= 0 && m_name->line().empty()) m_name->setText(m_address->itemData(known).toString());
    emit fetched(std::nullopt);
}

NewOperatorDraft NewOperatorForm::draft() const
{
    return {m_name->line(), m_signingKey->isChecked(), m_system->isChecked(), m_servers->lines(), m_account->line()};
}

std::filesystem::path NewOperatorForm::pathIn(const TextEdit* field) const
{
    return pathOfText(field->line(), m_env);
}

Workspace NewOperatorForm::place() const
{
    return workspaceAt(pathIn(m_stores), pathIn(m_keys), m_env);
}

std::vector<FieldProblem> NewOperatorForm::problems() const
{
    std::vector<FieldProblem> problems;
    auto wanted = draft();
    if (isManaged()) {
        const auto text = fromQt(m_token->toPlainText());
        const auto claims = decodeOperator(tokenOfText(text));
        if (m_token->lines().empty())
            problems.push_back({"token", 0, {ErrorCode::FieldEmpty, {}, {}}});
        else if (!claims)
            problems.push_back({"token", 0, claims.error()});
        if (wanted.name.empty() && claims) wanted.name = claims->header.name;
        wanted = {.name = wanted.name, .withSystemAccount = false};
    }
    // Without a token there is no name to be wrong yet.
    if (!isManaged() || !wanted.name.empty() || problems.empty())
        for (auto& problem : wanted.problems(pathIn(m_stores)))
            problems.push_back(std::move(problem));
    for (const auto* field : {m_stores, m_keys})
        if (field->line().empty())
            problems.push_back({fromQt(field->objectName()), 0, {ErrorCode::FieldEmpty, {}, {}}});
    return problems;
}

std::function<Result<std::string>(UnixSeconds now)> NewOperatorForm::work() const
{
    const auto at = place();
    if (isManaged())
        return [at, token = fromQt(m_token->toPlainText()), name = m_name->line()](UnixSeconds) {
            return createManagedOperator(token, name, at);
        };
    return [at, wanted = draft()](UnixSeconds now) {
        return createOperator(wanted, at, now);
    };
}

} // namespace gd::ui
