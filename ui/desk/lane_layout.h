// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QPainterPath>
#include <QRect>

#include <optional>

namespace gd::ui {

/// Heights at which a line leaves the provider's tree and enters the consumer's, in the lane's coordinates. No height:
/// that side has no such row.
struct LaneEnds {
    std::optional<int> left{};
    std::optional<int> right{};
};

/// Where a line is drawn: its label, and the strokes to both sides.
struct LaneShape {
    QRect label{};
    QPainterPath path{};
    bool openAtRight = false; ///< ends in the lane: nothing is imported yet
};

/// Places all lines. Labels do not cover each other; rows that are scrolled away are met at the lane's edge.
QList<LaneShape> layOutLane(const QList<LaneEnds>& ends, const QSize& lane, const QSize& label);

} // namespace gd::ui
