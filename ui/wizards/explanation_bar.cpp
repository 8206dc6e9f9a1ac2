// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/explanation_bar.h"

#include "ui/look/status_look.h"

#include <QEvent>
#include <QHBoxLayout>

namespace gd::ui {

ExplanationBar::ExplanationBar(QWidget* parent) : QFrame(parent), m_icon(new QLabel), m_text(new QLabel)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_text->setObjectName(QStringLiteral("explanation"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    hide();
}

void ExplanationBar::say(const Explanation& words, Severity severity)
{
    m_severity = severity;
    m_text->setText(
        QStringLiteral("<b>%1</b> %2 %3")
            .arg(words.happened.toHtmlEscaped(), words.because.toHtmlEscaped(), words.nextStep.toHtmlEscaped()));
    dress();
    show();
}

void ExplanationBar::clear()
{
    m_text->clear();
    hide();
}

void ExplanationBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        dress();
    }
}

void ExplanationBar::dress()
{
    m_icon->setPixmap(lookOf(m_severity, palette()).icon.pixmap(20, 20));
}

} // namespace gd::ui
