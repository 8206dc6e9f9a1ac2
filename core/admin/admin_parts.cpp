// SPDX-License-Identifier: Apache-2.0
#include "core/admin/admin_parts.h"

#include "core/jwt/token.h"
#include "core/share/plan_findings.h"
#include "core/store/layout.h"

namespace gd {

namespace {

bool hasJetStream(const AccountLimits& limits)
{
    return !limits.tiers.empty() || limits.jetStream.memoryStorage != 0 || limits.jetStream.diskStorage != 0;
}

} // namespace

void addProblem(Problems& problems, const char* field, ErrorCode code, const std::string& where, std::size_t index)
{
    problems.push_back({field, index, {code, where, ""}});
}

bool isSameName(std::string_view one, std::string_view other)
{
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::ranges::equal(one, other, {}, lower, lower);
}

void addNameProblems(Problems& problems, const std::string& name, const std::vector<std::string>& others)
{
    if (name.empty()) {
        addProblem(problems, "name", ErrorCode::FieldEmpty, "");
        return;
    }
    if (const auto good = checkStoreName(name); !good) {
        problems.push_back({"name", 0, good.error()});
        return;
    }
    if (std::ranges::any_of(others, [&](const std::string& other) { return isSameName(name, other); }))
        addProblem(problems, "name", ErrorCode::NameTaken, name);
}

std::vector<std::string> accountNames(const Snapshot& world, const std::string& except)
{
    std::vector<std::string> names;
    for (const auto& account : world.accounts) {
        if (account.key == except) continue;
        names.push_back(account.name);
        // The folder may have another name than the token, and the next edit with nsc would make that one too.
        if (account.claims.header.name != account.name) names.push_back(account.claims.header.name);
    }
    return names;
}

std::string holderOfKey(const std::string& key, const Snapshot& world)
{
    const auto& op = world.op;
    if (key == op.key || std::ranges::find(op.claims.signingKeys, key) != op.claims.signingKeys.end()) return op.name;
    for (const auto& account : world.accounts) {
        if (account.key == key || account.claims.signingKeys.contains(key)) return account.name;
        for (const auto& user : account.users)
            if (user.key == key) return account.name + '/' + user.name;
    }
    return {};
}

void addKeyProblems(Problems& problems, const std::string& key, KeyKind kind, const Snapshot& world)
{
    if (key.empty()) {
        addProblem(problems, "key", ErrorCode::FieldEmpty, "");
        return;
    }
    if (const auto parsed = PublicKey::parse(key, kind); !parsed) {
        problems.push_back({"key", 0, parsed.error()});
        return;
    }
    if (const auto holder = holderOfKey(key, world); !holder.empty())
        addProblem(problems, "key", ErrorCode::KeyTaken, holder);
}

const Account* accountOrProblem(Problems& problems, const char* field, const std::string& key, const Snapshot& world)
{
    const auto* account = key.empty() ? nullptr : world.account(key);
    if (!account) addProblem(problems, field, key.empty() ? ErrorCode::FieldEmpty : ErrorCode::AccountUnknown, key);
    return account;
}

const User* userOf(const Account& account, const std::string& key)
{
    const auto found = std::ranges::find(account.users, key, &User::key);
    return found == account.users.end() ? nullptr : &*found;
}

AccountSigned whoSigned(const AccountClaims& claims, const OperatorEntry& op)
{
    const auto& issuer = claims.header.issuer;
    const auto& keys = op.claims.signingKeys;
    if (std::ranges::find(keys, issuer) != keys.end()) return AccountSigned::ByOperator;
    // Under a strict operator the identity key must not have signed; but then it may be signed again, as its own.
    if (issuer == op.key) return op.claims.strictSigningKeyUsage ? AccountSigned::ByItself : AccountSigned::ByOperator;
    const bool own = issuer == claims.header.subject || claims.signingKeys.contains(issuer);
    return own ? AccountSigned::ByItself : AccountSigned::ByOther;
}

/// Servers refuse users with values of their own under a scope, and users without any get nothing from a plain key.
void addUserFindings(const Account& account, const std::string& key, SharePlan& plan)
{
    for (const auto& user : account.users)
        if (user.claims.header.issuer == key)
            plan.findings.push_back({Severity::Problem, FindingCode::UserLosesSigner, account.key, user.name, key});
}

void addTokenFindings(const std::string& owner, const std::string& key, const Snapshot& world, SharePlan& plan)
{
    for (const auto& account : world.accounts)
        for (const auto& import : account.claims.imports) {
            if (import.account != owner || import.token.empty()) continue;
            const auto claims = decodeActivation(import.token);
            if (claims && claims->header.issuer == key)
                plan.findings.push_back(
                    {Severity::Problem, FindingCode::TokenLosesSigner, account.key, import.subject, key});
        }
}

void addSystemAccountFinding(const Snapshot& world, const AccountChange& change, SharePlan& plan)
{
    if (change.account != world.op.claims.systemAccount || !change.after) return;
    const bool had = change.before && hasJetStream(change.before->limits);
    if (!had && hasJetStream(change.after->limits))
        plan.findings.push_back(
            {Severity::Blocks, FindingCode::SystemAccountJetStream, change.account, change.after->header.name, ""});
}

SharePlan emptyPlan(const Snapshot& world)
{
    SharePlan plan;
    plan.base = world.revision;
    return plan;
}

SharePlan finished(SharePlan plan, const Snapshot& world, UnixSeconds now, const HasKey& hasKey)
{
    for (auto& finding : planFindings(plan, world, now, hasKey))
        plan.findings.push_back(std::move(finding));
    return plan;
}

HasKey keysWith(const Snapshot& world, const std::string& key)
{
    return [&world, key](const std::string& asked) {
        return asked == key || world.keysHere.contains(asked);
    };
}

} // namespace gd
