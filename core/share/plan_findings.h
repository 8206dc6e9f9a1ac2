// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/planner.h"
#include "core/share/signing_keys.h"

namespace gd {

/// Findings in `after` that are not in `before`. What may not be newly made (an ACK that is renamed, an API row without
/// prefix …) blocks here, while in an existing world it is a problem only.
std::vector<Finding> newFindings(const std::vector<Finding>& after, const std::vector<Finding>& before);

/// What the rules say about the world after a plan, as far as the plan changes it, and which keys it would need.
std::vector<Finding> planFindings(const SharePlan& plan, const Snapshot& world, UnixSeconds now);
/// The same where more keys will be here than the world has, such as new ones.
std::vector<Finding> planFindings(const SharePlan& plan, const Snapshot& world, UnixSeconds now, const HasKey& hasKey);

/// What the plan newly makes wrong in accounts that import from those it changes, and are not changed themselves. It
/// does not forbid the plan.
std::vector<Finding> importerFindings(const SharePlan& plan, const Snapshot& world, UnixSeconds now);

} // namespace gd
