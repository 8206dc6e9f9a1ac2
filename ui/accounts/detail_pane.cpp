// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/detail_pane.h"

#include "ui/accounts/detail_text.h"
#include "ui/accounts/notes.h"
#include "ui/bridge/strings.h"
#include "ui/look/elided_label.h"
#include "ui/look/icon_set.h"
#include "ui/look/push_button.h"
#include "ui/look/theme.h"
#include "ui/words/html.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

namespace gd::ui {

DetailPane::DetailPane(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("accountDetails"));
    setAccessibleName(tr("Details of what is selected"));
    build();
    connect(m_copyKey, &QToolButton::clicked, this, [this] { copy(toQt(m_thing.key)); });
    connect(m_words, &QTextBrowser::anchorClicked, this, &DetailPane::follow);
    connect(m_showClaims, &QPushButton::toggled, this, [this](bool on) {
        m_claims->setVisible(on);
        m_showClaims->setText(on ? tr("Hide c&laims") : tr("Show c&laims"));
    });
}

void DetailPane::build()
{
    m_head = new QWidget(this);
    m_name = new ElidedLabel(m_head);
    m_name->setObjectName(QStringLiteral("thingName"));
    auto large = m_name->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_name->setFont(large);
    m_kind = new QLabel(m_head);
    m_kind->setObjectName(QStringLiteral("thingKind"));
    m_kind->setTextFormat(Qt::PlainText);
    m_kind->setForegroundRole(QPalette::PlaceholderText);
    m_notes = new NoteRow(m_head);
    m_notes->setObjectName(QStringLiteral("thingNotes"));
    m_key = new ElidedLabel(m_head);
    m_key->setObjectName(QStringLiteral("thingKey"));
    m_key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_copyKey = new QToolButton(m_head);
    m_copyKey->setObjectName(QStringLiteral("copyThingKey"));
    m_copyKey->setAccessibleName(tr("Copy the key of what is selected"));
    m_copyKey->setToolTip(tr("Copy the whole public key"));
    m_copyKey->setIcon(icon(QStringLiteral("copy")));
    m_copyKey->setAutoRaise(true);
    m_copyKey->setFocusPolicy(Qt::TabFocus);

    m_words = new QTextBrowser(this);
    m_words->setObjectName(QStringLiteral("accountWords"));
    m_words->setAccessibleName(tr("All about what is selected"));
    m_words->setOpenLinks(false);
    m_words->setTabChangesFocus(true);
    m_words->document()->setDocumentMargin(gap);
    m_showClaims = makePushButton(QStringLiteral("showAccountClaims"), tr("Show c&laims"), {}, this);
    m_showClaims->setCheckable(true);
    m_claims = new QPlainTextEdit(this);
    m_claims->setObjectName(QStringLiteral("accountClaims"));
    m_claims->setAccessibleName(tr("Claims of what is selected, as JSON"));
    m_claims->setReadOnly(true);
    m_claims->setTabChangesFocus(true);
    m_claims->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_claims->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_claims->hide();

    auto* title = new QHBoxLayout;
    title->addWidget(m_name, 1);
    title->addWidget(m_kind);
    auto* key = new QHBoxLayout;
    key->addWidget(m_key, 1);
    key->addWidget(m_copyKey);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(gap / 2);
    m_buttons->addStretch(1);
    auto* head = new QVBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(gap / 2);
    head->addLayout(title);
    head->addWidget(m_notes);
    head->addLayout(key);
    head->addLayout(m_buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(m_head);
    column->addWidget(m_words, 3);
    column->addWidget(m_showClaims, 0, Qt::AlignLeft);
    column->addWidget(m_claims, 2);
}

void DetailPane::setActions(const std::vector<ThingAction>& actions)
{
    for (const auto& [action, fits] : actions) {
        auto* button = new QToolButton(m_head);
        button->setObjectName(QStringLiteral("do-") + action->objectName());
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        button->setMinimumHeight(28);
        button->hide();
        m_fitting.emplace_back(button, fits);
        m_buttons->insertWidget(m_buttons->count() - 1, button);
    }
}

void DetailPane::show(const SnapshotPtr& world, const Thing& thing, UnixSeconds now, const OperatorAnswers& answers,
                      const Ledger& ledger)
{
    const bool isSame = thing == m_thing;
    m_thing = isThere(*world, thing) ? thing : Thing{};
    const bool isSomething = m_thing.kind != Thing::Kind::None;
    m_head->setVisible(isSomething);
    m_name->setText(thingName(*world, m_thing));
    m_kind->setText(thingKind(*world, m_thing));
    const auto notes = notesOf(*world, m_thing, now, answers);
    m_notes->setNotes(notes);
    m_notes->setVisible(!notes.empty());
    m_key->setText(toQt(m_thing.key));
    for (QWidget* part : std::initializer_list<QWidget*>{m_key, m_copyKey})
        part->setVisible(!m_thing.key.empty());
    for (const auto& [button, fits] : m_fitting)
        button->setVisible(fits(m_thing));
    const int kept = m_words->verticalScrollBar()->value();
    m_words->setHtml(isSomething ? detailText(*world, m_thing, now, answers, ledger)
                                 : html::paragraph(tr("Choose an account, a user, a key or a contact in the tree.")));
    m_words->verticalScrollBar()->setValue(isSame ? kept : 0);
    const auto claims = detailClaims(*world, m_thing);
    m_showClaims->setEnabled(!claims.isEmpty());
    if (m_claims->toPlainText() != claims) m_claims->setPlainText(claims);
}

void DetailPane::focusText()
{
    m_words->setFocus(Qt::OtherFocusReason);
}

void DetailPane::copy(const QString& key)
{
    QGuiApplication::clipboard()->setText(key);
    emit keyCopied(key);
}

void DetailPane::follow(const QUrl& link)
{
    if (link.scheme() == QLatin1String("copy")) return copy(link.path());
    if (link.scheme() == QLatin1String("go")) emit goAsked(fromQt(link.path()));
    if (link.scheme() == QLatin1String("desk"))
        emit deskAsked(m_thing.account, link.path() == QLatin1String("provider"));
}

} // namespace gd::ui
