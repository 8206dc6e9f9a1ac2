// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/lane_layout.h"

#include <algorithm>
#include <numeric>

namespace gd::ui {

namespace {

constexpr int between = 6; ///< pixels between two labels

int inside(int y, const QSize& lane)
{
    return std::clamp(y, 1, std::max(1, lane.height() - 2));
}

/// Tops of the labels: as near to the wished middles as possible, in order, none over another, all inside.
QList<int> placeLabels(const QList<int>& middles, const QSize& lane, int height)
{
    QList<int> order(middles.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](int at) { return middles[at]; });
    QList<int> tops(middles.size());
    int lowest = 0;
    for (const int at : order) {
        tops[at] = std::max(lowest, middles[at] - height / 2);
        lowest = tops[at] + height + between;
    }
    int highest = lane.height();
    for (const int at : QList<int>(order.rbegin(), order.rend())) {
        tops[at] = std::min(tops[at], highest - height);
        highest = tops[at] - between;
    }
    return tops;
}

void curve(QPainterPath& path, QPointF from, QPointF to)
{
    const qreal middle = (from.x() + to.x()) / 2;
    path.moveTo(from);
    path.cubicTo({middle, from.y()}, {middle, to.y()}, to);
}

} // namespace

QList<LaneShape> layOutLane(const QList<LaneEnds>& ends, const QSize& lane, const QSize& label)
{
    QList<int> middles;
    for (const auto& end : ends) {
        const int left = inside(end.left.value_or(end.right.value_or(lane.height() / 2)), lane);
        const int right = inside(end.right.value_or(left), lane);
        middles << (left + right) / 2;
    }
    const auto tops = placeLabels(middles, lane, label.height());
    QList<LaneShape> shapes;
    for (qsizetype at = 0; at < ends.size(); ++at) {
        LaneShape shape;
        shape.label = QRect(QPoint((lane.width() - label.width()) / 2, tops[at]), label);
        const qreal y = shape.label.center().y() + 0.5;
        if (const auto left = ends[at].left)
            curve(shape.path, QPointF(0, inside(*left, lane) + 0.5), QPointF(shape.label.left(), y));
        if (const auto right = ends[at].right)
            curve(shape.path, QPointF(shape.label.right() + 1, y), QPointF(lane.width(), inside(*right, lane) + 0.5));
        shape.openAtRight = !ends[at].right.has_value();
        shapes << shape;
    }
    return shapes;
}

} // namespace gd::ui
