// SPDX-License-Identifier: Apache-2.0
//
// Imports that lead back to their importer. A server asks this of every import before it takes it in, and looks at
// names alone, not at what is exported; so do we.
#include "core/share/findings.h"
#include "core/subject/subject.h"

#include <set>
#include <unordered_map>

namespace gd {

namespace {

/// The way of one import through the accounts behind it.
class Walk {
public:
    Walk(const ClaimsOf& claimsOf, ExportType type) : m_claimsOf(claimsOf), m_type(type) {}

    bool leadsBack(const std::string& importer, const std::string& provider, const std::string& local)
    {
        m_visited = {importer};
        return meets(provider, local);
    }

private:
    /// Whether some import of `key` that carries `name` on comes from an account where the way has been.
    bool meets(const std::string& key, const std::string& name)
    {
        const auto* claims = m_claimsOf(key);
        if (!claims || m_visited.size() > mostSteps) return false;
        if (m_type == ExportType::Stream && !exportsAll(*claims, name)) return false;
        for (const auto& import : claims->imports) {
            if (import.type != m_type) continue;
            const auto local = referencesToStars(localName(import));
            // A request goes on under the provider's name of it; a message comes under the local one.
            const auto& met = m_type == ExportType::Service ? remoteSubject(import) : local;
            if (!subjectsCollide(name, met)) continue;
            if (m_visited.contains(import.account)) return true;
            m_visited.insert(key);
            if (meets(import.account, subjectContained(local, name) ? local : name)) return true;
        }
        return false;
    }

    static bool exportsAll(const AccountClaims& claims, const std::string& name)
    {
        for (const auto& offered : claims.exports)
            if (offered.type == ExportType::Stream && subjectContained(name, offered.subject)) return true;
        return false;
    }

    static constexpr std::size_t mostSteps = 1024; // nats-server, MaxAccountCycleSearchDepth

    const ClaimsOf& m_claimsOf;
    ExportType m_type;
    std::set<std::string> m_visited{};
};

} // namespace

void findCyclesOf(const std::string& account, const ClaimsOf& claimsOf, Findings& findings)
{
    const auto* claims = claimsOf(account);
    if (!claims) return;
    for (const auto& import : claims->imports) {
        const auto* provider = claimsOf(import.account);
        if (!provider || provider->imports.empty() || import.account == account) continue;
        Walk walk(claimsOf, import.type);
        if (walk.leadsBack(account, import.account, referencesToStars(localName(import))))
            findings.push_back(
                {Severity::Problem, FindingCode::ImportCycle, account, remoteSubject(import), import.account});
    }
}

void ruleCycles(const Snapshot& world, Findings& findings)
{
    std::unordered_map<std::string_view, const AccountClaims*> byKey;
    for (const auto& account : world.accounts)
        byKey.emplace(account.key, &account.claims);
    const ClaimsOf claimsOf = [&](const std::string& key) {
        const auto found = byKey.find(key);
        return found == byKey.end() ? nullptr : found->second;
    };
    for (const auto& account : world.accounts)
        findCyclesOf(account.key, claimsOf, findings);
}

} // namespace gd
