// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/finding.h"
#include "core/share/grant.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace gd::ui {

/// How a state looks: its own shape and a colour that is readable on the palette's base (4.5:1). Its word is
/// stateWord().
struct StatusLook {
    QIcon icon{};
    QColor color{};
    Qt::PenStyle line = Qt::SolidLine; ///< of its line in the lane
};

StatusLook lookOf(GrantState state, const QPalette& palette);
StatusLook lookOf(Severity severity, const QPalette& palette);

/// What is known of the server's side of a share that is locally in order.
enum class ServerView { NotPushed, Inactive, Active };
StatusLook lookOf(ServerView view, const QPalette& palette);

/// Neither good nor bad: information.
StatusLook calmLook(const QPalette& palette);

} // namespace gd::ui
