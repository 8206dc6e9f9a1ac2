// SPDX-License-Identifier: Apache-2.0
//
// How shares end, and how they begin again.
#include "core/jwt/revocations.h"
#include "core/share/share_life.h"
#include "core/share/share_life_parts.h"
#include "core/share/trust.h"

#include <algorithm>

namespace gd {

namespace {

/// The time of issue of the token of a row; nothing if it has none that can be read.
std::optional<UnixSeconds> issuedAt(const Grant& grant, const Snapshot& world)
{
    const auto* import = importOf(grant, world);
    const auto* provider = world.account(grant.provider);
    if (!import || import->token.empty()) return {};
    const auto trust = judgeImport(*import, grant.consumer, provider, world.readAt);
    return trust.claims ? std::optional(trust.claims->header.issuedAt) : std::nullopt;
}

/// What is meant to happen to those whom the plan is about is no finding.
void dropWhatIsMeant(SharePlan& plan, const std::vector<const Share*>& shares)
{
    std::erase_if(plan.findings, [&](const Finding& finding) {
        return (finding.code == FindingCode::TokenRevoked || finding.code == FindingCode::TokenMissing) &&
               std::ranges::any_of(shares, [&](const Share* share) {
                   return share->consumer == finding.account &&
                          std::ranges::any_of(share->rows, [&](const ShareRow& row) {
                              return row.grant.providerSubject == finding.subject;
                          });
               });
    });
}

bool uses(const Share& share, const Grant& grant)
{
    return share.provider == grant.provider && std::ranges::any_of(share.rows, [&](const ShareRow& row) {
               return row.grant.exportIndex == grant.exportIndex;
           });
}

/// Who loses the export of a row: the consumers of those of the shares that use it.
std::vector<std::string> targetsOf(const Grant& grant, const RevokeDraft& draft,
                                   const std::vector<const Share*>& shares)
{
    if (draft.everybody) return {"*"};
    std::vector<std::string> targets;
    for (const auto* share : shares)
        if (uses(*share, grant)) targets.push_back(share->consumer);
    return targets;
}

void clearIn(const Grant& grant, const Export& present, const Share& share, const std::string& target,
             const std::string& role, PlanBuilder& plan)
{
    const auto* seen = exportOf(plan.look(grant.provider), present.type, present.subject);
    if (!seen || !seen->revocations.contains(target)) return;
    clearRevocation(exportOf(plan.claims(grant.provider), present.type, present.subject)->revocations, target);
    plan.add(ClearRevocation{grant.provider, target, present.type, present.subject, role});
    plan.add(Finding{Severity::Warning, FindingCode::OldTokensLive, grant.provider, share.title, target});
}

/// Whether a share outside `going` uses an export.
bool isUsedByOthers(const Grant& grant, const std::vector<const Share*>& going, const Snapshot& world)
{
    return std::ranges::any_of(world.shares, [&](const Share& share) {
        return std::ranges::find(going, &share) == going.end() && uses(share, grant);
    });
}

void removeImport(const ShareRow& row, PlanBuilder& plan)
{
    const auto* import = importOf(row.grant, plan.world());
    if (!import) return;
    const auto& seen = plan.look(row.grant.consumer).imports;
    if (std::ranges::find(seen, *import) == seen.end()) return;
    auto& imports = plan.claims(row.grant.consumer).imports;
    imports.erase(std::ranges::find(imports, *import));
    plan.add(RemoveImport{row.grant.consumer, *import, row.role});
}

void removeExport(const ShareRow& row, PlanBuilder& plan)
{
    const auto* present = exportOf(row.grant, plan.world());
    if (!present) return;
    const auto& seen = plan.look(row.grant.provider).exports;
    if (std::ranges::find(seen, *present) == seen.end()) return; // another of the shares had the same export
    auto& exports = plan.claims(row.grant.provider).exports;
    exports.erase(std::ranges::find(exports, *present));
    plan.add(RemoveExport{row.grant.provider, *present});
}

void endExport(const ShareRow& row, const RemoveDraft& draft, const std::vector<const Share*>& going, UnixSeconds now,
               PlanBuilder& plan)
{
    const auto& grant = row.grant;
    const auto* present = exportOf(grant, plan.world());
    if (!present) return;
    if (draft.exportsToo && !isUsedByOthers(grant, going, plan.world())) return removeExport(row, plan);
    if (!present->tokenRequired) return;
    if (draft.revokeToo)
        revokeIn(grant.provider, *present, grant.consumer, now, row.role, plan);
    else
        plan.add(Finding{Severity::Warning, FindingCode::TokensLeft, grant.provider, present->subject, grant.consumer});
}

} // namespace

Result<SharePlan> planRevocation(const RevokeDraft& draft, const Snapshot& world, UnixSeconds now)
{
    const auto shares = sharesOf(draft.shares, world);
    if (!shares) return shares.error();
    const auto until = draft.until == 0 ? now : std::min(draft.until, now);
    PlanBuilder plan(world);
    for (const auto* share : *shares)
        for (const auto& row : share->rows) {
            const auto* present = exportOf(row.grant, world);
            if (!present) continue;
            if (draft.makePrivate) makePrivate(share->provider, *present, targetsOf(row.grant, draft, *shares), plan);
            revokeIn(share->provider, *present, draft.everybody ? "*" : share->consumer, until, row.role, plan);
            if (const auto issued = issuedAt(row.grant, world); issued && *issued > until)
                plan.add(Finding{Severity::Warning, FindingCode::RevocationSpares, share->provider,
                                 row.grant.providerSubject, share->consumer});
        }
    if (plan.size() == 0) return Error{ErrorCode::PlanIsEmpty, "", ""};
    auto finished = plan.finishWithImporters(now);
    dropWhatIsMeant(finished, *shares);
    return finished;
}

Result<SharePlan> planLetIn(const LetInDraft& draft, const Snapshot& world, UnixSeconds now)
{
    const auto shares = sharesOf(draft.shares, world);
    if (!shares) return shares.error();
    PlanBuilder plan(world);
    for (const auto* share : *shares)
        for (const auto& row : share->rows) {
            const auto* present = exportOf(row.grant, world);
            if (!present) continue;
            clearIn(row.grant, *present, *share, share->consumer, row.role, plan);
            if (draft.everybody) clearIn(row.grant, *present, *share, "*", row.role, plan);
            const auto* after = exportOf(plan.look(share->provider), present->type, present->subject);
            const auto issued = issuedAt(row.grant, world);
            if (issued && isRevoked(after->revocations, share->consumer, *issued))
                plan.add(Finding{Severity::Problem, FindingCode::RevokedForAll, share->provider, share->title,
                                 share->consumer});
        }
    if (plan.size() == 0) return Error{ErrorCode::PlanIsEmpty, "", ""};
    return plan.finish(now);
}

Result<SharePlan> planRemoval(const RemoveDraft& draft, const Snapshot& world, UnixSeconds now)
{
    const auto shares = sharesOf(draft.shares, world);
    if (!shares) return shares.error();
    PlanBuilder plan(world);
    for (const auto* share : *shares)
        for (const auto& row : share->rows)
            removeImport(row, plan);
    for (const auto* share : *shares)
        for (const auto& row : share->rows)
            endExport(row, draft, *shares, now, plan);
    if (plan.size() == 0) return Error{ErrorCode::PlanIsEmpty, "", ""};
    return plan.finishWithImporters(now);
}

Result<SharePlan> planWithdrawal(const std::string& offer, const Snapshot& world, UnixSeconds now)
{
    const auto offered = std::ranges::find(world.offers, offer, &Share::id);
    if (offered == world.offers.end()) return Error{ErrorCode::PlanOutdated, offer, "no such offer"};
    PlanBuilder plan(world);
    for (const auto& row : offered->rows)
        removeExport(row, plan);
    return plan.finishWithImporters(now);
}

} // namespace gd
