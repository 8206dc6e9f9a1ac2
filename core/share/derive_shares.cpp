// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/share/findings.h"
#include "core/share/share_finder.h"
#include "core/share/world.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace gd {

namespace {

/// What was derived before and still holds, among what was derived now.
std::vector<Share> merged(std::vector<Share> fresh, const std::vector<Share>& before, const Scope& scope,
                          const ShareOrder& order)
{
    std::vector<Share> all;
    all.reserve(fresh.size() + before.size());
    auto next = fresh.begin();
    for (const auto& share : before) {
        if (scope.hasProvider(share.provider)) continue;
        // A provider is either fresh or not, so only providers have to be compared.
        for (; next != fresh.end() && order.isProviderBefore(next->provider, share.provider); ++next)
            all.push_back(std::move(*next));
        all.push_back(share);
    }
    std::move(next, fresh.end(), std::back_inserter(all));
    return all;
}

/// The part of sorted shares that belongs to one provider, beginning at `begin`.
std::span<const Share> ofProvider(const std::vector<Share>& shares, std::size_t begin)
{
    std::size_t end = begin;
    while (end < shares.size() && shares[end].provider == shares[begin].provider)
        ++end;
    return std::span(shares).subspan(begin, end - begin);
}

void findAboutShares(const std::vector<Share>& offers, const std::vector<Share>& shares, DerivedMemory& memory)
{
    std::map<std::string_view, std::pair<std::span<const Share>, std::span<const Share>>> byProvider;
    for (std::size_t i = 0; i < offers.size(); i += byProvider.at(offers[i].provider).first.size())
        byProvider[offers[i].provider].first = ofProvider(offers, i);
    for (std::size_t i = 0; i < shares.size(); i += byProvider.at(shares[i].provider).second.size())
        byProvider[shares[i].provider].second = ofProvider(shares, i);
    for (const auto& [provider, both] : byProvider)
        if (auto found = findInShares(both.first, both.second); !found.empty())
            memory.ofProviders[std::string(provider)] = std::move(found);
}

/// Findings about the accounts in scope, and their decoded tokens.
void lookAtAccounts(const Snapshot& world, const Scope& scope, const std::vector<ImportFact>& facts,
                    DerivedMemory& memory)
{
    struct Part {
        const Account* account = nullptr;
        std::span<const ImportFact> facts{};
        PlacedFindings found{};
    };
    std::vector<Part> parts;
    std::size_t next = 0;
    for (const auto& account : world.accounts) {
        const std::size_t first = next;
        while (next < facts.size() && facts[next].consumer == &account)
            ++next;
        if (scope.hasAccount(account.key))
            parts.push_back({&account, std::span(facts).subspan(first, next - first), {}});
    }
    const bool isManaged = world.op.managed;
    forEachIndex(parts.size(),
                 [&](std::size_t i) { parts[i].found = findInAccount(*parts[i].account, parts[i].facts, isManaged); });
    for (auto& part : parts) {
        auto activations = std::make_shared<Activations>();
        for (const auto& fact : part.facts) {
            activations->push_back(fact.trust.claims);
            if (fact.trust.claims) lowerTo(memory.validUntil, *fact.trust.claims, world.readAt);
        }
        memory.activations[part.account->key] = std::move(activations);
        if (!part.found.empty()) memory.ofAccounts[part.account->key] = std::move(part.found);
    }
}

/// What still holds of what was kept before.
DerivedMemory keptOf(const DerivedMemory& before, const Scope& scope)
{
    DerivedMemory kept{.validUntil = before.validUntil};
    for (const auto& [key, activations] : before.activations)
        if (!scope.hasAccount(key)) kept.activations.emplace(key, activations);
    for (const auto& [key, found] : before.ofAccounts)
        if (!scope.hasAccount(key)) kept.ofAccounts.emplace(key, found);
    for (const auto& [key, found] : before.ofProviders)
        if (!scope.hasProvider(key)) kept.ofProviders.emplace(key, found);
    return kept;
}

} // namespace

void deriveShares(Snapshot& snapshot, const Snapshot* previous, ReadProgress* progress)
{
    const Scope scope(snapshot, previous);
    const auto* known = previous ? previous->memory.derived.get() : nullptr;
    DerivedMemory memory{.validUntil = std::numeric_limits<UnixSeconds>::max()};
    if (!scope.isAll()) memory = keptOf(*known, scope);
    memory.validFrom = snapshot.readAt;

    const auto facts = importFacts(snapshot, scope, known, progress);
    if (progress && progress->isCancelled()) return;
    auto crossings = findCrossings(snapshot, scope, facts, memory.validUntil);
    const auto roles = findRoles(snapshot, scope, crossings);
    auto offers = findOffers(snapshot, scope, roles);
    auto shares = findShares(snapshot, crossings, offers);
    findAboutShares(offers, shares, memory);
    lookAtAccounts(snapshot, scope, facts, memory);
    if (!scope.isAll()) {
        const ShareOrder order(snapshot);
        const auto mergeOne = [&](std::size_t i) {
            auto& list = i == 0 ? offers : shares;
            list = merged(std::move(list), i == 0 ? previous->offers : previous->shares, scope, order);
        };
        forEachIndex(2, mergeOne, {.smallestShare = 1}); // thousands of texts to copy
    }
    snapshot.offers = std::move(offers);
    snapshot.shares = std::move(shares);

    // What the reader found about files stays; everything else is found anew.
    std::erase_if(snapshot.findings, [](const Finding& finding) {
        return finding.code != FindingCode::FileUnreadable && finding.code != FindingCode::KeystoreOldLayout;
    });
    auto found = inOrder(snapshot, memory);
    std::ranges::move(found, std::back_inserter(snapshot.findings));
    snapshot.memory.derived = std::make_shared<const DerivedMemory>(std::move(memory));
}

} // namespace gd
