// SPDX-License-Identifier: Apache-2.0
//
// Internal to core/text: nsc commands for the changes of administration.
#pragma once

#include "core/share/planner.h"
#include "core/store/snapshot.h"

#include <string>

namespace gd {

/// The commands that do the same as a change of a plan, one line each. Empty for changes of shares.
///
/// Keys are made by nsc itself (`generate`): a seed is in no text. `nsc edit account` sets some limits that nobody
/// asked for back to their defaults; the commands name those, so that they stay.
std::string adminCommands(const Change& change, const SharePlan& plan, const Snapshot& world);

} // namespace gd
