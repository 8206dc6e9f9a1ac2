// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_life_parts.h"

#include "core/jwt/revocations.h"
#include "core/share/trust.h"

#include <algorithm>

namespace gd {

Result<std::vector<const Share*>> sharesOf(const std::vector<std::string>& ids, const Snapshot& world)
{
    std::vector<const Share*> shares;
    for (const auto& id : ids) {
        const auto share = std::ranges::find(world.shares, id, &Share::id);
        if (share == world.shares.end()) return Error{ErrorCode::PlanOutdated, id, "no such share"};
        if (std::ranges::find(shares, &*share) == shares.end()) shares.push_back(&*share);
    }
    return shares;
}

void renewImport(const std::string& consumer, const Import& import, const RowRole& role, const Validity& validity,
                 PlanBuilder& plan)
{
    const auto& seen = plan.look(consumer).imports;
    if (std::ranges::find(seen, import) == seen.end()) return;
    const auto issued = plan.issue({.provider = import.account,
                                    .target = consumer,
                                    .kind = import.type,
                                    .subject = remoteSubject(import),
                                    .validity = validity},
                                   role);
    auto renewed = import;
    renewed.token.clear();
    std::ranges::replace(plan.claims(consumer).imports, import, renewed);
    plan.add(
        EditImport{.account = consumer, .value = renewed, .issued = issued, .role = role.role, .fields = {"token"}});
}

void tokensForImporters(const std::string& provider, const Export& exported, const std::vector<std::string>& without,
                        PlanBuilder& plan)
{
    const auto stays = [&](const std::string& key) {
        return std::ranges::find(without, "*") == without.end() && std::ranges::find(without, key) == without.end();
    };
    const auto& claims = plan.world().account(provider)->claims;
    for (const auto& account : plan.world().accounts)
        for (const auto& import : account.claims.imports) {
            if (import.account != provider || import.type != exported.type || !stays(account.key)) continue;
            const auto covering = coveringExport(claims, import.type, remoteSubject(import));
            if (!covering || claims.exports[*covering].subject != exported.subject) continue;
            renewImport(account.key, import, roleOfRow(remoteSubject(import), import.name), {}, plan);
        }
}

void makePrivate(const std::string& provider, const Export& present, const std::vector<std::string>& without,
                 PlanBuilder& plan)
{
    const auto* seen = exportOf(plan.look(provider), present.type, present.subject);
    if (!seen || seen->tokenRequired || seen->accountTokenPosition != 0) return;
    auto& exported = *exportOf(plan.claims(provider), present.type, present.subject);
    exported.tokenRequired = true;
    plan.add(EditExport{provider, present.type, present.subject, exported, {"private"}});
    plan.add(Finding{Severity::Warning, FindingCode::ExportMadePrivate, provider, present.subject, ""});
    tokensForImporters(provider, present, without, plan);
}

void revokeIn(const std::string& provider, const Export& present, const std::string& target, UnixSeconds until,
              const std::string& role, PlanBuilder& plan)
{
    const auto* seen = exportOf(plan.look(provider), present.type, present.subject);
    if (!seen) return;
    auto after = seen->revocations;
    revoke(after, target, until);
    if (after == seen->revocations) return;
    exportOf(plan.claims(provider), present.type, present.subject)->revocations = std::move(after);
    plan.add(RevokeTokens{provider, target, present.type, present.subject, until, role});
}

} // namespace gd
