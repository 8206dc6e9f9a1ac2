// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/drop_overlay.h"

#include "ui/desk/drop_advice.h"
#include "ui/look/status_look.h"

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
    m_fits = advice.fits;
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
    const bool goodHere = m_possible && m_fits;
    auto line = palette().color(goodHere ? QPalette::Highlight : QPalette::PlaceholderText);
    const auto warning = lookOf(Severity::Warning, palette());
    if (m_possible && !m_fits) line = warning.color;
    painter.setPen(QPen(line, 2, goodHere ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(veil);
    painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 6, 6);
    if (m_possible && !m_fits) {
        const int size = 24;
        warning.icon.paint(&painter, (width() - size) / 2, margin(), size, size);
    }
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace gd::ui
