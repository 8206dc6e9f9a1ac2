// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/welcome_page.h"

#include "ui/bridge/strings.h"
#include "ui/look/icon_label.h"
#include "ui/look/icon_set.h"
#include "ui/look/push_button.h"
#include "ui/look/theme.h"
#include "ui/words/tool_tip.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>

namespace gd::ui {

namespace {

/// A way in: a heading, a sentence, and room for its controls.
QWidget* makeCard(const QString& picture, const QString& title, QWidget* sentence, QVBoxLayout*& content,
                  QWidget* parent)
{
    auto* card = new QFrame(parent);
    card->setFrameShape(QFrame::StyledPanel);
    card->setBackgroundRole(QPalette::Base);
    card->setAutoFillBackground(true);
    auto* sign = new IconLabel(icon(picture), 32, card);
    auto* heading = new QLabel(title, card);
    auto big = heading->font();
    big.setPointSizeF(big.pointSizeF() * 1.15);
    big.setBold(true);
    heading->setFont(big);
    content = new QVBoxLayout;
    content->setSpacing(gap);
    content->addWidget(heading);
    content->addWidget(sentence);
    auto* layout = new QHBoxLayout(card);
    layout->setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap);
    layout->setSpacing(2 * gap);
    layout->addWidget(sign, 0, Qt::AlignTop);
    layout->addLayout(content, 1);
    return card;
}

QLabel* makeSentence(const QString& name, const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QPushButton* makeButton(const QString& name, const QString& text, QVBoxLayout* content, QWidget* parent)
{
    auto* button = makePushButton(name, text, {}, parent);
    content->addWidget(button, 0, Qt::AlignLeft);
    return button;
}

/// The system's own file dialogs are not used: they cannot be driven by assistive technology everywhere.
void browseFolder(QLineEdit* field, const QString& title)
{
    auto* dialog = new QFileDialog(field, title, field->text().isEmpty() ? QDir::homePath() : field->text());
    dialog->setObjectName(field->objectName() + QStringLiteral("Dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOptions(QFileDialog::ShowDirsOnly | QFileDialog::DontUseNativeDialog);
    QObject::connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
    dialog->open();
}

} // namespace

WelcomePage::WelcomePage(const Environment& env, QWidget* parent) : QWidget(parent), m_env(env)
{
    setObjectName(QStringLiteral("welcomePage"));
    auto* title = new QLabel(tr("GrantDesk"), this);
    auto big = title->font();
    big.setPointSizeF(big.pointSizeF() * 1.8);
    big.setBold(true);
    title->setFont(big);
    auto* subtitle =
        makeSentence(QStringLiteral("welcomeText"),
                     tr("Share subjects and JetStream consumers between NATS accounts. GrantDesk works on the "
                        "folders of nsc; either tool can be used after the other."),
                     this);
    auto* column = new QWidget(this);
    column->setMaximumWidth(720);
    auto* inner = new QVBoxLayout(column);
    inner->setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap);
    inner->setSpacing(2 * gap);
    inner->addStretch(1);
    inner->addWidget(title);
    inner->addWidget(subtitle);
    inner->addWidget(buildSample());
    inner->addWidget(buildFound());
    inner->addWidget(buildOther());
    inner->addStretch(2);

    auto* middle = new QWidget;
    auto* centering = new QHBoxLayout(middle);
    centering->setContentsMargins(0, 0, 0, 0);
    centering->addStretch(1);
    centering->addWidget(column, 8);
    centering->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("welcomeScroll"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(middle);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    refresh();
}

QWidget* WelcomePage::buildSample()
{
    auto* sentence =
        makeSentence(QStringLiteral("sampleText"),
                     tr("An operator with the accounts ACCTA, ACCTB and ACCTC and their keys, in a new folder "
                        "below %1. Nothing of yours is touched.")
                         .arg(QDir::toNativeSeparators(QDir::tempPath())),
                     this);
    QVBoxLayout* content = nullptr;
    auto* card = makeCard(QStringLiteral("sample"), tr("Try the sample"), sentence, content, this);
    m_sample = makeButton(QStringLiteral("trySample"), tr("Try the sample"), content, card);
    connect(m_sample, &QPushButton::clicked, this, &WelcomePage::sampleChosen);
    return card;
}

QWidget* WelcomePage::buildFound()
{
    m_foundText = makeSentence(QStringLiteral("foundStoreText"), {}, this);
    QVBoxLayout* content = nullptr;
    auto* card = makeCard(QStringLiteral("open"), tr("The nsc store of this machine"), m_foundText, content, this);
    m_openFound = makeButton(QStringLiteral("openFoundStore"), tr("Open this store"), content, card);
    connect(m_openFound, &QPushButton::clicked, this, [this] {
        if (m_found) emit workspaceChosen(*m_found);
    });
    return card;
}

QWidget* WelcomePage::buildOther()
{
    auto* sentence =
        makeSentence(QStringLiteral("otherStoreText"),
                     tr("Two folders: the one that holds a folder per operator, and the one with the keys."), this);
    QVBoxLayout* content = nullptr;
    auto* card = makeCard(QStringLiteral("configuration"), tr("Another store"), sentence, content, this);
    auto* grid = new QGridLayout;
    grid->setSpacing(gap);
    m_store = addFolder(grid, 0, QStringLiteral("storeFolder"), tr("St&ores folder"), tr("/path/to/nsc/stores"));
    m_keys = addFolder(grid, 1, QStringLiteral("keysFolder"), tr("&Keys folder"), tr("/path/to/nkeys"));
    content->addLayout(grid);
    m_otherText = makeSentence(QStringLiteral("otherStoreHint"), {}, this);
    m_otherText->setForegroundRole(QPalette::PlaceholderText);
    content->addWidget(m_otherText);
    m_openOther = makeButton(QStringLiteral("openOtherStore"), tr("Open these folders"), content, card);
    connect(m_openOther, &QPushButton::clicked, this, [this] {
        const auto absolute = [](const QLineEdit* field) {
            return pathFromQt(QFileInfo(field->text().trimmed()).absoluteFilePath());
        };
        emit workspaceChosen(workspaceAt(absolute(m_store), absolute(m_keys), m_env));
    });
    return card;
}

QLineEdit* WelcomePage::addFolder(QGridLayout* grid, int row, const QString& name, const QString& label,
                                  const QString& hint)
{
    auto* field = new QLineEdit(this);
    field->setObjectName(name);
    field->setPlaceholderText(hint);
    auto plain = label;
    field->setAccessibleName(plain.remove(QLatin1Char('&')));
    auto* caption = new QLabel(label, this);
    caption->setBuddy(field);
    auto* browse = makePushButton(name + QStringLiteral("Browse"), tr("Browse…"), tr("Browse for %1").arg(plain), this);
    connect(browse, &QPushButton::clicked, field, [field, plain] { browseFolder(field, plain); });
    connect(field, &QLineEdit::textChanged, this, &WelcomePage::updateButtons);
    connect(field, &QLineEdit::returnPressed, this, [this] { m_openOther->click(); });
    grid->addWidget(caption, row, 0);
    grid->addWidget(field, row, 1);
    grid->addWidget(browse, row, 2);
    return field;
}

void WelcomePage::refresh()
{
    m_found = discoverWorkspace(m_env);
    m_foundText->setText(m_found
                             ? tr("Stores: %1\nKeys: %2").arg(pathToQt(m_found->storeRoot), pathToQt(m_found->keystore))
                             : tr("There is none where nsc would look for it."));
    updateButtons();
}

void WelcomePage::showFolders(const Workspace& workspace)
{
    m_store->setText(pathToQt(workspace.storeRoot));
    m_keys->setText(pathToQt(workspace.keystore));
}

void WelcomePage::setBusy(bool busy)
{
    m_busy = busy;
    updateButtons();
}

void WelcomePage::updateButtons()
{
    m_openFound->setEnabled(m_found && !m_busy);
    m_openFound->setToolTip(m_found ? QString() : plainToolTip(m_foundText->text()));
    m_sample->setEnabled(!m_busy);
    const auto isFolder = [](const QLineEdit* field) {
        return QFileInfo(field->text().trimmed()).isDir();
    };
    const bool wrongStore = !m_store->text().isEmpty() && !isFolder(m_store);
    const bool wrongKeys = !m_keys->text().isEmpty() && !isFolder(m_keys);
    m_otherText->setText(wrongStore  ? tr("The stores folder is not there.")
                         : wrongKeys ? tr("The keys folder is not there.")
                                     : QString());
    m_otherText->setVisible(wrongStore || wrongKeys);
    m_openOther->setEnabled(isFolder(m_store) && isFolder(m_keys) && !m_busy && !m_store->text().isEmpty() &&
                            !m_keys->text().isEmpty());
}

} // namespace gd::ui
