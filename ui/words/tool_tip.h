// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace gd::ui {

/// Text for a tooltip that shows it letter by letter. Qt takes tooltips that look like HTML for HTML, and names and
/// subjects come from tokens that other people made.
QString plainToolTip(const QString& text);

} // namespace gd::ui
