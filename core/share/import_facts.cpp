// SPDX-License-Identifier: Apache-2.0
#include "core/share/import_facts.h"

#include "core/base/parallel.h"

#include <unordered_map>

namespace gd {

std::vector<ImportFact> importFacts(const Snapshot& world)
{
    std::unordered_map<std::string_view, const Account*> byKey;
    for (const auto& account : world.accounts)
        byKey.emplace(account.key, &account);

    std::vector<ImportFact> facts;
    for (const auto& consumer : world.accounts)
        for (std::size_t i = 0; i < consumer.claims.imports.size(); ++i) {
            const auto& import = consumer.claims.imports[i];
            const auto found = byKey.find(import.account);
            const auto* provider = found == byKey.end() ? nullptr : found->second;
            facts.push_back({&consumer, provider, i, {}});
        }
    // Each is a token to verify, so all cores help.
    forEachIndex(facts.size(), [&](std::size_t i) {
        ImportFact& fact = facts[i];
        fact.trust = judgeImport(fact.import(), fact.consumer->key, fact.provider, world.readAt);
    });
    return facts;
}

} // namespace gd
