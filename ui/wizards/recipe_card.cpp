// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/recipe_card.h"

#include <QPainter>
#include <QPainterPath>

namespace gd::ui {

namespace {

constexpr int leastHeight = 88; // three lines of words

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
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize RecipeCard::sizeHint() const
{
    return {420, leastHeight}; // how high it is depends on its width
}

/// A narrow card needs more lines for its words.
int RecipeCard::heightForWidth(int width) const
{
    const QRectF words = wordsArea(QRectF(0, 0, width - 8, 1000)); // a little less, for fractions of a pixel
    const QRect purpose =
        fontMetrics().boundingRect(words.toRect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_purpose);
    return std::max(leastHeight, fontMetrics().height() + 4 + purpose.height() + 20);
}

QRectF RecipeCard::wordsArea(const QRectF& frame) const
{
    return frame.adjusted(140, 8, -36, -8);
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
    paintPicture(painter, {frame.left() + 16, frame.top() + 12, 104, frame.height() - 24});

    const QRectF words = wordsArea(frame);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, text());
    painter.setFont(font());
    painter.drawText(words.adjusted(0, fontMetrics().height() + 4, 0, 0),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_purpose);
    if (isChecked()) { // chosen is a shape, not only a colour
        painter.setPen(QPen(palette().color(QPalette::Text), 2.2));
        const QPointF tick(frame.right() - 26, frame.center().y());
        painter.drawPolyline(QPolygonF{tick, tick + QPointF(5, 6), tick + QPointF(15, -7)});
    }
}

} // namespace gd::ui
