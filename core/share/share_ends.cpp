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

std::vector<std::string> targetsOf(const RevokeDraft& draft, const std::vector<const Share*>& shares)
{
    if (draft.everybody) return {"*"};
    std::vector<std::string> targets;
    targets.reserve(shares.size());
    for (const auto* share : shares)
        targets.push_back(share->consumer);
    return targets;
}

void clearIn(Export& exported, const Share& share, const std::string& target, const std::string& role,
             PlanBuilder& plan)
{
    if (!exported.revocations.contains(target)) return;
    clearRevocation(exported.revocations, target);
    plan.add(ClearRevocation{share.provider, target, exported.type, exported.subject, role});
    plan.add(Finding{Severity::Warning, FindingCode::OldTokensLive, share.provider, share.title, target});
}

/// Whether a share outside `going` uses an export.
bool isUsedByOthers(const Grant& grant, const std::vector<const Share*>& going, const Snapshot& world)
{
    return std::ranges::any_of(world.shares, [&](const Share& share) {
        if (share.provider != grant.provider || std::ranges::find(going, &share) != going.end()) return false;
        return std::ranges::any_of(share.rows,
                                   [&](const ShareRow& row) { return row.grant.exportIndex == grant.exportIndex; });
    });
}

void removeImport(const ShareRow& row, const Snapshot& world, PlanBuilder& plan)
{
    const auto* import = importOf(row.grant, world);
    if (!import) return;
    auto& imports = plan.claims(row.grant.consumer).imports;
    const auto place = std::ranges::find(imports, *import);
    if (place == imports.end()) return;
    imports.erase(place);
    plan.add(RemoveImport{row.grant.consumer, *import, row.role});
}

void removeExport(const ShareRow& row, const Snapshot& world, PlanBuilder& plan)
{
    const auto* present = exportOf(row.grant, world);
    if (!present) return;
    auto& exports = plan.claims(row.grant.provider).exports;
    const auto place = std::ranges::find(exports, *present);
    if (place == exports.end()) return; // another of the shares had the same export
    exports.erase(place);
    plan.add(RemoveExport{row.grant.provider, *present});
}

void endExport(const ShareRow& row, const RemoveDraft& draft, const std::vector<const Share*>& going,
               const Snapshot& world, UnixSeconds now, PlanBuilder& plan)
{
    const auto* present = exportOf(row.grant, world);
    if (!present) return;
    if (draft.exportsToo && !isUsedByOthers(row.grant, going, world)) return removeExport(row, world, plan);
    if (!present->tokenRequired) return;
    if (draft.revokeToo) {
        if (auto* exported = exportOf(plan.claims(row.grant.provider), present->type, present->subject))
            revokeIn(row.grant.provider, *exported, row.grant.consumer, now, row.role, plan);
    } else if (plan.size() != 0) {
        plan.add(Finding{Severity::Warning, FindingCode::TokensLeft, row.grant.provider, present->subject,
                         row.grant.consumer});
    }
}

} // namespace

Result<SharePlan> planRevocation(const RevokeDraft& draft, const Snapshot& world, UnixSeconds now)
{
    const auto shares = sharesOf(draft.shares, world);
    if (!shares) return shares.error();
    const auto until = draft.until == 0 ? now : std::min(draft.until, now);
    const auto targets = targetsOf(draft, *shares);
    PlanBuilder plan(world);
    TokenFileNames names(world);
    for (const auto* share : *shares)
        for (const auto& row : share->rows) {
            const auto* present = exportOf(row.grant, world);
            if (!present) continue;
            auto& claims = plan.claims(share->provider);
            if (auto* exported = exportOf(claims, present->type, present->subject); exported && draft.makePrivate)
                makePrivate(share->provider, *exported, targets, draft.validity, world, names, plan);
            // The accounts of a plan may have moved.
            if (auto* exported = exportOf(plan.claims(share->provider), present->type, present->subject))
                revokeIn(share->provider, *exported, draft.everybody ? "*" : share->consumer, until, row.role, plan);
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
            if (!present || present->revocations.empty()) continue;
            auto* exported = exportOf(plan.claims(share->provider), present->type, present->subject);
            clearIn(*exported, *share, share->consumer, row.role, plan);
            if (draft.everybody) clearIn(*exported, *share, "*", row.role, plan);
            const auto issued = issuedAt(row.grant, world);
            if (issued && isRevoked(exported->revocations, share->consumer, *issued))
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
            removeImport(row, world, plan);
    for (const auto* share : *shares)
        for (const auto& row : share->rows)
            endExport(row, draft, *shares, world, now, plan);
    if (plan.size() == 0) return Error{ErrorCode::PlanIsEmpty, "", ""};
    return plan.finishWithImporters(now);
}

Result<SharePlan> planWithdrawal(const std::string& offer, const Snapshot& world, UnixSeconds now)
{
    const auto offered = std::ranges::find(world.offers, offer, &Share::id);
    if (offered == world.offers.end()) return Error{ErrorCode::PlanOutdated, offer, "no such offer"};
    PlanBuilder plan(world);
    for (const auto& row : offered->rows)
        removeExport(row, world, plan);
    return plan.finishWithImporters(now);
}

} // namespace gd
