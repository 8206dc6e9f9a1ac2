// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/finding.h"
#include "core/store/snapshot.h"
#include "ui/words/explanation.h"

namespace gd::ui {

/// A finding in words.
Explanation explain(const Finding& finding, const Snapshot& world);

/// "Blocks", "Problem", "Warning".
QString severityWord(Severity severity);

} // namespace gd::ui
