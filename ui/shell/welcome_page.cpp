// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/welcome_page.h"

#include "ui/bridge/strings.h"
#include "ui/look/icon_label.h"
#include "ui/look/icon_set.h"
#include "ui/look/push_button.h"
#include "ui/look/theme.h"
#include "ui/shell/operator_choice.h"
#include "ui/words/tool_tip.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>

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
    inner->addWidget(buildNew());
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
    m_foundOperator = new OperatorChoice(QStringLiteral("foundOperator"), tr("&Operator"),
                                         tr("Operator of the store of this machine"), card);
    content->addWidget(m_foundOperator);
    connect(m_foundOperator, &OperatorChoice::changed, this, &WelcomePage::updateButtons);
    m_openFound = makeButton(QStringLiteral("openFoundStore"), tr("Open this store"), content, card);
    connect(m_openFound, &QPushButton::clicked, this, [this] {
        emit workspaceChosen(findStore({{}, {}, m_foundOperator->chosen()}, m_env).workspace);
    });
    return card;
}

QWidget* WelcomePage::buildOther()
{
    auto* sentence =
        makeSentence(QStringLiteral("otherStoreText"),
                     tr("The folder that holds a folder per operator, and the one with the keys. Left empty, the keys "
                        "are those that nsc uses."),
                     this);
    QVBoxLayout* content = nullptr;
    auto* card = makeCard(QStringLiteral("configuration"), tr("Another store"), sentence, content, this);
    auto* grid = new QGridLayout;
    grid->setSpacing(gap);
    m_store = addFolder(grid, 0, QStringLiteral("storeFolder"), tr("S&tores folder"), tr("/path/to/nsc/stores"));
    m_keys = addFolder(grid, 1, QStringLiteral("keysFolder"), tr("&Keys folder"), {});
    content->addLayout(grid);
    m_otherText = makeSentence(QStringLiteral("otherStoreHint"), {}, this);
    m_otherText->setForegroundRole(QPalette::PlaceholderText);
    content->addWidget(m_otherText);
    m_otherOperator =
        new OperatorChoice(QStringLiteral("otherOperator"), tr("O&perator"), tr("Operator of the other store"), card);
    content->addWidget(m_otherOperator);
    connect(m_otherOperator, &OperatorChoice::changed, this, &WelcomePage::updateButtons);
    m_openOther = makeButton(QStringLiteral("openOtherStore"), tr("Open these folders"), content, card);
    connect(m_openOther, &QPushButton::clicked, this,
            [this] { emit workspaceChosen(findStore(typedWish(m_otherOperator->chosen()), m_env).workspace); });
    return card;
}

QWidget* WelcomePage::buildNew()
{
    auto* sentence =
        makeSentence(QStringLiteral("newOperatorText"),
                     tr("Makes a store as nsc would: an operator with its keys, a system account and, if "
                        "wanted, a first account; or a store for accounts under somebody else's operator."),
                     this);
    QVBoxLayout* content = nullptr;
    auto* card = makeCard(QStringLiteral("server"), tr("A new operator"), sentence, content, this);
    m_create = makeButton(QStringLiteral("welcomeCreate"), tr("Create operator…"), content, card);
    connect(m_create, &QPushButton::clicked, this, [this] {
        emit creationAsked(m_store->text().trimmed().isEmpty() ? m_found.workspace
                                                               : findStore(typedWish({}), m_env).workspace);
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
    connect(field, &QLineEdit::textChanged, this, &WelcomePage::lookAtFolders);
    connect(field, &QLineEdit::returnPressed, this, [this] { m_openOther->click(); });
    grid->addWidget(caption, row, 0);
    grid->addWidget(field, row, 1);
    grid->addWidget(browse, row, 2);
    return field;
}

void WelcomePage::refresh()
{
    m_found = findStore({}, m_env);
    const auto store = pathToQt(m_found.workspace.storeRoot), keys = pathToQt(m_found.workspace.keystore);
    m_foundText->setText(m_found.isThere() ? tr("Stores: %1\nKeys: %2").arg(store, keys)
                                           : tr("There is none where nsc would look for it: %1").arg(store));
    m_foundOperator->offer(m_found);
    m_keys->setPlaceholderText(keys);
    lookAtFolders();
}

void WelcomePage::showFolders(const Workspace& workspace)
{
    m_store->setText(pathToQt(workspace.storeRoot));
    // The keys that nsc uses stand there without being typed, whether or not there are any.
    const bool areOfNsc = workspace.keystore == m_found.workspace.keystore;
    m_keys->setText(areOfNsc ? QString() : pathToQt(workspace.keystore));
    lookAtFolders(); // they may be the same as before, and what is in them not
}

void WelcomePage::askOperator()
{
    m_otherOperator->ask();
    // What has only just appeared has no place yet. The button below it is to be seen too.
    auto* scroll = findChild<QScrollArea*>(QStringLiteral("welcomeScroll"));
    QTimer::singleShot(0, scroll, [this, scroll] { scroll->ensureWidgetVisible(m_openOther); });
}

void WelcomePage::setBusy(bool busy)
{
    m_busy = busy;
    updateButtons();
}

StoreWish WelcomePage::typedWish(const std::string& operatorName) const
{
    return {fromQt(m_store->text().trimmed()), fromQt(m_keys->text().trimmed()), operatorName};
}

/// What is typed is looked at as it will be opened, `~` and all.
void WelcomePage::lookAtFolders()
{
    const auto wish = typedWish({});
    m_other = wish.storeRoot.empty() ? FoundStore{} : findStore(wish, m_env);
    m_otherOperator->offer(m_other);
    updateButtons();
}

void WelcomePage::updateButtons()
{
    const bool isFound = m_found.isThere() && m_foundOperator->isAnswered();
    m_openFound->setEnabled(isFound && !m_busy);
    m_openFound->setToolTip(isFound             ? QString()
                            : m_found.isThere() ? tr("Choose an operator first.")
                                                : plainToolTip(m_foundText->text()));
    m_sample->setEnabled(!m_busy);
    m_create->setEnabled(!m_busy);
    const bool isTyped = !m_store->text().trimmed().isEmpty();
    const bool hasStore = QFileInfo(pathToQt(m_other.workspace.storeRoot)).isDir();
    // Keys that nsc would use need not be there: a store can be looked at without any.
    const bool hasKeys =
        m_keys->text().trimmed().isEmpty() || QFileInfo(pathToQt(pathOfText(typedWish({}).keystore, m_env))).isDir();
    m_otherText->setText(isTyped && !hasStore ? tr("The stores folder is not there.")
                         : !hasKeys           ? tr("The keys folder is not there.")
                                              : QString());
    m_otherText->setVisible(!m_otherText->text().isEmpty());
    const bool isAnswered = m_otherOperator->isAnswered();
    m_openOther->setEnabled(isTyped && hasStore && hasKeys && isAnswered && !m_busy);
    m_openOther->setToolTip(isAnswered ? QString() : tr("Choose an operator first."));
}

} // namespace gd::ui
