// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace gd::ui {

/// An icon of the program by name ("share", "import", "undo", "token" …; see icon_shapes), drawn in the text colour
/// that the application has when it is painted: it follows a change of colours by itself. Unknown names give an empty
/// icon.
QIcon icon(const QString& name);

/// The same in the text colour of `palette`.
QIcon icon(const QString& name, const QPalette& palette);

/// The same in one fixed colour, for states.
QIcon icon(const QString& name, const QColor& color);

} // namespace gd::ui
