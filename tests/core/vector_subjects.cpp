// SPDX-License-Identifier: Apache-2.0
//
// subjects.json and revocations.json.
#include "core/jwt/issues.h"
#include "core/jwt/revocations.h"
#include "core/jwt/token.h"
#include "core/subject/subject.h"
#include "tests/core/vector_checks.h"

#include <algorithm>

namespace gd::test {

namespace {

std::string codesOf(const JsonValue& list)
{
    std::vector<std::string> codes;
    for (const JsonValue& code : list.items)
        codes.push_back(code.text);
    return joinedCodes(std::move(codes));
}

Revocations listOf(const JsonValue& json)
{
    Revocations list;
    for (const JsonMember& member : json.members)
        list[member.name] = integer(json, member.name);
    return list;
}

} // namespace

std::string checkSingle(const JsonValue& vector, const JsonValue&)
{
    const std::string subject = text(vector, "subject");
    Issues issues;
    checkReferenceSubject(issues, subject);
    std::string problem = differs("issues", joinedCodes(issues.take(), false), codesOf(at(vector, "issues")));
    if (problem.empty()) {
        problem = answerDiffers("wildcards", hasWildcards(subject), vector, "has_wildcards");
    }
    if (problem.empty()) problem = differs("stars", referencesToStars(subject), text(vector, "renaming_to_subject"));
    return problem;
}

std::string checkContained(const JsonValue& vector, const JsonValue&)
{
    const std::string subject = text(vector, "subject"), container = text(vector, "container");
    std::string problem = answerDiffers("contained", subjectContained(subject, container), vector, "contained");
    if (problem.empty()) {
        problem = answerDiffers("reverse", subjectContained(container, subject), vector, "reverse");
    }
    return problem;
}

std::string checkRenaming(const JsonValue& vector, const JsonValue&)
{
    Issues issues;
    checkLocalSubject(issues, text(vector, "local"), text(vector, "from"));
    std::string problem = differs("issues", joinedCodes(issues.take(), false), codesOf(at(vector, "issues")));
    if (problem.empty())
        problem = differs("stars", referencesToStars(text(vector, "local")), text(vector, "to_subject"));
    return problem;
}

std::string checkOverlaps(const JsonValue& vector, const JsonValue&)
{
    std::vector<Export> exports;
    for (const JsonValue& subject : at(vector, "exports").items) {
        exports.push_back({.subject = subject.text, .type = ExportType::Service});
    }
    std::vector<std::string> found, wanted;
    for (const ExportOverlap& overlap : exportOverlaps(exports, true))
        found.push_back(overlap.container + " over " + overlap.firstContained);
    for (const JsonValue& overlap : at(vector, "overlaps").items)
        wanted.push_back(text(overlap, "container") + " over " + text(overlap, "first_contained"));
    std::string problem = differs("overlaps", joinedCodes(found), joinedCodes(std::move(wanted)));
    Issues issues;
    checkExports(issues, exports);
    const auto list = issues.take();
    const auto count = std::ranges::count(list, IssueCode::ExportOverlap, &Issue::code);
    return problem.empty() ? differs("issues", std::to_string(count), std::to_string(found.size())) : problem;
}

std::string checkPermission(const JsonValue& vector, const JsonValue&)
{
    Issues issues;
    checkPermissionSubject(issues, text(vector, "text"), truth(vector, "queue_allowed"));
    return differs("issues", joinedCodes(issues.take(), false), codesOf(at(vector, "issues")));
}

std::string checkRevocations(const JsonValue& vector, const JsonValue&)
{
    Revocations list;
    for (const JsonValue& step : at(vector, "steps").items) {
        if (has(step, "clear")) {
            clearRevocation(list, text(step, "clear"));
        } else {
            revoke(list, text(step, "revoke"), integer(step, "at"));
        }
    }
    const JsonValue& expect = at(vector, "expect");
    if (list != listOf(at(expect, "list"))) return "the list differs";
    for (const JsonValue& question : at(expect, "checks").items) {
        const bool revoked = isRevoked(list, text(question, "key"), integer(question, "issued_at"));
        if (revoked != truth(question, "revoked")) return "an answer differs: " + text(question, "key");
    }
    Revocations removed, wantedRemoved;
    removed = compactRevocations(list);
    for (const JsonValue& entry : at(expect, "removed_by_compaction").items) {
        wantedRemoved[text(entry, "key")] = integer(entry, "at");
    }
    if (list != listOf(at(expect, "compacted"))) return "the compacted list differs";
    return removed == wantedRemoved ? std::string() : "what was removed differs";
}

std::string checkHashId(const JsonValue& vector, const JsonValue& file)
{
    ActivationClaims claims;
    claims.header.issuer = text(file, "hash_issuer");
    claims.header.subject = text(file, "hash_target");
    claims.grantedSubject = text(vector, "subject");
    if (!truth(vector, "error") && !has(vector, "hash_id")) return "neither hash id nor error";
    return differs("hash id", activationHashId(claims), text(vector, "hash_id"));
}

} // namespace gd::test
