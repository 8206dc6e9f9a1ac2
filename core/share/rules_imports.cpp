// SPDX-License-Identifier: Apache-2.0
//
// Rules about local names: where imports meet each other and the consumer's own JetStream.
#include "core/share/findings.h"
#include "core/share/js_subjects.h"
#include "core/subject/subject.h"

#include <algorithm>
#include <map>
#include <set>

namespace gd {

namespace {

bool endsOpen(std::string_view subject)
{
    return subject == ">" || subject.ends_with(".>");
}

/// The number of a reference token such as "$2", or nothing.
std::optional<long> referenceNumber(std::string_view token)
{
    if (token.size() < 2 || token.size() > 10 || token.front() != '$') return std::nullopt;
    long number = 0;
    for (const char c : token.substr(1)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// Prefix of the local name of a JetStream API row; empty if it keeps its own name or is none.
std::string apiPrefix(const Import& import)
{
    const auto& remote = remoteSubject(import);
    const auto tail = apiTail(remote);
    if (tail.empty() || import.type != ExportType::Service) return "";
    const auto local = localName(import);
    if (!local.ends_with(tail) || local == remote) return "";
    return local.substr(0, local.size() - tail.size());
}

/// The imports of one account as facts, in order.
template <class Function>
void forEachAccount(const RuleInput& input, Function function)
{
    for (const auto& account : input.accounts)
        function(account);
}

} // namespace

bool renameFits(const std::string& subject, const std::string& localSubject)
{
    if (localSubject.empty()) return true;
    if (endsOpen(subject) != endsOpen(localSubject)) return false;
    const auto stars = starCount(subject);
    int used = 0;
    for (const auto token : subjectTokens(localSubject)) {
        const auto number = referenceNumber(token);
        if (number && *number > stars) return false;
        if (number || token == "*") ++used;
    }
    return used == stars;
}

void ruleAckRenamed(const RuleInput& input, Findings& findings)
{
    for (const auto& fact : input.facts) {
        const auto& remote = remoteSubject(fact.import());
        if (!remote.starts_with("$JS.ACK.") && !remote.starts_with("$JS.FC.")) continue;
        const auto local = localName(fact.import());
        if (local != remote)
            findings.push_back({Severity::Problem, FindingCode::AckRenamed, fact.consumer->key, remote, local});
    }
}

void ruleApiPrefix(const RuleInput& input, Findings& findings)
{
    for (const auto& fact : input.facts) {
        const auto& remote = remoteSubject(fact.import());
        const auto local = localName(fact.import());
        if (!remote.starts_with("$JS.API.") || !local.starts_with('$')) continue;
        if (local.starts_with("$JS.API."))
            findings.push_back({Severity::Problem, FindingCode::InfoUnprefixed, fact.consumer->key, remote, local});
        else
            findings.push_back({Severity::Problem, FindingCode::PrefixReserved, fact.consumer->key, local,
                                local.substr(0, local.find(".API."))});
    }
}

void rulePrefixUsedByOther(const RuleInput& input, Findings& findings)
{
    forEachAccount(input, [&](const Account& account) {
        std::map<std::string, std::string> owner; // prefix -> provider
        std::set<std::pair<std::string, std::string>> told;
        for (const auto& import : account.claims.imports) {
            const auto prefix = apiPrefix(import);
            if (prefix.empty()) continue;
            const auto [first, isNew] = owner.emplace(prefix, import.account);
            if (isNew || first->second == import.account || !told.insert({prefix, import.account}).second) continue;
            findings.push_back({Severity::Warning, FindingCode::PrefixUsedByOther, account.key, prefix, first->second});
        }
    });
}

void ruleRenameMismatch(const RuleInput& input, Findings& findings)
{
    for (const auto& fact : input.facts)
        if (!renameFits(remoteSubject(fact.import()), fact.import().localSubject))
            findings.push_back({Severity::Blocks, FindingCode::RenameMismatch, fact.consumer->key,
                                remoteSubject(fact.import()), fact.import().localSubject});
}

void ruleImportExists(const RuleInput& input, Findings& findings)
{
    forEachAccount(input, [&](const Account& account) {
        std::set<std::tuple<ExportType, std::string, std::string>> seen;
        for (const auto& import : account.claims.imports)
            if (!seen.insert({import.type, import.account, remoteSubject(import)}).second)
                findings.push_back({Severity::Blocks, FindingCode::ImportExists, account.key, remoteSubject(import),
                                    remoteSubject(import)});
    });
}

} // namespace gd
