// SPDX-License-Identifier: Apache-2.0
#include "core/share/import_facts.h"

#include "core/base/parallel.h"
#include "core/share/export_index.h"

#include <unordered_map>

namespace gd {

namespace {

using DecodedTokens = std::unordered_map<std::string_view, std::shared_ptr<const ActivationClaims>>;

/// Tokens that were decoded before, of the accounts in scope. An account that changed mostly has the same tokens still.
DecodedTokens tokensOf(const Account& before, const DerivedMemory& known)
{
    DecodedTokens tokens;
    const auto found = known.activations.find(before.key);
    if (found == known.activations.end()) return tokens;
    const auto& imports = before.claims.imports;
    for (std::size_t i = 0; i < imports.size() && i < found->second->size(); ++i)
        if (const auto& claims = (*found->second)[i]) tokens.emplace(imports[i].token, claims);
    return tokens;
}

} // namespace

std::vector<ImportFact> importFacts(const Snapshot& world, const Scope& scope, const DerivedMemory* known,
                                    ReadProgress* progress)
{
    std::unordered_map<std::string_view, const Account*> byKey;
    for (const auto& account : world.accounts)
        byKey.emplace(account.key, &account);

    std::vector<ImportFact> facts;
    std::vector<KnownBefore> knownBefore;
    std::unordered_map<const Account*, ExportIndex> exports;
    for (const auto& consumer : world.accounts) {
        const auto* before = known ? scope.before(consumer.key) : nullptr;
        std::optional<DecodedTokens> tokens; // made when first needed
        for (std::size_t i = 0; i < consumer.claims.imports.size(); ++i) {
            const auto& import = consumer.claims.imports[i];
            if (!scope.hasAccount(consumer.key) && !scope.hasProvider(import.account)) continue;
            const auto found = byKey.find(import.account);
            const auto* provider = found == byKey.end() ? nullptr : found->second;
            facts.push_back({&consumer, provider, i, {}});
            auto& help = knownBefore.emplace_back();
            if (provider) help.exports = &exports.try_emplace(provider, provider->claims).first->second;
            if (!before || import.token.empty()) continue;
            if (!tokens) tokens = tokensOf(*before, *known);
            if (const auto decoded = tokens->find(import.token); decoded != tokens->end())
                help.claims = decoded->second;
        }
    }
    // Each is a token to verify, so all cores help.
    if (progress) progress->enter(ReadProgress::Phase::Grants, facts.size());
    const auto judgeOne = [&](std::size_t i) {
        ImportFact& fact = facts[i];
        fact.trust = judgeImport(fact.import(), fact.consumer->key, fact.provider, world.readAt, knownBefore[i]);
        if (progress) progress->step();
    };
    forEachIndex(facts.size(), judgeOne, {.stop = progress ? progress->stop() : std::stop_token()});
    return facts;
}

} // namespace gd
