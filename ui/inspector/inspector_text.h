// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/words/selection.h"

#include <QString>

namespace gd::ui {

/// What the inspector says about a selection: words as HTML, and the claims behind it as JSON.
struct InspectorText {
    QString html{};
    QString claims{}; ///< empty if there are none
};

/// @param now  for "in 3 days".
InspectorText inspect(const Selection& selection, const Snapshot& world, UnixSeconds now);

} // namespace gd::ui
