// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>

#include <algorithm>
#include <cmath>

namespace gd::ui {

/// Relative luminance of a colour, 0 (black) to 1 (white).
/// @see WCAG 2.2, "relative luminance"
inline double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Contrast ratio of two colours, 1 to 21. Text needs 4.5.
/// @see WCAG 2.2, "contrast ratio"
inline double contrast(const QColor& one, const QColor& other)
{
    const auto [low, high] = std::minmax(luminance(one), luminance(other));
    return (high + 0.05) / (low + 0.05);
}

} // namespace gd::ui
