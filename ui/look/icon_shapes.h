// SPDX-License-Identifier: Apache-2.0
//
// The program's own drawings, as lines of text on a grid of 24 by 24 units; painted as vectors, so they are sharp at
// any size and need no image files.
#pragma once

#include <QPainterPath>
#include <QString>

#include <span>

namespace gd::ui {

/// One drawing. Commands: `M x y` go to, `L x y` line, `C x1 y1 x2 y2 x y` curve, `Z` close, `O x y r` circle,
/// `R x y w h r` rectangle with round corners.
struct IconShape {
    const char* name;
    const char* lines; ///< drawn with a round pen
    const char* areas; ///< filled
    const char* cuts;  ///< lines that are left out of the areas
};

std::span<const IconShape> iconShapes();

/// The shape of that name, or nullptr.
const IconShape* iconShape(const QString& name);

/// Reads the commands above.
QPainterPath pathFrom(const char* commands);

/// Lines and areas of a shape as one path to fill, on the grid of 24 by 24.
QPainterPath outlineOf(const IconShape& shape);

} // namespace gd::ui
