// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPalette>
#include <QString>

class QApplication;

namespace gd::ui {

QPalette lightPalette();
QPalette darkPalette();

/// Sets the program's style and colours.
///
/// @param colors  "light", "dark", or "system": what the desktop says, and light where it says nothing.
void applyTheme(QApplication& application, const QString& colors);

/// The one measure of distances in the window, in device-independent pixels.
inline constexpr int gap = 8;

} // namespace gd::ui
