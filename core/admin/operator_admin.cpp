// SPDX-License-Identifier: Apache-2.0
#include "core/admin/operator_admin.h"

#include "core/admin/admin_parts.h"
#include "core/jwt/revocations.h"
#include "core/jwt/validate.h"

namespace gd {

namespace {

std::vector<std::string> applyTo(OperatorClaims& claims, const OperatorEditDraft& draft)
{
    std::vector<std::string> fields;
    const auto set = [&fields](const auto& wish, auto& value, const char* id) {
        if (!wish || *wish == value) return;
        value = *wish;
        fields.emplace_back(id);
    };
    set(draft.strict, claims.strictSigningKeyUsage, "strict");
    set(draft.systemAccount, claims.systemAccount, "systemAccount");
    set(draft.accountServerUrl, claims.accountServerUrl, "accountServerUrl");
    set(draft.serviceUrls, claims.serviceUrls, "serviceUrls");
    set(draft.tags, claims.tail.tags, "tags");
    return fields;
}

/// A revoked user counts for nothing: nobody lets it in, and a new token would let it in again, which nobody asked for.
bool isSignedByIdentity(const Account& account, const User& user)
{
    return user.claims.header.issuer == account.key && !isRevoked(account.claims.revocations, user.claims.header);
}

/// Servers of a strict operator refuse whatever an identity key signed.
void addStrictProblems(Problems& problems, const Snapshot& world)
{
    if (world.op.claims.signingKeys.empty()) addProblem(problems, "strict", ErrorCode::NoSigningKey, world.op.name);
    for (const auto& account : world.accounts) {
        if (account.claims.header.issuer == world.op.key || account.claims.header.issuer == account.key)
            addProblem(problems, "strict", ErrorCode::IdentityKeyInUse, account.name);
        for (const auto& user : account.users)
            if (isSignedByIdentity(account, user))
                addProblem(problems, "strict", ErrorCode::IdentityKeyInUse, account.name + '/' + user.name);
    }
}

void addUrlProblems(Problems& problems, const OperatorEditDraft& draft)
{
    OperatorClaims probe;
    probe.accountServerUrl = draft.accountServerUrl.value_or("");
    probe.serviceUrls = draft.serviceUrls.value_or(std::vector<std::string>());
    for (const auto& issue : validate(probe, 0)) {
        if (issue.code == IssueCode::AccountServerUrl)
            addProblem(problems, "accountServerUrl", ErrorCode::UrlNotAllowed, probe.accountServerUrl);
    }
    for (std::size_t i = 0; i < probe.serviceUrls.size(); ++i) {
        OperatorClaims one;
        one.serviceUrls = {probe.serviceUrls[i]};
        const auto issues = validate(one, 0);
        const bool isBad = std::ranges::find(issues, IssueCode::OperatorServiceUrl, &Issue::code) != issues.end();
        if (isBad || one.serviceUrls.front().empty())
            addProblem(problems, "serviceUrls", ErrorCode::UrlNotAllowed, probe.serviceUrls[i], i);
    }
}

void addSystemAccountFinding(const std::string& key, const Snapshot& world, SharePlan& plan)
{
    const auto* account = world.account(key);
    if (!account) return;
    const auto& limits = account->claims.limits;
    if (!limits.tiers.empty() || limits.jetStream.memoryStorage != 0 || limits.jetStream.diskStorage != 0)
        plan.findings.push_back({Severity::Blocks, FindingCode::SystemAccountJetStream, key, account->name, ""});
}

} // namespace

std::vector<FieldProblem> OperatorEditDraft::problems(const Snapshot& world) const
{
    Problems problems;
    if (strict.value_or(false) && !world.op.claims.strictSigningKeyUsage) addStrictProblems(problems, world);
    if (systemAccount && !systemAccount->empty() && !world.account(*systemAccount))
        addProblem(problems, "systemAccount", ErrorCode::AccountUnknown, *systemAccount);
    addUrlProblems(problems, *this);
    if (tags)
        for (std::size_t i = 0; i < tags->size(); ++i)
            if ((*tags)[i].find_first_not_of(' ') == std::string::npos)
                addProblem(problems, "tags", ErrorCode::FieldEmpty, "", i);
    return problems;
}

Result<SharePlan> planOperatorEdit(const OperatorEditDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    auto plan = emptyPlan(world);
    plan.op = OperatorChange{world.op.claims, world.op.claims};
    auto fields = applyTo(plan.op->after, draft);
    if (fields.empty()) return Error{ErrorCode::PlanIsEmpty, world.op.name, ""};
    if (plan.op->after.systemAccount != plan.op->before.systemAccount)
        addSystemAccountFinding(plan.op->after.systemAccount, world, plan);
    plan.changes.push_back(EditOperator{world.op.key, world.op.name, std::move(fields)});
    return finished(std::move(plan), world, now, keysOf(world));
}

Result<SharePlan> planSignWithSigningKeys(const Snapshot& world, UnixSeconds now)
{
    const auto hasKey = keysOf(world);
    auto strict = world.op; // asks for a signing key as if it were a duty already
    strict.claims.strictSigningKeyUsage = true;
    auto plan = emptyPlan(world);
    for (const auto& account : world.accounts) {
        const auto& issuer = account.claims.header.issuer;
        if (issuer == world.op.key || issuer == account.key)
            if (const auto key = accountSignerAmong(account.claims, strict, hasKey)) {
                AccountChange change{account.key, account.claims, account.claims};
                change.after->header.issuer = *key;
                plan.accounts.push_back(std::move(change));
                plan.changes.push_back(EditAccount{account.key, account.name, {"issuer"}});
            }
        for (const auto& user : account.users) {
            if (!isSignedByIdentity(account, user)) continue;
            const auto key = userSignerAmong(account.claims, "", strict.claims, hasKey);
            if (!key) continue;
            UserChange change{account.key, user.key, user.claims, user.claims};
            change.after->header.issuer = *key;
            plan.users.push_back(std::move(change));
            plan.changes.push_back(EditUser{account.key, user.key, user.name, {"issuer"}});
        }
    }
    if (plan.changes.empty()) return Error{ErrorCode::PlanIsEmpty, world.op.name, ""};
    return finished(std::move(plan), world, now, hasKey);
}

} // namespace gd
