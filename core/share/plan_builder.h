// SPDX-License-Identifier: Apache-2.0
//
// Internal to core/share: a plan while it is made.
#pragma once

#include "core/share/planner.h"

namespace gd {

/// Collects the changes of a plan and keeps the resulting claims beside them.
class PlanBuilder {
public:
    explicit PlanBuilder(const Snapshot& world);

    /// The claims as they will be; the account must be in the world.
    AccountClaims& claims(const std::string& key);
    /// The same to look at: the plan touches no account by that.
    const AccountClaims& look(const std::string& key) const;

    void add(Change change) { m_plan.changes.push_back(std::move(change)); }
    void add(Finding finding);
    std::size_t size() const { return m_plan.changes.size(); }

    /// The plan with what the rules say about the accounts that it changes.
    SharePlan finish(UnixSeconds now);
    /// The same, and what goes wrong in those that import from them.
    SharePlan finishWithImporters(UnixSeconds now);

private:
    const Snapshot& m_world;
    SharePlan m_plan{};
};

} // namespace gd
