// SPDX-License-Identifier: Apache-2.0
#include "ui/server/connection_form.h"

#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

namespace gd::ui {

namespace {

QLineEdit* lineEdit(const QString& objectName, const QString& accessibleName, QWidget* parent)
{
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(objectName);
    edit->setAccessibleName(accessibleName);
    return edit;
}

} // namespace

ConnectionForm::ConnectionForm(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("connectionForm"));
    build();
    const auto edit = [this] {
        updateEnabled();
        emit edited();
    };
    for (auto* field : {m_url, m_caFile, m_credsFile}) {
        connect(field, &QLineEdit::textChanged, this, edit);
        connect(field, &QLineEdit::returnPressed, m_connect, &QPushButton::click);
    }
    connect(m_asFile, &QRadioButton::toggled, this, edit);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionForm::connectRequested);
    connect(m_browseCa, &QPushButton::clicked, this, [this] {
        browse(m_caFile, tr("Certificate of the authority"), tr("Certificates (*.pem *.crt);;All files (*)"),
               QStringLiteral("caFileDialog"));
    });
    connect(m_browseCreds, &QPushButton::clicked, this, [this] {
        browse(m_credsFile, tr("Creds file"), tr("Creds files (*.creds);;All files (*)"),
               QStringLiteral("credsFileDialog"));
    });
    updateEnabled();
}

void ConnectionForm::build()
{
    m_url = lineEdit(QStringLiteral("serverUrl"), tr("Server URL"), this);
    m_url->setPlaceholderText(QStringLiteral("nats://localhost:4222"));
    m_caFile = lineEdit(QStringLiteral("caFile"), tr("CA file"), this);
    m_caFile->setPlaceholderText(tr("optional: the system's certificates are trusted"));
    m_browseCa = makePushButton(QStringLiteral("browseCaFile"), tr("Browse…"), tr("Browse for the CA file"), this);
    m_asSystem = new QRadioButton(tr("System accou&nt user of this operator"), this);
    m_asSystem->setObjectName(QStringLiteral("asSystemUser"));
    m_asSystem->setChecked(true);
    m_asFile = new QRadioButton(tr("Cre&ds file:"), this);
    m_asFile->setObjectName(QStringLiteral("asCredsFile"));
    m_credsFile = lineEdit(QStringLiteral("credsFile"), tr("Path of the creds file"), this);
    m_browseCreds =
        makePushButton(QStringLiteral("browseCredsFile"), tr("Browse…"), tr("Browse for the creds file"), this);
    m_connect = makePushButton(QStringLiteral("connectButton"), tr("C&onnect"), tr("Connect"), this);
    m_result = new QLabel(this);
    m_result->setObjectName(QStringLiteral("connectionResult"));
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_result->setMinimumHeight(fontMetrics().lineSpacing() * 2); // an answer does not push the rest of the page down

    auto* urlLabel = new QLabel(tr("Server &URL:"), this);
    urlLabel->setBuddy(m_url);
    auto* caLabel = new QLabel(tr("C&A file:"), this);
    caLabel->setBuddy(m_caFile);
    auto* whoLabel = new QLabel(tr("Sign in as:"), this);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(urlLabel, 0, 0);
    grid->addWidget(m_url, 0, 1, 1, 4);
    grid->addWidget(caLabel, 1, 0);
    grid->addWidget(m_caFile, 1, 1, 1, 3);
    grid->addWidget(m_browseCa, 1, 4);
    grid->addWidget(whoLabel, 2, 0);
    grid->addWidget(m_asSystem, 2, 1);
    grid->addWidget(m_asFile, 2, 2);
    grid->addWidget(m_credsFile, 2, 3);
    grid->addWidget(m_browseCreds, 2, 4);
    grid->addWidget(m_connect, 3, 0, Qt::AlignTop);
    grid->addWidget(m_result, 3, 1, 1, 4);
    grid->setColumnStretch(3, 1);
}

void ConnectionForm::setSettings(const ServerSettings& settings)
{
    m_base = settings;
    m_url->setText(toQt(settings.address.url));
    m_caFile->setText(toQt(settings.address.caFile));
    m_credsFile->setText(settings.credsFile);
    (settings.credsFile.isEmpty() ? m_asSystem : m_asFile)->setChecked(true);
    setResult({});
}

ServerSettings ConnectionForm::settings() const
{
    ServerSettings settings = m_base;
    settings.address.url = fromQt(m_url->text().trimmed());
    settings.address.caFile = fromQt(m_caFile->text().trimmed());
    settings.credsFile = m_asFile->isChecked() ? m_credsFile->text().trimmed() : QString();
    return settings;
}

bool ConnectionForm::isComplete() const
{
    return !m_url->text().trimmed().isEmpty() && (m_asSystem->isChecked() || !m_credsFile->text().trimmed().isEmpty());
}

void ConnectionForm::setResult(const QString& sentence)
{
    m_result->setText(sentence);
}

void ConnectionForm::setWorking(bool working)
{
    m_working = working;
    updateEnabled();
}

void ConnectionForm::updateEnabled()
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_url, m_caFile, m_browseCa, m_asSystem, m_asFile})
        widget->setEnabled(!m_working);
    m_credsFile->setEnabled(!m_working && m_asFile->isChecked());
    m_browseCreds->setEnabled(!m_working && m_asFile->isChecked());
    m_connect->setEnabled(!m_working && isComplete());
}

void ConnectionForm::browse(QLineEdit* target, const QString& caption, const QString& filter, const QString& name)
{
    auto* dialog = new QFileDialog(this, caption, target->text(), filter);
    dialog->setObjectName(name);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, target, &QLineEdit::setText);
    dialog->open();
}

} // namespace gd::ui
