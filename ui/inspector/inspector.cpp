// SPDX-License-Identifier: Apache-2.0
#include "ui/inspector/inspector.h"

#include "ui/inspector/inspector_text.h"
#include "ui/look/push_button.h"
#include "ui/look/theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBrowser>

namespace gd::ui {

Inspector::Inspector(Session& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("inspector"));
    setAccessibleName(tr("Details pane"));
    m_words = new QTextBrowser(this);
    m_words->setObjectName(QStringLiteral("details"));
    m_words->setAccessibleName(tr("Details"));
    m_words->setOpenLinks(false);
    m_words->setTabChangesFocus(true);
    m_words->document()->setDocumentMargin(gap);
    setMinimumWidth(232);
    m_showClaims = makePushButton(QStringLiteral("showClaims"), tr("Show claims"), {}, this);
    m_showClaims->setCheckable(true);
    m_claims = new QPlainTextEdit(this);
    m_claims->setObjectName(QStringLiteral("claims"));
    m_claims->setAccessibleName(tr("Claims as JSON"));
    m_claims->setReadOnly(true);
    m_claims->setTabChangesFocus(true);
    m_claims->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_claims->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_claims->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(m_words, 3);
    layout->addWidget(m_showClaims);
    layout->addWidget(m_claims, 2);

    connect(m_words, &QTextBrowser::anchorClicked, this, &Inspector::follow);
    connect(m_showClaims, &QPushButton::toggled, this, [this](bool on) {
        m_claims->setVisible(on);
        m_showClaims->setText(on ? tr("Hide claims") : tr("Show claims"));
    });
    connect(&m_session, &Session::snapshotChanged, this, &Inspector::refresh);
    refresh();
}

void Inspector::showSelection(const Selection& selection)
{
    const bool same = selection == m_selection;
    m_selection = selection;
    const int kept = m_words->verticalScrollBar()->value();
    refresh();
    m_words->verticalScrollBar()->setValue(same ? kept : 0);
}

void Inspector::focusText()
{
    m_words->setFocus(Qt::OtherFocusReason);
}

void Inspector::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // The colours of links are written into the text when it is set.
    if (event->type() == QEvent::PaletteChange && m_claims) refresh();
}

void Inspector::refresh()
{
    const auto text = inspect(m_selection, *m_session.snapshot(), m_session.now());
    m_words->setHtml(text.html);
    m_showClaims->setEnabled(!text.claims.isEmpty());
    if (m_claims->toPlainText() != text.claims) m_claims->setPlainText(text.claims);
}

void Inspector::follow(const QUrl& link)
{
    if (link.scheme() != QLatin1String("copy")) return;
    QGuiApplication::clipboard()->setText(link.path());
    emit keyCopied(link.path());
}

} // namespace gd::ui
