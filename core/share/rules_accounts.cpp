// SPDX-License-Identifier: Apache-2.0
#include "core/share/findings.h"
#include "core/subject/subject.h"

namespace gd {

void ruleLimits(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts) {
        const auto& claims = account.claims;
        const auto look = [&](FindingCode code, std::size_t count, std::int64_t limit) {
            if (limit == -1 || static_cast<std::int64_t>(count) <= limit) return;
            findings.push_back({Severity::Blocks, code, account.key, std::to_string(count), std::to_string(limit)});
        };
        look(FindingCode::TooManyImports, claims.imports.size(), claims.limits.imports);
        look(FindingCode::TooManyExports, claims.exports.size(), claims.limits.exports);
        // As in the reference library: wildcards are only looked at where the number of exports is limited.
        if (claims.limits.exports == -1 || claims.limits.wildcards) continue;
        for (const auto& offered : claims.exports)
            if (hasWildcards(offered.subject))
                findings.push_back(
                    {Severity::Blocks, FindingCode::WildcardsNotAllowed, account.key, offered.subject, ""});
    }
}

void ruleRevocationOnPublic(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts)
        for (const auto& offered : account.claims.exports)
            if (!offered.tokenRequired && !offered.revocations.empty())
                findings.push_back({Severity::Warning, FindingCode::RevocationOnPublic, account.key, offered.subject,
                                    std::to_string(offered.revocations.size())});
}

void ruleOperatorSigned(const RuleInput& input, Findings& findings)
{
    // In a managed store it is a state to wait in: the operator has not answered yet.
    const auto severity = input.isManaged ? Severity::Warning : Severity::Problem;
    for (const auto& account : input.accounts)
        if (!account.operatorSigned)
            findings.push_back(
                {severity, FindingCode::NotOperatorSigned, account.key, account.name, account.claims.header.issuer});
}

} // namespace gd
