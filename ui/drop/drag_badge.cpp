// SPDX-License-Identifier: Apache-2.0
#include "ui/drop/drag_badge.h"

#include <QPainter>
#include <QWidget>

namespace gd::ui {

QPixmap dragBadge(const QString& text, const QWidget& source)
{
    constexpr int margin = 8;
    const auto metrics = source.fontMetrics();
    const QSize size(metrics.horizontalAdvance(text) + 2 * margin, metrics.height() + margin);
    QPixmap badge(size * source.devicePixelRatioF());
    badge.setDevicePixelRatio(source.devicePixelRatioF());
    badge.fill(Qt::transparent);
    QPainter painter(&badge);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(source.font());
    painter.setPen(Qt::NoPen);
    painter.setBrush(source.palette().highlight());
    painter.drawRoundedRect(QRect({0, 0}, size), 4, 4);
    painter.setPen(source.palette().highlightedText().color());
    painter.drawText(QRect({0, 0}, size), Qt::AlignCenter, text);
    return badge;
}

} // namespace gd::ui
