// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/public_key.h"
#include "core/share/findings.h"
#include "core/share/js_subjects.h"
#include "core/share/row_role.h"
#include "core/subject/subject.h"

namespace gd {

namespace {

/// Whether an account that exports this gives away far more than one share: everything, the whole JetStream, the
/// inboxes of everybody, or the right to make consumers of any name.
bool isTooBroad(const Export& offered)
{
    const auto& subject = offered.subject;
    if (subject.starts_with('>') || subject.starts_with('*')) return true;
    for (const std::string_view open : {"$JS.>", "$JS.*.>", "$SYS.>", "_INBOX.>", "_INBOX.*.>"})
        if (subject == open) return true;
    const auto tail = apiTail(subject);
    if (tail == ".API.>" || tail == ".API.CONSUMER.>" || tail == ".API.STREAM.>") return true;
    for (const std::string_view create : {".API.CONSUMER.CREATE.", ".API.CONSUMER.DURABLE.CREATE."}) {
        if (!tail.starts_with(create) || roleOfRow(subject, offered.name).known()) continue; // a recipe has it
        const auto names = subjectTokens(tail.substr(create.size()));
        return names.size() < 2 || hasWildcards(names[0]) || hasWildcards(names[1]);
    }
    return false;
}

/// Limits as an account has them that nobody has limited.
bool saysNothing(const AccountLimits& limits)
{
    AccountLimits none, all = newAccountClaims({}, {}).limits;
    none.unknown = all.unknown = limits.unknown;
    none.jetStream.unknown = all.jetStream.unknown = limits.jetStream.unknown;
    return limits == none || limits == all;
}

} // namespace

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

void ruleSubjectMalformed(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts) {
        const auto look = [&](const std::string& subject) {
            if (!checkSubject(subject))
                findings.push_back({Severity::Problem, FindingCode::SubjectMalformed, account.key, subject, ""});
        };
        for (const auto& offered : account.claims.exports)
            look(offered.subject);
        for (const auto& import : account.claims.imports)
            look(remoteSubject(import));
    }
}

void ruleExportTooBroad(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts)
        for (const auto& offered : account.claims.exports)
            if (isTooBroad(offered))
                findings.push_back({Severity::Warning, FindingCode::ExportTooBroad, account.key, offered.subject, ""});
}

void ruleSelfSignedLimits(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts)
        if (isPublicKey(account.claims.header.issuer, KeyKind::Account) && !saysNothing(account.claims.limits))
            findings.push_back({Severity::Warning, FindingCode::SelfSignedLimits, account.key, account.name, ""});
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
