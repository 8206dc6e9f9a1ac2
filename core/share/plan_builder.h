// SPDX-License-Identifier: Apache-2.0
//
// Internal to core/share: a plan while it is made.
#pragma once

#include "core/share/planner.h"
#include "core/share/token_file_names.h"

namespace gd {

/// Collects the changes of a plan and keeps the resulting claims beside them.
class PlanBuilder {
public:
    explicit PlanBuilder(const Snapshot& world);

    const Snapshot& world() const { return m_world; }

    /// The claims as they will be; the account must be in the world.
    AccountClaims& claims(const std::string& key);
    /// The same to look at: the plan touches no account by that.
    const AccountClaims& look(const std::string& key) const;

    void add(Change change) { m_plan.changes.push_back(std::move(change)); }
    void add(Finding finding);
    std::size_t size() const { return m_plan.changes.size(); }

    /// Adds the change that issues a token, with a name for its file; `role` is that of the row, unknown if it has
    /// none.
    /// @return the place of the change in the plan.
    std::size_t issue(IssueToken token, const RowRole& role);

    /// Names for token files that neither the workspace nor this plan has.
    TokenFileNames& fileNames();

    /// The plan with what the rules say about the accounts that it changes.
    SharePlan finish(UnixSeconds now);
    /// The same, and what goes wrong in those that import from them.
    SharePlan finishWithImporters(UnixSeconds now);

private:
    const Snapshot& m_world;
    SharePlan m_plan{};
    std::optional<TokenFileNames> m_fileNames{}; ///< made when the first is asked for
};

} // namespace gd
