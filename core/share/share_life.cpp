// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_life.h"

#include "core/share/share_life_parts.h"
#include "core/share/trust.h"

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

void renewRow(const Share& share, const ShareRow& row, const RenewDraft& draft, const Snapshot& world, UnixSeconds now,
              TokenFileNames& names, PlanBuilder& plan)
{
    const auto* exported = exportOf(row.grant, world);
    if (!exported || !exported->tokenRequired) return;
    addDeadAtBirth(row.grant, *exported, now, plan);
    if (const auto* import = importOf(row.grant, world)) {
        renewImport(row.grant.consumer, *import, roleOf(share, row), draft.validity, world, names, plan);
        return;
    }
    const auto name = fileNameOf(row.grant.consumer, world);
    const auto role = roleOf(share, row);
    plan.add(IssueToken{.provider = row.grant.provider,
                        .target = row.grant.consumer,
                        .kind = row.grant.type,
                        .subject = row.grant.providerSubject,
                        .validity = draft.validity,
                        .role = row.role,
                        .fileName = role.known() ? names.forRole(role, name)
                                                 : names.forOther("", row.grant.providerSubject, name)});
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
    const auto [start, end] = validity;
    if (start < 0) problems.push_back({"validityStart", 0, {ErrorCode::ValidityInThePast, "", ""}});
    if (end != 0 && end <= start)
        problems.push_back({"validityEnd", 0, {ErrorCode::ValidityEndsBeforeStart, "", ""}});
    else if (end != 0 && end <= world.readAt)
        problems.push_back({"validityEnd", 0, {ErrorCode::ValidityInThePast, "", ""}});
    return problems;
}

Result<SharePlan> planRenewal(const RenewDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    const auto shares = sharesOf(draft.shares, world);
    if (!shares) return shares.error();
    PlanBuilder plan(world);
    TokenFileNames names(world);
    for (const auto* share : *shares)
        for (const auto& row : share->rows)
            renewRow(*share, row, draft, world, now, names, plan);
    if (plan.size() == 0) return Error{ErrorCode::PlanIsEmpty, "", ""};
    return plan.finish(now);
}

} // namespace gd
