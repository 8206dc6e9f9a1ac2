// SPDX-License-Identifier: Apache-2.0
#include "core/share/findings.h"

namespace gd {

void ruleTokens(const RuleInput& input, Findings& findings)
{
    for (const auto& fact : input.facts)
        for (const auto& problem : fact.trust.problems)
            findings.push_back(
                {problem.severity, problem.code, fact.consumer->key, remoteSubject(fact.import()), problem.detail});
}

} // namespace gd
