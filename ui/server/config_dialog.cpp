// SPDX-License-Identifier: Apache-2.0
#include "ui/server/config_dialog.h"

#include "core/store/file_area.h"
#include "ui/bridge/background.h"
#include "ui/bridge/strings.h"
#include "ui/words/explanation.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

#include <optional>

namespace gd::ui {

namespace {

/// What came of writing: done, a failure, or another content that is in the way.
struct Written {
    bool otherIsThere = false;
    std::optional<Error> error{};
};

Written writeFile(const std::filesystem::path& file, const std::string& text, bool mayReplace)
{
    DiskArea disk;
    if (!mayReplace) {
        const auto present = disk.read(file);
        if (!present) return {false, present.error()};
        if (*present && **present != text) return {true, {}};
    }
    const auto status = disk.replace(file, text);
    return status ? Written{} : Written{false, status.error()};
}

QString absolute(const QString& typed)
{
    auto path = typed.trimmed();
    if (path == QLatin1String("~") || path.startsWith(QLatin1String("~/"))) path.replace(0, 1, QDir::homePath());
    return QDir::cleanPath(QDir().absoluteFilePath(path));
}

} // namespace

ConfigDialog::ConfigDialog(Session& session, QWidget* parent) : QDialog(parent), m_session(session)
{
    setObjectName(QStringLiteral("configDialog"));
    setWindowTitle(tr("Server configuration"));
    setModal(false);
    build();
    connectSignals();
    const auto& name = session.snapshot()->op.name;
    m_path->setText(QDir::home().filePath(name.empty() ? QStringLiteral("nats-server.conf")
                                                       : QStringLiteral("%1-server.conf").arg(toQt(name))));
    refresh();
    resize(720, 560);
}

void ConfigDialog::connectSignals()
{
    connect(m_full, &QRadioButton::toggled, this, &ConfigDialog::refresh);
    connect(m_folder, &QLineEdit::textChanged, this, &ConfigDialog::refresh);
    connect(&m_session, &Session::snapshotChanged, this, &ConfigDialog::refresh);
    connect(m_path, &QLineEdit::textChanged, this, &ConfigDialog::forgetAnswer);
    connect(m_browse, &QPushButton::clicked, this, &ConfigDialog::browse);
    connect(m_write, &QPushButton::clicked, this, &ConfigDialog::write);
    connect(m_copy, &QPushButton::clicked, this, &ConfigDialog::copy);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
}

ResolverKind ConfigDialog::kind() const
{
    return m_full->isChecked() ? ResolverKind::Full : ResolverKind::Memory;
}

void ConfigDialog::refresh()
{
    const bool full = kind() == ResolverKind::Full;
    m_folder->setEnabled(full);
    m_folderLabel->setEnabled(full);
    const auto usesJetStream = std::ranges::any_of(m_session.snapshot()->accounts, [](const Account& account) {
        const auto& limits = account.claims.limits;
        return limits.jetStream.memoryStorage != 0 || limits.jetStream.diskStorage != 0 || !limits.tiers.empty();
    });
    const auto jetStream = usesJetStream ? QLatin1Char(' ') + tr("Accounts here use JetStream: the server needs it "
                                                                 "switched on too, by a line jetstream {} beside this.")
                                         : QString();
    const auto resolver =
        full ? tr("The server keeps the accounts in a folder of its own, and changes are pushed to it while it "
                  "runs.")
             : tr("The accounts stand in this file. Every later change needs a new file and a reload of the "
                  "server, and a reload disconnects every client.");
    m_hint->setText(resolver + jetStream);
    const auto folder = m_folder->text().trimmed();
    const auto text = serverConfig(*m_session.snapshot(), kind(), folder.isEmpty() ? "./jwt" : fromQt(folder));
    m_text = text ? *text : std::string();
    m_preview->setPlainText(toQt(m_text));
    m_copy->setEnabled(text.has_value());
    forgetAnswer();
    if (!text) m_result->setText(explain(text.error()).all());
}

/// The text or the path is another one: an answer to the former would mislead.
void ConfigDialog::forgetAnswer()
{
    m_mayReplace = false;
    m_write->setText(tr("&Write"));
    m_write->setEnabled(!m_writing && !m_text.empty() && !m_path->text().trimmed().isEmpty());
    m_result->clear();
}

void ConfigDialog::write()
{
    const auto target = absolute(m_path->text());
    m_writing = true;
    m_write->setEnabled(false);
    inBackground(
        this, QThreadPool::globalInstance(),
        [file = pathFromQt(target), text = m_text, mayReplace = m_mayReplace] {
            return writeFile(file, text, mayReplace);
        },
        [this, target](const Written& written) {
            m_writing = false;
            forgetAnswer();
            if (written.error) {
                m_result->setText(explain(*written.error).all());
            } else if (written.otherIsThere) {
                if (absolute(m_path->text()) != target) return; // typed on meanwhile: asked anew for that file
                m_mayReplace = true;
                m_write->setText(tr("&Replace"));
                m_result->setText(
                    tr("Nothing was written: %1 is there already and has another content. Press Replace to "
                       "write over it, or choose another name.")
                        .arg(target));
            } else {
                m_result->setText(tr("Written to %1. Only you can read the file; start the server with "
                                     "nats-server --config and this path.")
                                      .arg(target));
            }
        });
}

void ConfigDialog::copy()
{
    QGuiApplication::clipboard()->setText(toQt(m_text));
    m_result->setText(tr("Copied."));
}

void ConfigDialog::browse()
{
    auto* dialog = new QFileDialog(this, tr("Write server configuration"), absolute(m_path->text()),
                                   tr("Configurations (*.conf);;All files (*)"));
    dialog->setObjectName(QStringLiteral("configFileDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // asked when writing, with the path that is then in the field
    dialog->setDefaultSuffix(QStringLiteral("conf"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

void ConfigDialog::build()
{
    m_full = new QRadioButton(tr("&Full resolver: accounts are pushed"), this);
    m_full->setObjectName(QStringLiteral("fullResolver"));
    m_full->setChecked(true);
    m_memory = new QRadioButton(tr("&Memory resolver: accounts stand in the file"), this);
    m_memory->setObjectName(QStringLiteral("memoryResolver"));
    m_folder = new QLineEdit(QStringLiteral("./jwt"), this);
    m_folder->setObjectName(QStringLiteral("resolverFolder"));
    m_folder->setAccessibleName(tr("Folder for accounts at the server"));
    m_folderLabel = new QLabel(tr("Fol&der at the server:"), this);
    m_folderLabel->setBuddy(m_folder);
    m_hint = new QLabel(this);
    m_hint->setObjectName(QStringLiteral("resolverHint"));
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    m_preview = new QPlainTextEdit(this);
    m_preview->setObjectName(QStringLiteral("configPreview"));
    m_preview->setAccessibleName(tr("Text of the configuration"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_path = new QLineEdit(this);
    m_path->setObjectName(QStringLiteral("configPath"));
    m_path->setAccessibleName(tr("File to write"));
    m_browse = new QPushButton(tr("&Browse…"), this);
    m_browse->setObjectName(QStringLiteral("browseConfigPath"));
    m_browse->setAccessibleName(tr("Browse for the file to write"));
    m_result = new QLabel(this);
    m_result->setObjectName(QStringLiteral("configResult"));
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);

    layOut();
}

void ConfigDialog::layOut()
{
    auto* pathRow = new QHBoxLayout;
    pathRow->addWidget(m_path);
    pathRow->addWidget(m_browse);
    auto* fields = new QFormLayout;
    fields->addRow(m_folderLabel, m_folder);
    auto* target = new QFormLayout;
    target->addRow(tr("Write &to:"), pathRow);
    if (auto* label = qobject_cast<QLabel*>(target->labelForField(pathRow))) label->setBuddy(m_path);

    auto* buttons = new QDialogButtonBox(this);
    m_write = buttons->addButton(tr("&Write"), QDialogButtonBox::ActionRole);
    m_write->setObjectName(QStringLiteral("writeConfig"));
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("copyConfig"));
    m_copy->setAccessibleName(tr("Copy the configuration"));
    m_close = buttons->addButton(QDialogButtonBox::Close);
    m_close->setObjectName(QStringLiteral("closeConfig"));
    m_write->setDefault(true);

    auto* column = new QVBoxLayout(this);
    column->addWidget(m_full);
    column->addWidget(m_memory);
    column->addLayout(fields);
    column->addWidget(m_hint);
    column->addWidget(m_preview, 1);
    column->addLayout(target);
    column->addWidget(m_result);
    column->addWidget(buttons);
}

} // namespace gd::ui
