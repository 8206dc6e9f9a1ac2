// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/drop_overlay.h"

#include "ui/desk/drop_advice.h"

#include <QPainter>

namespace gd::ui {

DropOverlay::DropOverlay(QWidget* target) : QLabel(target)
{
    setObjectName(QStringLiteral("dropOverlay"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setTextFormat(Qt::PlainText); // it names accounts and shares
    setMargin(24);
    auto big = font();
    big.setBold(true);
    setFont(big);
    hide();
}

void DropOverlay::showAdvice(const DropAdvice& advice)
{
    m_possible = advice.possible;
    setText(advice.text);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropOverlay::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    auto veil = palette().color(QPalette::Base);
    veil.setAlpha(235);
    // The line differs in style too, so that colour is not needed to tell yes from no.
    const auto line = palette().color(m_possible ? QPalette::Highlight : QPalette::PlaceholderText);
    painter.setPen(QPen(line, 2, m_possible ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(veil);
    painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 6, 6);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace gd::ui
