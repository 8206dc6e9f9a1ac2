// SPDX-License-Identifier: Apache-2.0
//
// validate.json and sharing.json: what claims say that they should not, alone and beside each other.
#include "core/jwt/revocations.h"
#include "core/jwt/token.h"
#include "core/jwt/validate.h"
#include "core/subject/subject.h"
#include "tests/core/vectors.h"

#include <QtTest>

#include <algorithm>

using namespace gd;
using namespace gd::test;

namespace {

std::string yesNo(bool answer)
{
    return answer ? "yes" : "no";
}

bool blocks(const std::vector<Issue>& issues, bool withTimes)
{
    return std::ranges::any_of(issues, [&](const Issue& issue) {
        return issue.level == IssueLevel::Error || (withTimes && issue.level == IssueLevel::Time);
    });
}

std::string checkClaims(const JsonValue& vector)
{
    const auto claims = claimsFromJson(text(vector, "type"), at(vector, "claims"));
    if (!claims) return "the claims are not readable";
    const JsonValue& expect = at(vector, "expect");
    const UnixSeconds now = integer(vector, "now");
    const auto issues = validate(*claims, now);
    std::string problem = issuesDiffer(*claims, now, at(expect, "issues"));
    if (problem.empty()) problem = differs("blocking", yesNo(blocks(issues, false)), yesNo(truth(expect, "blocking")));
    if (problem.empty()) {
        problem =
            differs("blocking with time", yesNo(blocks(issues, true)), yesNo(truth(expect, "blocking_with_time")));
    }
    return problem;
}

std::string checkSharing(const JsonValue& vector)
{
    const auto exporter = decodeAccount(text(vector, "exporter"));
    const auto importer = decodeAccount(text(vector, "importer"));
    const auto activation = decodeActivation(text(vector, "activation"));
    if (!exporter || !importer || !activation) return "a token is refused";
    const JsonValue& expect = at(vector, "expect");
    const UnixSeconds now = integer(vector, "now");

    std::string problem = issuesDiffer(*importer, now, at(expect, "importer_issues"));
    if (problem.empty()) problem = issuesDiffer(*exporter, now, at(expect, "exporter_issues"));
    if (problem.empty()) problem = issuesDiffer(*activation, now, at(expect, "activation_issues"));
    if (problem.empty()) problem = differs("hash id", activationHashId(*activation), text(expect, "hash_id"));

    const auto index = static_cast<std::size_t>(integer(vector, "export_index"));
    const bool revoked = isRevoked(exporter->exports.at(index).revocations, activation->header);
    if (problem.empty()) problem = differs("revoked", yesNo(revoked), yesNo(truth(expect, "activation_revoked")));
    const bool covered = std::ranges::any_of(exporter->exports, [&](const Export& exported) {
        return subjectContained(activation->grantedSubject, exported.subject);
    });
    if (problem.empty()) {
        problem = differs("covered", yesNo(covered), yesNo(truth(expect, "activation_covered_by_exports")));
    }
    return problem;
}

} // namespace

class TestValidateVectors : public QObject {
    Q_OBJECT

private slots:
    void claims() { run("validate.json", checkClaims); }
    void sharing() { run("sharing.json", checkSharing); }

private:
    static void run(const char* file, std::string (*check)(const JsonValue&))
    {
        Tally tally(file);
        const JsonValue vectors = loadVectors(file);
        for (const JsonValue& vector : at(vectors, "vectors").items) {
            tally.count(text(vector, "id"), check(vector), truth(vector, "lenient"));
        }
        QVERIFY(tally.finish());
    }
};

QTEST_APPLESS_MAIN(TestValidateVectors)
#include "tst_validate_vectors.moc"
