// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_life.h"

#include "core/share/field_rules.h"
#include "core/share/share_life_parts.h"

#include <algorithm>

namespace gd {

namespace {

RowRole roleOf(const Share& share, const ShareRow& row)
{
    return {share.recipe, row.role, share.stream, share.jsConsumer};
}

/// Who was kept out on purpose is not let in by the way.
bool isRevoked(const Share& share)
{
    return std::ranges::any_of(share.rows,
                               [](const ShareRow& row) { return row.grant.state == GrantState::TokenRevoked; });
}

/// A revocation in the future, which nsc can make, kills a new token too.
void addDeadAtBirth(const Grant& grant, const Export& exported, UnixSeconds now, PlanBuilder& plan)
{
    for (const auto& who : {std::string("*"), grant.consumer}) {
        const auto entry = exported.revocations.find(who);
        if (entry != exported.revocations.end() && entry->second > now)
            plan.add(Finding{Severity::Problem, FindingCode::TokenRevoked, grant.consumer, grant.providerSubject,
                             std::to_string(entry->second)});
    }
}

void renewRow(const Share& share, const ShareRow& row, const Validity& validity, UnixSeconds now, PlanBuilder& plan)
{
    const auto& grant = row.grant;
    const auto* exported = exportOf(grant, plan.world());
    if (!exported || !exported->tokenRequired) return;
    addDeadAtBirth(grant, *exported, now, plan);
    const auto role = roleOf(share, row);
    if (const auto* import = importOf(grant, plan.world()))
        renewImport(grant.consumer, *import, role, validity, plan);
    else
        plan.issue({.provider = grant.provider,
                    .target = grant.consumer,
                    .kind = grant.type,
                    .subject = grant.providerSubject,
                    .validity = validity},
                   role);
}

} // namespace

std::vector<std::string> sharesEndingBefore(const Snapshot& world, UnixSeconds when)
{
    std::vector<std::string> ids;
    for (const auto& share : world.shares)
        if (share.expires != 0 && share.expires < when && world.account(share.provider) && !isRevoked(share))
            ids.push_back(share.id);
    return ids;
}

std::vector<FieldProblem> RenewDraft::problems(const Snapshot& world) const
{
    std::vector<FieldProblem> problems;
    addValidityProblems(problems, validity, 0, world.readAt);
    return problems;
}

Result<SharePlan> planRenewal(const RenewDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    const auto shares = sharesOf(draft.shares, world);
    if (!shares) return shares.error();
    PlanBuilder plan(world);
    for (const auto* share : *shares)
        for (const auto& row : share->rows)
            renewRow(*share, row, draft.validity, now, plan);
    if (plan.size() == 0) return Error{ErrorCode::PlanIsEmpty, "", ""};
    return plan.finish(now);
}

} // namespace gd
