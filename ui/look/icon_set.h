// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QPalette>
#include <QString>

namespace gd::ui {

/// An icon of the program by name ("share", "import", "undo", "token" …), drawn in the palette's text colour.
QIcon icon(const QString& name, const QPalette& palette);

} // namespace gd::ui
