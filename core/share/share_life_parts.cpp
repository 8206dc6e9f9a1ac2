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
        shares.push_back(&*share);
    }
    return shares;
}

Export* exportOf(AccountClaims& claims, ExportType type, const std::string& subject)
{
    const auto found = std::ranges::find_if(
        claims.exports, [&](const Export& one) { return one.type == type && one.subject == subject; });
    return found == claims.exports.end() ? nullptr : &*found;
}

const Export* exportOf(const AccountClaims& claims, ExportType type, const std::string& subject)
{
    return exportOf(const_cast<AccountClaims&>(claims), type, subject);
}

const Export* exportOf(const Grant& grant, const Snapshot& world)
{
    const auto* provider = world.account(grant.provider);
    return provider && grant.exportIndex ? &provider->claims.exports[*grant.exportIndex] : nullptr;
}

const Import* importOf(const Grant& grant, const Snapshot& world)
{
    const auto* consumer = world.account(grant.consumer);
    return consumer && grant.importIndex ? &consumer->claims.imports[*grant.importIndex] : nullptr;
}

std::string fileNameOf(const std::string& account, const Snapshot& world)
{
    if (const auto* known = world.account(account)) return known->name;
    const auto* contact = world.contact(account);
    return contact ? nameInFiles(*contact) : account;
}

void renewImport(const std::string& consumer, const Import& import, const RowRole& role, const Validity& validity,
                 const Snapshot& world, TokenFileNames& names, PlanBuilder& plan)
{
    const auto& subject = remoteSubject(import);
    const auto name = fileNameOf(consumer, world);
    const auto issued = plan.size();
    plan.add(IssueToken{.provider = import.account,
                        .target = consumer,
                        .kind = import.type,
                        .subject = subject,
                        .validity = validity,
                        .role = role.role,
                        .fileName = role.known() ? names.forRole(role, name) : names.forOther("", subject, name)});
    auto& imports = plan.claims(consumer).imports;
    const auto place = std::ranges::find(imports, import);
    if (place == imports.end()) return; // another row of the plan has renewed it already
    place->token.clear();
    plan.add(
        EditImport{.account = consumer, .value = *place, .issued = issued, .role = role.role, .fields = {"token"}});
}

void tokensForImporters(const std::string& provider, const Export& exported, const std::vector<std::string>& without,
                        const Validity& validity, const Snapshot& world, TokenFileNames& names, PlanBuilder& plan)
{
    const auto stays = [&](const std::string& key) {
        return std::ranges::find(without, "*") == without.end() && std::ranges::find(without, key) == without.end();
    };
    const auto& claims = world.account(provider)->claims;
    for (const auto& account : world.accounts)
        for (const auto& import : account.claims.imports) {
            if (import.account != provider || import.type != exported.type || !stays(account.key)) continue;
            const auto covering = coveringExport(claims, import.type, remoteSubject(import));
            if (!covering || claims.exports[*covering].subject != exported.subject) continue;
            auto role = roleOfSubject(remoteSubject(import));
            if (const auto parts = partsOfGrantName(import.name); parts && !role.known())
                role = {.role = parts->role, .stream = parts->stream};
            renewImport(account.key, import, role, validity, world, names, plan);
        }
}

void makePrivate(const std::string& provider, Export& exported, const std::vector<std::string>& without,
                 const Validity& validity, const Snapshot& world, TokenFileNames& names, PlanBuilder& plan)
{
    if (exported.tokenRequired || exported.accountTokenPosition != 0) return;
    exported.tokenRequired = true;
    const auto made = exported; // the accounts of a plan may move while it grows
    plan.add(EditExport{provider, made.type, made.subject, made, {"private"}});
    plan.add(Finding{Severity::Warning, FindingCode::ExportMadePrivate, provider, made.subject, ""});
    tokensForImporters(provider, made, without, validity, world, names, plan);
}

void revokeIn(const std::string& provider, Export& exported, const std::string& target, UnixSeconds until,
              const std::string& role, PlanBuilder& plan)
{
    const auto before = exported.revocations;
    revoke(exported.revocations, target, until);
    if (exported.revocations == before) return;
    plan.add(RevokeTokens{provider, target, exported.type, exported.subject, until, role});
}

} // namespace gd
