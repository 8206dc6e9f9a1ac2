// SPDX-License-Identifier: Apache-2.0
#include "core/admin/operator_sync.h"

#include "core/admin/account_admin.h"
#include "core/admin/admin_parts.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/jwt/who_signed.h"

#include <nlohmann/json.hpp>

#include <map>

namespace gd {

namespace {

using Leaves = std::map<std::string, std::string>;

void addLeaves(const nlohmann::json& value, const std::string& path, Leaves& leaves)
{
    if (!value.is_structured() || value.empty()) {
        leaves[path] = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        return;
    }
    std::size_t at = 0;
    for (const auto& [name, item] : value.items()) {
        auto below = path.empty() ? path : path + "/";
        below += value.is_array() ? std::to_string(at++) : name;
        addLeaves(item, below, leaves);
    }
}

Leaves leavesOf(AccountClaims claims)
{
    claims.header.issuer.clear();
    claims.header.issuedAt = 0;
    claims.header.id.clear();
    const auto json = nlohmann::json::parse(claimsJson(claims), nullptr, false);
    Leaves leaves;
    if (json.is_object()) addLeaves(json, {}, leaves);
    return leaves;
}

/// Names of the operator's values that differ, as those of an OperatorEditDraft.
std::vector<std::string> changedFields(const OperatorClaims& before, const OperatorClaims& after)
{
    std::vector<std::string> fields;
    const auto add = [&](const char* field, bool isOther) {
        if (isOther) fields.emplace_back(field);
    };
    add("signingKeys", before.signingKeys != after.signingKeys);
    add("strict", before.strictSigningKeyUsage != after.strictSigningKeyUsage);
    add("systemAccount", before.systemAccount != after.systemAccount);
    add("accountServerUrl", before.accountServerUrl != after.accountServerUrl);
    add("serviceUrls", before.serviceUrls != after.serviceUrls);
    add("tags", before.tail.tags != after.tail.tags);
    return fields;
}

} // namespace

std::vector<ClaimDifference> differencesOf(const AccountClaims& asked, const AccountClaims& got)
{
    const auto before = leavesOf(asked);
    const auto after = leavesOf(got);
    std::vector<ClaimDifference> found;
    for (const auto& [path, value] : before) {
        const auto other = after.find(path);
        if (other == after.end())
            found.push_back({path, value, {}});
        else if (other->second != value)
            found.push_back({path, value, other->second});
    }
    for (const auto& [path, value] : after)
        if (!before.contains(path)) found.push_back({path, {}, value});
    return found;
}

Result<std::string> signedAccountIn(const std::string& answer, const std::string& account, const OperatorClaims& op)
{
    auto token = tokenOfText(answer);
    const auto claims = decodeAccount(token);
    if (!claims) return claims.error();
    if (claims->header.subject != account)
        return Error{ErrorCode::AnswerForOther, claims->header.subject, "another account than was asked for"};
    if (!operatorSigned(op, *claims)) return Error{ErrorCode::AccountOfOtherOperator, claims->header.name, ""};
    return token;
}

Result<std::string> operatorIn(const std::string& answer, const std::string& op)
{
    auto token = tokenOfText(answer);
    const auto claims = decodeOperator(token);
    if (!claims) return claims.error();
    if (claims->header.subject != op || claims->header.issuer != op)
        return Error{ErrorCode::AnswerForOther, claims->header.subject, "another operator"};
    return token;
}

Result<SharePlan> planTakeOperator(const std::string& token, const Snapshot& world, UnixSeconds now)
{
    auto plain = operatorIn(token, world.op.key);
    if (!plain) return plain.error();
    auto claims = decodeOperator(*plain);
    if (!claims) return claims.error();
    // A server that answers with an old token must not take signing keys away, or bring back those that were.
    if (*plain == world.op.token || claims->header.issuedAt <= world.op.claims.header.issuedAt)
        return Error{ErrorCode::PlanIsEmpty, world.op.name, ""};
    if (claims->tail.version != 2) return Error{ErrorCode::TokenVersionUnsupported, claims->header.name, ""};
    auto plan = emptyPlan(world);
    plan.changes.push_back(EditOperator{world.op.key, world.op.name, changedFields(world.op.claims, *claims)});
    plan.op = OperatorChange{world.op.claims, std::move(*claims), std::move(*plain)};
    return finished(std::move(plan), world, now, keysOf(world));
}

Result<SharePlan> planTakeSigned(const std::vector<std::string>& tokens, const Snapshot& world, UnixSeconds now)
{
    auto plan = emptyPlan(world);
    for (const auto& token : tokens) {
        auto one = planImportAccount({.token = token, .replace = true}, world, now);
        if (!one && one.error().code == ErrorCode::PlanIsEmpty) continue;
        if (!one) return one.error();
        for (auto& change : one->changes)
            plan.changes.push_back(std::move(change));
        for (auto& account : one->accounts)
            plan.accounts.push_back(std::move(account));
    }
    if (plan.changes.empty()) return Error{ErrorCode::PlanIsEmpty, "", ""};
    return finished(std::move(plan), world, now, keysOf(world));
}

} // namespace gd
