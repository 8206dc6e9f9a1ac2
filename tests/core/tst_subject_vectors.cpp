// SPDX-License-Identifier: Apache-2.0
//
// subjects.json and revocations.json.
#include "core/jwt/issues.h"
#include "core/jwt/revocations.h"
#include "core/jwt/token.h"
#include "core/subject/subject.h"
#include "tests/core/vectors.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

std::string yesNo(bool answer)
{
    return answer ? "yes" : "no";
}

std::string codesOf(const JsonValue& list)
{
    std::vector<std::string> codes;
    for (const JsonValue& code : list.items)
        codes.push_back(code.text);
    return joinedCodes(std::move(codes));
}

std::string checkSingle(const JsonValue& vector)
{
    const std::string subject = text(vector, "subject");
    Issues issues;
    checkReferenceSubject(issues, subject);
    std::string problem = differs("issues", joinedCodes(issues.take(), false), codesOf(at(vector, "issues")));
    if (problem.empty()) {
        problem = differs("wildcards", yesNo(hasWildcards(subject)), yesNo(truth(vector, "has_wildcards")));
    }
    if (problem.empty()) problem = differs("stars", referencesToStars(subject), text(vector, "renaming_to_subject"));
    return problem;
}

std::string checkContained(const JsonValue& vector)
{
    const std::string subject = text(vector, "subject"), container = text(vector, "container");
    std::string problem =
        differs("contained", yesNo(subjectContained(subject, container)), yesNo(truth(vector, "contained")));
    if (problem.empty()) {
        problem = differs("reverse", yesNo(subjectContained(container, subject)), yesNo(truth(vector, "reverse")));
    }
    return problem;
}

std::string checkRenaming(const JsonValue& vector)
{
    Issues issues;
    checkLocalSubject(issues, text(vector, "local"), text(vector, "from"));
    std::string problem = differs("issues", joinedCodes(issues.take(), false), codesOf(at(vector, "issues")));
    if (problem.empty())
        problem = differs("stars", referencesToStars(text(vector, "local")), text(vector, "to_subject"));
    return problem;
}

std::string checkOverlaps(const JsonValue& vector)
{
    std::vector<Export> exports;
    for (const JsonValue& subject : at(vector, "exports").items) {
        exports.push_back({.subject = subject.text, .type = ExportType::Service});
    }
    Issues issues;
    checkExports(issues, exports);
    std::vector<std::string> containers, wanted;
    for (const Issue& issue : issues.take()) {
        if (issue.code == IssueCode::ExportOverlap) containers.push_back(issue.where);
    }
    for (const JsonValue& overlap : at(vector, "overlaps").items)
        wanted.push_back(text(overlap, "container"));
    return differs("containers", joinedCodes(std::move(containers)), joinedCodes(std::move(wanted)));
}

std::string checkPermission(const JsonValue& vector)
{
    Issues issues;
    checkPermissionSubject(issues, text(vector, "text"), truth(vector, "queue_allowed"));
    return differs("issues", joinedCodes(issues.take(), false), codesOf(at(vector, "issues")));
}

Revocations listOf(const JsonValue& json)
{
    Revocations list;
    for (const JsonMember& member : json.members)
        list[member.name] = integer(json, member.name);
    return list;
}

std::string checkRevocations(const JsonValue& vector)
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

} // namespace

class TestSubjectVectors : public QObject {
    Q_OBJECT

private slots:
    void subjects()
    {
        const JsonValue vectors = loadVectors("subjects.json");
        Tally tally("subjects.json");
        const auto run = [&](const char* list, const char* name, auto check) {
            for (const JsonValue& vector : at(vectors, list).items) {
                tally.count(std::string(list) + " '" + text(vector, name) + "'", check(vector),
                            truth(vector, "lenient"));
            }
        };
        run("single", "subject", checkSingle);
        run("contained_in", "subject", checkContained);
        run("renaming", "local", checkRenaming);
        run("export_overlaps", "id", checkOverlaps);
        run("permission_subjects", "text", checkPermission);
        run("hash_ids", "subject", [&](const JsonValue& vector) {
            ActivationClaims claims;
            claims.header.issuer = text(vectors, "hash_issuer");
            claims.header.subject = text(vectors, "hash_target");
            claims.grantedSubject = text(vector, "subject");
            return differs("hash id", activationHashId(claims), text(vector, "hash_id"));
        });
        QVERIFY(tally.finish());
    }

    void revocations()
    {
        Tally tally("revocations.json");
        const JsonValue vectors = loadVectors("revocations.json");
        for (const JsonValue& vector : at(vectors, "vectors").items) {
            tally.count(text(vector, "id"), checkRevocations(vector), truth(vector, "lenient"));
        }
        QVERIFY(tally.finish());
    }
};

QTEST_APPLESS_MAIN(TestSubjectVectors)
#include "tst_subject_vectors.moc"
