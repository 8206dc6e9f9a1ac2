// SPDX-License-Identifier: Apache-2.0
#include "core/share/findings.h"
#include "core/subject/subject.h"

namespace gd {

void ruleExportOverlaps(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.world.accounts) {
        const auto& exports = account.claims.exports;
        for (std::size_t i = 0; i < exports.size(); ++i)
            for (std::size_t k = 0; k < exports.size(); ++k) {
                if (i == k || exports[i].type != exports[k].type) continue;
                const bool equal = exports[i].subject == exports[k].subject;
                if ((equal && k > i) || !subjectContained(exports[i].subject, exports[k].subject)) continue;
                findings.push_back({Severity::Blocks, FindingCode::ExportOverlaps, account.key, exports[i].subject,
                                    exports[k].subject});
            }
    }
}

void ruleLimits(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.world.accounts) {
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

void ruleOperatorSigned(const RuleInput& input, Findings& findings)
{
    // In a managed store it is a state to wait in: the operator has not answered yet.
    const auto severity = input.world.op.managed ? Severity::Warning : Severity::Problem;
    for (const auto& account : input.world.accounts)
        if (!account.operatorSigned)
            findings.push_back(
                {severity, FindingCode::NotOperatorSigned, account.key, account.name, account.claims.header.issuer});
}

} // namespace gd
