// SPDX-License-Identifier: Apache-2.0
#include "core/share/findings.h"
#include "core/subject/subject.h"

namespace gd {

void ruleTokens(const RuleInput& input, Findings& findings)
{
    for (const auto& fact : input.facts)
        for (const auto& problem : fact.trust.problems)
            findings.push_back(
                {problem.severity, problem.code, fact.consumer->key, remoteSubject(fact.import()), problem.detail});
}

void ruleTokenTooWide(const RuleInput& input, Findings& findings)
{
    for (const auto& fact : input.facts) {
        const auto& subject = remoteSubject(fact.import());
        if (!fact.trust.claims || fact.trust.claims->grantedSubject == subject) continue;
        if (subjectContained(subject, fact.trust.claims->grantedSubject))
            findings.push_back({Severity::Warning, FindingCode::TokenTooWide, fact.consumer->key, subject,
                                fact.trust.claims->grantedSubject});
    }
}

} // namespace gd
