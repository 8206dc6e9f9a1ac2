// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace gd::ui {

/// Two texts side by side: lines that only one of them has begin with "- " or "+ ", all others with two blanks.
struct SideBySide {
    QString before{};
    QString after{};
    int firstDifference = 0; ///< line
};

/// Compares line by line. Very long different middles are not aligned, only marked: a picture, not a patch.
SideBySide sideBySide(const QString& before, const QString& after);

} // namespace gd::ui
