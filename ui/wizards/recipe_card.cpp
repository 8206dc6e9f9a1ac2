// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/recipe_card.h"

#include "ui/words/tool_tip.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace gd::ui {

namespace {

constexpr int pictureHeight = 36;
constexpr int edge = 8;

void paintArrow(QPainter& painter, QPointF from, QPointF to)
{
    const qreal back = to.x() > from.x() ? -5 : 5;
    painter.drawLine(from, to);
    painter.drawPolyline(QPolygonF{to + QPointF(back, -4), to, to + QPointF(back, 4)});
}

} // namespace

RecipeCard::RecipeCard(const QString& title, const QString& purpose, QList<Arrow> arrows, QWidget* parent)
    : QRadioButton(title, parent), m_purpose(purpose), m_arrows(std::move(arrows))
{
    setAccessibleDescription(purpose);
    setToolTip(plainToolTip(purpose));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

/// A picture and two lines of words.
QSize RecipeCard::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, pictureHeight + 2 * fontMetrics().height() + 4 * edge};
}

QSize RecipeCard::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 16, sizeHint().height()};
}

void RecipeCard::paintPicture(QPainter& painter, const QRectF& area) const
{
    const qreal boxWidth = 22;
    const QRectF provider(area.left(), area.top(), boxWidth, area.height());
    const QRectF consumer(area.right() - boxWidth, area.top(), boxWidth, area.height());
    painter.setPen(QPen(palette().color(QPalette::Text), 1.4));
    painter.drawRoundedRect(provider, 4, 4);
    painter.drawRoundedRect(consumer, 4, 4);
    const qreal step = area.height() / static_cast<qreal>(m_arrows.size() + 1);
    qreal y = area.top();
    for (const auto arrow : m_arrows) {
        y += step;
        const QPointF left(provider.right() + 5, y);
        const QPointF right(consumer.left() - 5, y);
        const bool isMessages = arrow == Arrow::ToConsumer;
        painter.setPen(
            QPen(palette().color(isMessages ? QPalette::Highlight : QPalette::Text), isMessages ? 2.6 : 1.4));
        paintArrow(painter, isMessages ? left : right, isMessages ? right : left);
    }
}

void RecipeCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    const bool isStrong = isChecked() || hasFocus() || underMouse();
    painter.setPen(QPen(palette().color(isStrong ? QPalette::Highlight : QPalette::Mid), hasFocus() ? 2.4 : 1.2));
    painter.setBrush(palette().base());
    painter.drawRoundedRect(frame, 6, 6);
    painter.setBrush(Qt::NoBrush);
    const qreal width = std::min(104.0, frame.width() - 2 * edge - 40);
    paintPicture(painter, {frame.center().x() - width / 2, frame.top() + edge, width, pictureHeight});

    QFont bold = font();
    bold.setBold(isChecked());
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(frame.adjusted(edge, 2 * edge + pictureHeight, -edge, -edge),
                     Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextWordWrap | Qt::TextShowMnemonic, text());
    if (isChecked()) { // chosen is a shape, not only a colour
        painter.setPen(QPen(palette().color(QPalette::Text), 2.2));
        const QPointF tick(frame.right() - 22, frame.top() + 16);
        painter.drawPolyline(QPolygonF{tick, tick + QPointF(5, 6), tick + QPointF(15, -7)});
    }
}

} // namespace gd::ui
