// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/planner.h"

#include <string>

namespace gd {

/// The nsc commands that would do the same as a plan, one per line, quoted for a POSIX shell. Token files are written
/// to the folder in which it is run, those of tokens from elsewhere too.
std::string nscScript(const SharePlan& plan, const Snapshot& world);

} // namespace gd
