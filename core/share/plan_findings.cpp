// SPDX-License-Identifier: Apache-2.0
#include "core/share/plan_findings.h"

#include "core/jwt/token.h"
#include "core/jwt/validate.h"
#include "core/share/findings.h"
#include "core/share/server_rules.h"
#include "core/share/signing_keys.h"
#include "core/share/world.h"

#include <algorithm>
#include <set>
#include <utility>

namespace gd {

namespace {

bool mustNotBeMade(FindingCode code)
{
    static constexpr FindingCode codes[] = {
        FindingCode::AckRenamed,    FindingCode::InfoUnprefixed,   FindingCode::PrefixReserved,
        FindingCode::AckIsStream,   FindingCode::DeliverIsService, FindingCode::RevocationOnPublic,
        FindingCode::NextNotStream, FindingCode::SubjectMalformed, FindingCode::ImportCycle};
    return std::ranges::find(codes, code) != std::end(codes);
}

/// Accounts whose claims or tokens the plan makes.
std::set<std::string> touchedBy(const SharePlan& plan)
{
    std::set<std::string> keys;
    for (const auto& account : plan.accounts)
        keys.insert(account.account);
    for (const auto& change : plan.changes)
        if (const auto* issue = std::get_if<IssueToken>(&change)) keys.insert(issue->provider);
    return keys;
}

/// The touched accounts and the providers they import from: rules look no further, and large stores stay quick.
Snapshot smallWorld(const Snapshot& world, const std::set<std::string>& touched, UnixSeconds now)
{
    auto wanted = touched;
    for (const auto& key : touched)
        if (const auto* account = world.account(key))
            for (const auto& import : account->claims.imports)
                wanted.insert(import.account);
    Snapshot small;
    small.readAt = now;
    small.op = world.op;
    for (const auto& account : world.accounts)
        if (wanted.contains(account.key)) small.accounts.push_back(account);
    return small;
}

/// Tokens that the plan issues are not there yet; that they are missing is no finding.
bool comesWithPlan(const Finding& finding, const SharePlan& plan)
{
    if (finding.code != FindingCode::TokenMissing) return false;
    const auto waits = [&](const auto* import) {
        return import && import->issued && import->account == finding.account &&
               import->value.subject == finding.subject;
    };
    return std::ranges::any_of(plan.changes, [&](const Change& change) {
        return waits(std::get_if<AddImport>(&change)) || waits(std::get_if<EditImport>(&change));
    });
}

/// The finding whose words fit a broken content rule best.
FindingCode findingOf(IssueCode code)
{
    static constexpr std::pair<IssueCode, FindingCode> fitting[] = {
        {IssueCode::RenameSuffixMismatch, FindingCode::RenameMismatch},
        {IssueCode::RenameReferenceRange, FindingCode::RenameMismatch},
        {IssueCode::RenameWildcardCount, FindingCode::RenameMismatch},
        {IssueCode::ExportOverlap, FindingCode::ExportOverlaps},
        {IssueCode::ImportOverlap, FindingCode::ImportCollides},
        {IssueCode::ImportDuplicate, FindingCode::ImportExists},
        {IssueCode::ImportTokenIssuer, FindingCode::TokenNotTrusted},
        {IssueCode::ImportTokenTarget, FindingCode::TokenForOther},
        {IssueCode::ImportTokenType, FindingCode::TokenWrongKind},
        {IssueCode::ImportTokenSubject, FindingCode::TokenTooNarrow},
        {IssueCode::SubjectEmpty, FindingCode::SubjectMalformed},
        {IssueCode::SubjectSpaces, FindingCode::SubjectMalformed},
        {IssueCode::SubjectDotEdge, FindingCode::SubjectMalformed},
        {IssueCode::SubjectDotDouble, FindingCode::SubjectMalformed},
        {IssueCode::AccountImportsLimit, FindingCode::TooManyImports},
        {IssueCode::AccountExportsLimit, FindingCode::TooManyExports},
        {IssueCode::AccountWildcardExports, FindingCode::WildcardsNotAllowed},
    };
    const auto* found = std::ranges::find(fitting, code, &std::pair<IssueCode, FindingCode>::first);
    // Others come from texts in a token that are no subjects or keys.
    return found == std::end(fitting) ? FindingCode::TokenUndecodable : found->second;
}

/// The net below the rules: what servers refuse an account for, and no rule has said with better words.
void addContentFindings(const SharePlan& plan, const Snapshot& world, UnixSeconds now, std::vector<Finding>& findings)
{
    for (const auto& change : plan.accounts) {
        const auto* account = world.account(change.account);
        const bool blockedAlready = std::ranges::any_of(findings, [&](const Finding& finding) {
            return finding.severity == Severity::Blocks && finding.account == change.account;
        });
        if (!change.after || blockedAlready) continue;
        const auto known = account ? validate(account->claims, now) : std::vector<Issue>();
        for (const auto& issue : validate(*change.after, now)) {
            if (issue.level != IssueLevel::Error || std::ranges::find(known, issue) != known.end()) continue;
            Finding finding{Severity::Blocks, findingOf(issue.code), change.account, issue.where, ""};
            if (std::ranges::find(findings, finding) == findings.end()) findings.push_back(std::move(finding));
        }
    }
}

/// The claims of an account as the plan leaves them; null if it goes or is not known.
const AccountClaims* claimsAfter(const SharePlan& plan, const Snapshot& world, const std::string& key)
{
    const auto change = std::ranges::find(plan.accounts, key, &AccountChange::account);
    if (change != plan.accounts.end()) return change->after ? &*change->after : nullptr;
    const auto* account = world.account(key);
    return account ? &account->claims : nullptr;
}

void addKeyFindings(const SharePlan& plan, const Snapshot& world, const HasKey& hasKey, std::vector<Finding>& findings)
{
    OperatorEntry op = world.op;
    if (plan.op) op.claims = plan.op->after;
    const auto add = [&](const std::string& key, const Result<std::string>& signer) {
        if (signer) return;
        const auto code = signer.error().code == ErrorCode::StrictNeedsSigningKey ? FindingCode::StrictNeedsSigningKey
                                                                                  : FindingCode::NoKeyToSign;
        const auto* account = world.account(key);
        const auto* claims = claimsAfter(plan, world, key);
        const auto name = account ? account->name : claims ? claims->header.name : world.op.name;
        Finding finding{Severity::Blocks, code, key, name, ""};
        if (std::ranges::find(findings, finding) == findings.end()) findings.push_back(std::move(finding));
    };
    for (const auto& change : plan.accounts)
        if (change.after && change.token.empty()) add(change.account, accountSignerAmong(*change.after, op, hasKey));
    for (const auto& change : plan.changes)
        if (const auto* issue = std::get_if<IssueToken>(&change))
            if (const auto* account = world.account(issue->provider))
                add(issue->provider, activationSignerAmong(*account, world, hasKey));
    for (const auto& change : plan.users)
        if (const auto* claims = claimsAfter(plan, world, change.account);
            claims && change.after && change.text.empty())
            add(change.account, userSignerAmong(*claims, change.after->header.issuer, op.claims, hasKey));
    if (plan.op && plan.op->token.empty() && !hasKey(world.op.key))
        add("", Error{ErrorCode::NoSigningKey, world.op.name, ""});
}

/// Servers and their connections take no message that is larger, unless they are told to.
constexpr std::size_t largestToken = 1024 * 1024;

/// An account whose token no server takes over its connection. Only few have so many rows that it is worth looking.
void addSizeFindings(const SharePlan& plan, std::vector<Finding>& findings)
{
    constexpr std::size_t fewRows = 300, tokenToCome = 900;
    for (const auto& change : plan.accounts) {
        if (!change.after || change.after->imports.size() + change.after->exports.size() < fewRows) continue;
        std::size_t json = claimsJson(*change.after).size();
        for (const auto& one : plan.changes)
            if (const auto* import = std::get_if<AddImport>(&one);
                import && import->account == change.account && import->issued)
                json += tokenToCome;
        const auto size = change.token.empty() ? json * 4 / 3 : change.token.size();
        if (size > largestToken)
            findings.push_back({Severity::Blocks, FindingCode::AccountTooLarge, change.account, std::to_string(size),
                                std::to_string(largestToken)});
    }
}

/// Cycles that the plan makes. They may pass through accounts that smallWorld() leaves out.
void addCycleFindings(const SharePlan& plan, const Snapshot& world, std::vector<Finding>& findings)
{
    Findings before, after;
    for (const auto& change : plan.accounts) {
        findCyclesOf(
            change.account,
            [&](const std::string& key) {
                const auto* account = world.account(key);
                return account ? &account->claims : nullptr;
            },
            before);
        findCyclesOf(
            change.account, [&](const std::string& key) { return claimsAfter(plan, world, key); }, after);
    }
    for (auto& finding : newFindings(after, before))
        findings.push_back(std::move(finding));
}

/// Puts the claims of a plan into a world.
void putInto(Snapshot& world, const AccountChange& change)
{
    const auto present = std::ranges::find(world.accounts, change.account, &Account::key);
    if (!change.after) {
        if (present != world.accounts.end()) world.accounts.erase(present);
    } else if (present != world.accounts.end()) {
        present->claims = *change.after;
    } else {
        Account account{.key = change.account, .name = change.after->header.name, .claims = *change.after};
        account.operatorSigned = true; // whether a key is here that may sign it is said elsewhere
        world.accounts.push_back(std::move(account));
    }
}

} // namespace

std::vector<Finding> newFindings(const std::vector<Finding>& after, const std::vector<Finding>& before)
{
    std::vector<Finding> found;
    for (auto finding : after) {
        if (std::ranges::find(before, finding) != before.end()) continue;
        if (mustNotBeMade(finding.code) || locksOutSomewhere(finding)) finding.severity = Severity::Blocks;
        found.push_back(std::move(finding));
    }
    return found;
}

std::vector<Finding> planFindings(const SharePlan& plan, const Snapshot& world, UnixSeconds now)
{
    return planFindings(plan, world, now, keysOf(world));
}

std::vector<Finding> planFindings(const SharePlan& plan, const Snapshot& world, UnixSeconds now, const HasKey& hasKey)
{
    const auto touched = touchedBy(plan);
    auto before = smallWorld(world, touched, now);
    auto after = before;
    for (const auto& change : plan.accounts)
        putInto(after, change);
    deriveShares(before);
    deriveShares(after);

    std::vector<Finding> findings;
    for (auto& finding : newFindings(after.findings, before.findings))
        if (touched.contains(finding.account) && finding.code != FindingCode::ImportCycle &&
            !comesWithPlan(finding, plan))
            findings.push_back(std::move(finding));
    addCycleFindings(plan, world, findings);
    addSizeFindings(plan, findings);
    addContentFindings(plan, world, now, findings);
    addKeyFindings(plan, world, hasKey, findings);
    return findings;
}

std::vector<Finding> importerFindings(const SharePlan& plan, const Snapshot& world, UnixSeconds now)
{
    const auto touched = touchedBy(plan);
    std::set<std::string> importers;
    for (const auto& account : world.accounts)
        if (!touched.contains(account.key) && std::ranges::any_of(account.claims.imports, [&](const Import& import) {
                return touched.contains(import.account);
            }))
            importers.insert(account.key);
    auto looked = touched;
    looked.insert(importers.begin(), importers.end());
    auto before = smallWorld(world, looked, now);
    auto after = before;
    for (const auto& change : plan.accounts)
        putInto(after, change);
    deriveShares(before);
    deriveShares(after);

    std::vector<Finding> findings;
    for (auto& finding : newFindings(after.findings, before.findings)) {
        if (!importers.contains(finding.account)) continue;
        if (finding.severity == Severity::Blocks) finding.severity = Severity::Problem;
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace gd
