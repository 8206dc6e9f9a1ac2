// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/claims_view.h"

#include "core/jwt/token.h"
#include "ui/bridge/strings.h"
#include "ui/words/claims_diff.h"
#include "ui/words/names.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>
#include <QTextBlock>

namespace gd::ui {

namespace {

QPlainTextEdit* claimsText(const QString& objectName, const QString& accessibleName)
{
    auto* text = new QPlainTextEdit;
    text->setObjectName(objectName);
    text->setAccessibleName(accessibleName);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return text;
}

/// Claims for reading: the JSON of tokens spells these three signs as numbers.
QString readable(const Claims& claims)
{
    QString text = toQt(claimsJson(claims, true));
    text.replace(QLatin1String("\\u003e"), QLatin1String(">"));
    text.replace(QLatin1String("\\u003c"), QLatin1String("<"));
    text.replace(QLatin1String("\\u0026"), QLatin1String("&"));
    return text;
}

QString textOf(const std::optional<Claims>& claims)
{
    return claims ? readable(*claims) : QString();
}

void showFrom(QPlainTextEdit* text, int line)
{
    QTextCursor cursor(text->document()->findBlockByNumber(line));
    text->setTextCursor(cursor);
    text->verticalScrollBar()->setValue(std::max(0, line - 2));
}

} // namespace

ClaimsView::ClaimsView(QWidget* parent)
    : QWidget(parent),
      m_choice(new QComboBox),
      m_before(claimsText(QStringLiteral("claimsBefore"), tr("Claims before"))),
      m_after(claimsText(QStringLiteral("claimsAfter"), tr("Claims after")))
{
    m_choice->setObjectName(QStringLiteral("claimsOf"));
    auto* label = new QLabel(tr("Claims &of"));
    label->setBuddy(m_choice);
    auto* grid = new QGridLayout(this);
    auto* top = new QHBoxLayout;
    top->addWidget(label);
    top->addWidget(m_choice);
    top->addStretch();
    grid->addLayout(top, 0, 0, 1, 2);
    grid->addWidget(new QLabel(tr("Before")), 1, 0);
    grid->addWidget(new QLabel(tr("After")), 1, 1);
    grid->addWidget(m_before, 2, 0);
    grid->addWidget(m_after, 2, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        m_isShown = false;
        showCurrent();
    });
}

void ClaimsView::setPlan(const SharePlan& plan, const Snapshot& world)
{
    m_pairs.clear();
    for (const auto& change : plan.accounts) {
        const auto* named = change.after ? &*change.after : change.before ? &*change.before : nullptr;
        const QString isNew = named ? toQt(named->header.name) : shortKey(change.account);
        m_pairs.push_back(
            {world.account(change.account) ? accountName(world, change.account) : isNew, change.before, change.after});
    }
    for (const auto& change : plan.users) {
        const auto* named = change.after ? &*change.after : change.before ? &*change.before : nullptr;
        m_pairs.push_back(
            {tr("user %1").arg(named ? toQt(named->header.name) : shortKey(change.user)), change.before, change.after});
    }
    if (plan.op) m_pairs.push_back({tr("operator %1").arg(toQt(world.op.name)), plan.op->before, plan.op->after});
    m_isShown = false;
    const QString chosen = m_choice->currentText();
    const QSignalBlocker block(m_choice);
    m_choice->clear();
    for (const auto& pair : m_pairs) {
        m_choice->addItem(pair.title);
    }
    m_choice->setCurrentIndex(std::max(0, m_choice->findText(chosen)));
    showCurrent();
}

void ClaimsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showCurrent();
}

void ClaimsView::showCurrent()
{
    const int index = m_choice->currentIndex();
    if (m_isShown || !isVisible()) {
        return;
    }
    m_isShown = true;
    if (index < 0 || static_cast<std::size_t>(index) >= m_pairs.size()) {
        m_before->clear();
        m_after->clear();
        return;
    }
    const Pair& change = m_pairs[static_cast<std::size_t>(index)];
    const auto texts = sideBySide(textOf(change.before), textOf(change.after));
    m_before->setPlainText(texts.before);
    m_after->setPlainText(texts.after);
    showFrom(m_before, texts.firstDifference);
    showFrom(m_after, texts.firstDifference);
}

} // namespace gd::ui
