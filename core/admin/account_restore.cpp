// SPDX-License-Identifier: Apache-2.0
#include "core/admin/account_restore.h"

#include "core/admin/admin_parts.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/revocations.h"
#include "core/jwt/token.h"
#include "core/share/plan_findings.h"
#include "core/share/signing.h"
#include "core/store/layout.h"
#include "core/subject/subject.h"

namespace gd {

namespace {

std::optional<AccountClaims> accountIn(const std::optional<std::string>& text)
{
    if (!text) return {};
    auto claims = decodeAccount(tokenOfText(*text));
    if (!claims) return {};
    return std::move(*claims);
}

/// The account of a user: its signer, unless that is a signing key.
const std::string& accountOf(const UserClaims& user)
{
    return user.issuerAccount.empty() ? user.header.issuer : user.issuerAccount;
}

/// An account before and after an entry, as the entry does it, also if it was taken back.
struct Passage {
    std::optional<std::string> before{}, after{}; ///< texts of the token file
    std::vector<std::string> users{};             ///< texts of user files that went with it
};

Passage passageOf(const std::string& account, const Transaction& entry, bool inForce)
{
    Passage passage;
    // A renamed account has two files: one that goes and one that comes.
    for (const auto& edit : entry.edits) {
        if (edit.file.extension() != ".jwt") continue;
        const auto isOfAccount = [&](const std::optional<std::string>& text) {
            const auto claims = accountIn(text);
            return claims && claims->header.subject == account;
        };
        if (isOfAccount(edit.before)) passage.before = edit.before;
        if (isOfAccount(edit.after)) passage.after = edit.after;
    }
    if (!inForce) std::swap(passage.before, passage.after);
    if (passage.after || !inForce) return passage;
    for (const auto& edit : entry.edits) {
        const auto user = edit.before && !edit.after ? decodeUser(tokenOfText(*edit.before)) : Error{};
        if (user && accountOf(*user) == account) passage.users.push_back(*edit.before);
    }
    return passage;
}

/// Revocations of `newer` that reach further than those of `older`.
std::size_t countNewer(const Revocations& newer, const Revocations& older)
{
    return static_cast<std::size_t>(std::ranges::count_if(newer, [&](const auto& entry) {
        const auto found = older.find(entry.first);
        return found == older.end() || found->second < entry.second;
    }));
}

/// What is known of the export now; null if it never was there or has no revocations.
const Revocations* knownOf(const KnownRevocations& known, const Export& exported)
{
    const auto found = known.exports.find({exported.type, exported.subject});
    return found == known.exports.end() ? nullptr : &found->second;
}

bool hasExport(const AccountClaims& claims, const Export& like)
{
    return std::ranges::any_of(claims.exports, [&](const Export& exported) {
        return exported.type == like.type && exported.subject == like.subject;
    });
}

/// What is revoked now, as far as it concerns a state that comes back. A token for an export that goes is judged by one
/// of those that come, if that takes in its subject; so the revocations of the former go over to the latter.
KnownRevocations standing(const AccountPast& past, const Snapshot& world, const AccountClaims& restored)
{
    auto known = past.revocations;
    const auto* present = world.account(past.account);
    if (!present) return known;
    known.follow(present->claims);
    for (const auto& going : present->claims.exports) {
        if (going.revocations.empty() || hasExport(restored, going)) continue;
        for (const auto& coming : restored.exports)
            if (coming.type == going.type && subjectsCollide(coming.subject, going.subject))
                for (const auto& [key, until] : going.revocations)
                    revoke(known.exports[{coming.type, coming.subject}], key, until);
    }
    return known;
}

void keepRevocations(const KnownRevocations& known, AccountClaims& claims)
{
    for (const auto& [key, until] : known.users)
        revoke(claims.revocations, key, until);
    for (auto& exported : claims.exports)
        if (const auto* list = knownOf(known, exported))
            for (const auto& [key, until] : *list)
                revoke(exported.revocations, key, until);
}

void addRevocationFinding(FindingCode code, const AccountClaims& claims, const std::string& subject, std::size_t count,
                          SharePlan& plan)
{
    if (count > 0)
        plan.findings.push_back({Severity::Warning, code, claims.header.subject, subject, std::to_string(count)});
}

void addDroppedFindings(const KnownRevocations& known, const AccountClaims& claims, SharePlan& plan)
{
    const auto code = FindingCode::RevocationsDropped;
    addRevocationFinding(code, claims, "", countNewer(known.users, claims.revocations), plan);
    for (const auto& exported : claims.exports)
        if (const auto* list = knownOf(known, exported))
            addRevocationFinding(code, claims, exported.subject, countNewer(*list, exported.revocations), plan);
}

/// Revocations of the state that were taken back since. An export that is not there now has nobody to be locked out.
void addReturningFindings(const KnownRevocations& known, const AccountClaims& claims, SharePlan& plan)
{
    const auto code = FindingCode::RevocationsReturn;
    addRevocationFinding(code, claims, "", countNewer(claims.revocations, known.users), plan);
    for (const auto& exported : claims.exports)
        if (const auto* list = knownOf(known, exported))
            addRevocationFinding(code, claims, exported.subject, countNewer(exported.revocations, *list), plan);
}

/// Users come back with their account as they were; one whose signer the account does not have in that state is
/// refused.
void addUsers(const AccountPast& past, const AccountClaims& claims, RestoreAccount& restore, SharePlan& plan)
{
    for (const auto& text : past.users) {
        auto user = decodeUser(tokenOfText(text));
        if (!user) continue;
        const auto& signer = user->header.issuer;
        if (signer != past.account && !claims.signingKeys.contains(signer))
            plan.findings.push_back(
                {Severity::Problem, FindingCode::UserLosesSigner, past.account, user->header.name, signer});
        restore.users.push_back(user->header.name);
        auto key = user->header.subject;
        plan.users.push_back({past.account, std::move(key), std::nullopt, std::move(*user), text});
    }
}

/// Keys that go take along what they signed, and keys that come back bring it back.
void addKeyFindings(const Account& present, const AccountClaims& after, const Snapshot& world, SharePlan& plan)
{
    for (const auto& [key, scope] : present.claims.signingKeys) {
        const auto found = after.signingKeys.find(key);
        const bool goes = found == after.signingKeys.end();
        if (goes || found->second.has_value() != scope.has_value()) addUserFindings(present, key, plan);
        if (goes) addTokenFindings(present.key, key, world, plan);
    }
    for (const auto& [key, scope] : after.signingKeys)
        if (!present.claims.signingKeys.contains(key))
            plan.findings.push_back({Severity::Warning, FindingCode::SigningKeyReturns, present.key, "", key});
}

bool isForeign(const AccountClaims& claims, const AccountPast& past, const Snapshot& world)
{
    const auto* present = world.account(past.account);
    if (present && present->operatorSigned) return false; // it is this operator's account, whatever it was once
    const auto signer = whoSigned(claims, world.op);
    return signer == AccountSigned::ByOther && !past.operatorKeys.contains(claims.header.issuer);
}

void addNameProblem(Problems& problems, const std::string& name, const Snapshot& world)
{
    Problems found;
    addNameProblems(found, name, accountNames(world));
    for (auto& problem : found)
        problems.push_back({"version", 0, std::move(problem.error)});
}

} // namespace

void KnownRevocations::follow(const AccountClaims& claims)
{
    users = claims.revocations;
    for (const auto& exported : claims.exports)
        exports[{exported.type, exported.subject}] = exported.revocations;
}

AccountPast pastOf(const std::string& account, const History& history, const Snapshot& world)
{
    AccountPast past{.account = account};
    const auto addKeys = [&](const OperatorClaims& op) {
        past.operatorKeys.insert(op.header.subject);
        past.operatorKeys.insert(op.signingKeys.begin(), op.signingKeys.end());
    };
    addKeys(world.op.claims);
    const auto& entries = history.entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const bool inForce = i < history.inForce();
        const auto add = [&](const std::optional<std::string>& text, bool isAfter) {
            const auto claims = accountIn(text);
            if (!claims) return;
            if (inForce) past.revocations.follow(*claims);
            auto token = tokenOfText(*text);
            if (!past.versions.empty() && sameClaims(past.versions.back().token, token)) return;
            past.versions.push_back({i, isAfter, claims->header.name, claims->header.issuedAt, std::move(token)});
        };
        auto passage = passageOf(account, entries[i], inForce);
        add(passage.before, false);
        add(passage.after, true);
        if (inForce && (passage.before || passage.after)) past.users = std::move(passage.users);
        for (const auto& edit : entries[i].edits)
            for (const auto* text : {&edit.before, &edit.after})
                if (const auto op = *text ? decodeOperator(tokenOfText(**text)) : Error{};
                    op && op->header.subject == world.op.key)
                    addKeys(*op);
    }
    return past;
}

std::string accountOfEdit(const FileEdit& edit)
{
    if (edit.file.extension() != ".jwt") return {};
    for (const auto* text : {&edit.after, &edit.before})
        if (const auto claims = accountIn(*text)) return claims->header.subject;
    return {};
}

std::vector<FieldProblem> RestoreAccountDraft::problems(const Snapshot& world, UnixSeconds now) const
{
    Problems problems;
    if (token.empty()) {
        addProblem(problems, "version", ErrorCode::FieldEmpty, "");
        return problems;
    }
    const auto claims = decodeAccount(token);
    if (!claims) {
        problems.push_back({"version", 0, claims.error()});
        return problems;
    }
    const auto& header = claims->header;
    if (header.subject != past.account) addProblem(problems, "version", ErrorCode::AccountUnknown, header.subject);
    if (claims->tail.version != 2) addProblem(problems, "version", ErrorCode::TokenVersionUnsupported, header.name);
    if (header.expires > 0 && header.expires <= now)
        addProblem(problems, "version", ErrorCode::ValidityInThePast, header.name);
    if (!world.account(past.account)) addNameProblem(problems, header.name, world);
    if (isForeign(*claims, past, world))
        addProblem(problems, "version", ErrorCode::AccountOfOtherOperator, header.name);
    return problems;
}

std::size_t RestoreAccountDraft::newerRevocations(const Snapshot& world) const
{
    const auto claims = decodeAccount(token);
    if (!claims) return 0;
    const auto known = standing(past, world, *claims);
    auto count = countNewer(known.users, claims->revocations);
    for (const auto& exported : claims->exports)
        if (const auto* list = knownOf(known, exported)) count += countNewer(*list, exported.revocations);
    return count;
}

Result<SharePlan> planRestoreAccount(const RestoreAccountDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world, now); !problems.empty()) return problems.front().error;
    auto claims = decodeAccount(draft.token);
    if (!claims) return claims.error();
    const auto known = standing(draft.past, world, *claims);
    const auto* present = world.account(draft.past.account);
    const bool hasNewer = draft.newerRevocations(world) > 0;
    RestoreAccount restore{draft.past.account,
                           claims->header.name,
                           claims->header.issuedAt,
                           present == nullptr,
                           {},
                           hasNewer && !draft.exactRevocations,
                           hasNewer && draft.exactRevocations};
    auto plan = emptyPlan(world);
    addReturningFindings(known, *claims, plan);
    if (draft.exactRevocations)
        addDroppedFindings(known, *claims, plan);
    else
        keepRevocations(known, *claims);
    if (present) {
        restore.name = present->name;
        claims->header.name = present->claims.header.name;
        claims->header.issuer = present->claims.header.issuer; // signing makes these anew
        claims->header.issuedAt = present->claims.header.issuedAt;
        claims->header.id = present->claims.header.id;
        if (*claims == present->claims) return Error{ErrorCode::PlanIsEmpty, present->name, ""};
        addKeyFindings(*present, *claims, world, plan);
    } else {
        addUsers(draft.past, *claims, restore, plan);
    }
    AccountChange change{draft.past.account, present ? std::optional(present->claims) : std::nullopt,
                         std::move(*claims)};
    addSystemAccountFinding(world, change, plan);
    plan.changes.push_back(std::move(restore));
    plan.accounts.push_back(std::move(change));
    for (auto& finding : importerFindings(plan, world, now))
        plan.findings.push_back(std::move(finding));
    return finished(std::move(plan), world, now, keysOf(world));
}

} // namespace gd
