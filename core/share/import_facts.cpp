// SPDX-License-Identifier: Apache-2.0
#include "core/share/import_facts.h"

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
            facts.push_back({&consumer, provider, i, judgeImport(import, consumer.key, provider, world.readAt)});
        }
    return facts;
}

} // namespace gd
