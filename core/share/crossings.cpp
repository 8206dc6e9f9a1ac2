// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_finder.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace gd {

namespace {

using CrossingKey = std::tuple<std::string, std::string, ExportType, std::string>;

GrantState worstState(const Trust& trust, GrantState without)
{
    auto state = without;
    for (const auto& problem : trust.problems)
        state = std::max(state, stateOf(problem.code));
    return state;
}

Crossing crossingOf(const ImportFact& fact, UnixSeconds now)
{
    const auto& import = fact.import();
    Crossing crossing{.consumer = fact.consumer->key,
                      .provider = import.account,
                      .providerAccount = fact.provider,
                      .fact = &fact,
                      .exportIndex = fact.trust.exportIndex};
    crossing.piece = {.name = import.name, .subject = remoteSubject(import), .type = import.type};
    auto& grant = crossing.grant;
    grant = {.provider = import.account,
             .consumer = fact.consumer->key,
             .type = import.type,
             .providerSubject = remoteSubject(import),
             .consumerSubject = localName(import),
             .isPrivate = !import.token.empty(),
             .exportIndex = crossing.exportIndex,
             .importIndex = fact.index};
    if (crossing.exportIndex) grant.isPrivate = fact.provider->claims.exports[*crossing.exportIndex].tokenRequired;
    if (grant.isPrivate && fact.trust.claims)
        grant.expires = std::max<UnixSeconds>(0, fact.trust.claims->header.expires);
    grant.state = worstState(fact.trust, fact.provider ? GrantState::Active : GrantState::ProviderUnknown);
    if (grant.state == GrantState::Active && grant.expires != 0 && grant.expires - now < endsSoonBefore)
        grant.state = GrantState::EndsSoon;
    return crossing;
}

/// The row that a token on the shelf would become, judged as if it were imported as it is.
Crossing crossingOf(const TokenFile& file, const Account* provider, UnixSeconds now)
{
    const auto& claims = *file.claims;
    const Import asImported{
        .subject = claims.grantedSubject, .account = claims.provider(), .token = file.token, .type = claims.kind};
    const auto trust = judgeImport(asImported, claims.header.subject, provider, now);
    Crossing crossing{.consumer = claims.header.subject,
                      .provider = claims.provider(),
                      .providerAccount = provider,
                      .shelf = &file,
                      .exportIndex = trust.exportIndex};
    crossing.piece = {.name = claims.header.name, .subject = claims.grantedSubject, .type = claims.kind};
    if (const auto parts = partsOfFileName(file.file.filename().string()))
        crossing.piece.name = grantName(parts->stream, parts->role);
    crossing.grant = {.provider = crossing.provider,
                      .consumer = crossing.consumer,
                      .type = claims.kind,
                      .providerSubject = claims.grantedSubject,
                      .isPrivate = true,
                      .state = worstState(trust, provider ? GrantState::NotImported : GrantState::ProviderUnknown),
                      .expires = std::max<UnixSeconds>(0, claims.header.expires),
                      .exportIndex = trust.exportIndex};
    return crossing;
}

CrossingKey keyOf(const Crossing& crossing)
{
    return {crossing.consumer, crossing.provider, crossing.piece.type, crossing.piece.subject};
}

/// Whether `one` is the better token for the same grant: usable before unusable, then the later one.
bool betterToken(const Crossing& one, const Crossing& other)
{
    if (one.grant.state != other.grant.state) return one.grant.state < other.grant.state;
    return one.shelf->claims->header.issuedAt > other.shelf->claims->header.issuedAt;
}

void addShelf(const Snapshot& world, const Scope& scope, std::vector<Crossing>& crossings, UnixSeconds& validUntil)
{
    std::unordered_map<std::string_view, const Account*> byKey;
    for (const auto& account : world.accounts)
        byKey.emplace(account.key, &account);
    std::set<CrossingKey> imported;
    for (const auto& crossing : crossings)
        if (!world.tokenFiles.empty()) imported.insert(keyOf(crossing));

    std::map<CrossingKey, Crossing> best;
    for (const auto& file : world.tokenFiles) {
        if (!file.claims || file.claims->provider() == file.claims->header.subject) continue;
        if (!scope.hasProvider(file.claims->provider())) continue;
        lowerTo(validUntil, *file.claims, world.readAt);
        const auto found = byKey.find(file.claims->provider());
        auto crossing = crossingOf(file, found == byKey.end() ? nullptr : found->second, world.readAt);
        if (imported.contains(keyOf(crossing))) continue;
        const auto [place, isNew] = best.emplace(keyOf(crossing), crossing);
        if (!isNew && betterToken(crossing, place->second)) place->second = std::move(crossing);
    }
    for (auto& [key, crossing] : best)
        crossings.push_back(std::move(crossing));
}

} // namespace

std::string grantId(const Grant& grant)
{
    const auto* type = grant.type == ExportType::Service ? "/service/" : "/stream/";
    return grant.provider + "/" + grant.consumer + type + grant.providerSubject;
}

void lowerTo(UnixSeconds& validUntil, const ActivationClaims& claims, UnixSeconds now)
{
    const auto look = [&](UnixSeconds when) {
        if (when > now) validUntil = std::min(validUntil, when);
    };
    look(claims.header.notBefore);
    if (claims.header.expires <= 0) return;
    look(claims.header.expires);
    look(claims.header.expires - endsSoonBefore + 1);
}

std::vector<Crossing> findCrossings(const Snapshot& world, const Scope& scope, const std::vector<ImportFact>& facts,
                                    UnixSeconds& validUntil)
{
    std::vector<Crossing> crossings;
    crossings.reserve(facts.size());
    for (const auto& fact : facts)
        if (scope.hasProvider(fact.import().account)) crossings.push_back(crossingOf(fact, world.readAt));
    addShelf(world, scope, crossings, validUntil);
    forEachIndex(crossings.size(), [&](std::size_t i) {
        crossings[i].grant.id = grantId(crossings[i].grant);
        crossings[i].bySubject = roleOfSubject(crossings[i].piece.subject);
    });
    std::unordered_map<std::string, int> seen;
    for (auto& crossing : crossings) {
        // The same subject imported twice is a mistake, but both rows are there to be shown.
        if (const auto again = seen[crossing.grant.id]++; again != 0)
            crossing.grant.id += "#" + std::to_string(again + 1);
    }
    return crossings;
}

} // namespace gd
