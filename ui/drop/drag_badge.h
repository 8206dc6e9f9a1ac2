// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPixmap>
#include <QString>

class QWidget;

namespace gd::ui {

/// What hangs on the mouse during a drag: a small label, so that the target's own words stay readable behind it.
QPixmap dragBadge(const QString& text, const QWidget& source);

} // namespace gd::ui
