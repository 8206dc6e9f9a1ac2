// SPDX-License-Identifier: Apache-2.0
//
// Claims by themselves (validate.json) and tokens that belong together (sharing.json): what claims say that they should
// not, alone and beside each other.
#include "core/jwt/revocations.h"
#include "core/jwt/token.h"
#include "core/jwt/validate.h"
#include "core/jwt/who_signed.h"
#include "tests/core/vector_checks.h"

#include <algorithm>

namespace gd::test {

namespace {

bool blocks(const std::vector<Issue>& issues, bool withTimes)
{
    return std::ranges::any_of(issues, [&](const Issue& issue) {
        return issue.level == IssueLevel::Error || (withTimes && issue.level == IssueLevel::Time);
    });
}

} // namespace

std::string checkValidation(const JsonValue& vector, const JsonValue&)
{
    const auto claims = claimsFromJson(text(vector, "type"), at(vector, "claims"));
    if (!claims) return "the claims are not readable";
    const JsonValue& expect = at(vector, "expect");
    const UnixSeconds now = integer(vector, "now");
    const auto issues = validate(*claims, now);
    std::string problem = issuesDiffer(*claims, now, at(expect, "issues"));
    if (problem.empty()) problem = answerDiffers("blocking", blocks(issues, false), expect, "blocking");
    if (!problem.empty()) return problem;
    return answerDiffers("blocking with time", blocks(issues, true), expect, "blocking_with_time");
}

std::string checkSharing(const JsonValue& vector, const JsonValue&)
{
    const auto op = decodeOperator(text(vector, "operator"));
    const auto exporter = decodeAccount(text(vector, "exporter"));
    const auto importer = decodeAccount(text(vector, "importer"));
    const auto activation = decodeActivation(text(vector, "activation"));
    if (!op || !exporter || !importer || !activation) return "a token is refused";
    const JsonValue& expect = at(vector, "expect");
    const UnixSeconds now = integer(vector, "now");

    std::string problem = issuesDiffer(*importer, now, at(expect, "importer_issues"));
    if (problem.empty()) problem = issuesDiffer(*exporter, now, at(expect, "exporter_issues"));
    if (problem.empty()) problem = issuesDiffer(*activation, now, at(expect, "activation_issues"));
    if (problem.empty()) problem = hashIdDiffers(*activation, expect);

    const auto index = static_cast<std::size_t>(integer(vector, "export_index"));
    if (index >= exporter->exports.size()) return "there is no export of that index";
    const std::pair<std::string_view, bool> answers[] = {
        {"operator_signed_exporter", operatorSigned(*op, *exporter)},
        {"operator_signed_importer", operatorSigned(*op, *importer)},
        {"exporter_signed_activation", accountSigned(*exporter, *activation)},
        {"activation_covered_by_exports", exportsCover(exporter->exports, activation->grantedSubject)},
        {"activation_revoked", isRevoked(exporter->exports[index].revocations, activation->header)},
    };
    for (const auto& [name, answer] : answers) {
        if (problem.empty()) problem = answerDiffers(name, answer, expect, name);
    }
    return problem;
}

} // namespace gd::test
