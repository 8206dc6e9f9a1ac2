// SPDX-License-Identifier: Apache-2.0
#include "core/admin/signing_key_admin.h"

#include "core/admin/admin_parts.h"
#include "core/jwt/token.h"
#include "core/share/field_rules.h"

namespace gd {

namespace {

/// As nsc makes one: nothing is forbidden, nothing is limited.
UserScope newScope()
{
    UserScope scope;
    scope.permissions.subs = scope.permissions.data = scope.permissions.payload = -1;
    return scope;
}

/// @return ids of what is different.
std::vector<std::string> apply(const ScopePatch& patch, UserScope& scope)
{
    auto fields = applyPatch(patch.may, scope.permissions);
    const auto set = [&fields](const std::optional<std::string>& wish, std::string& value, const char* id) {
        if (!wish || *wish == value) return;
        value = *wish;
        fields.emplace_back(id);
    };
    set(patch.role, scope.role, "role");
    set(patch.description, scope.description, "scopeDescription");
    return fields;
}

void addScopeProblems(Problems& problems, const SigningKeyDraft& draft, const Account& account)
{
    for (auto& problem : patchProblems(draft.scope->may))
        problems.push_back(std::move(problem));
    if (draft.scope->may.bearerToken.value_or(false) && account.claims.limits.disallowBearer)
        addProblem(problems, "bearerToken", ErrorCode::BearerNotAllowed, account.name);
    const auto role = draft.scope->role.value_or("");
    if (role.empty()) return;
    if (const auto bad = labelFieldError(role)) problems.push_back({"role", 0, *bad});
    for (const auto& [key, scope] : account.claims.signingKeys)
        if (key != draft.key && scope && scope->role == role) addProblem(problems, "role", ErrorCode::RoleTaken, role);
}

void addOperatorKeyProblems(Problems& problems, const SigningKeyDraft& draft, const Snapshot& world)
{
    addKeyProblems(problems, draft.key, KeyKind::Operator, world);
    if (draft.scope) addProblem(problems, "role", ErrorCode::ValueNotAllowed, world.op.name);
}

Result<SharePlan> planOperatorKey(const SigningKeyDraft& draft, const Snapshot& world, UnixSeconds now)
{
    auto plan = emptyPlan(world);
    plan.op = OperatorChange{world.op.claims, world.op.claims};
    plan.op->after.signingKeys.push_back(draft.key);
    plan.changes.push_back(AddSigningKey{world.op.key, draft.key, false, ""});
    return finished(std::move(plan), world, now, keysOf(world));
}

Result<SharePlan> planRemoveOperatorKey(const std::string& key, const Snapshot& world, UnixSeconds now)
{
    auto after = world.op.claims;
    const auto found = std::ranges::find(after.signingKeys, key);
    if (found == after.signingKeys.end()) return Error{ErrorCode::SigningKeyUnknown, key, ""};
    after.signingKeys.erase(found);
    if (after.strictSigningKeyUsage && after.signingKeys.empty())
        return Error{ErrorCode::StrictNeedsSigningKey, world.op.name, ""};
    auto plan = emptyPlan(world);
    plan.op = OperatorChange{world.op.claims, std::move(after)};
    plan.changes.push_back(RemoveSigningKey{world.op.key, key, ""});
    for (const auto& account : world.accounts)
        if (account.claims.header.issuer == key)
            plan.findings.push_back(
                {Severity::Problem, FindingCode::NotOperatorSigned, account.key, account.name, key});
    return finished(std::move(plan), world, now, keysOf(world));
}

} // namespace

std::vector<FieldProblem> SigningKeyDraft::problems(const Snapshot& world) const
{
    Problems problems;
    if (!owner.empty() && owner == world.op.key) {
        addOperatorKeyProblems(problems, *this, world);
        return problems;
    }
    const auto* account = accountOrProblem(problems, "owner", owner, world);
    const bool isThere = account && account->claims.signingKeys.contains(key);
    if (!isThere) addKeyProblems(problems, key, KeyKind::Account, world);
    if (account && scope) addScopeProblems(problems, *this, *account);
    return problems;
}

Result<SharePlan> planSigningKey(const SigningKeyDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    if (draft.owner == world.op.key) return planOperatorKey(draft, world, now);
    const auto& account = *world.account(draft.owner);
    AccountChange change{account.key, account.claims, account.claims};
    const bool isThere = account.claims.signingKeys.contains(draft.key);
    auto& scope = change.after->signingKeys[draft.key];
    const bool wasScoped = scope.has_value();
    const auto roleBefore = scope ? scope->role : std::string();
    std::vector<std::string> fields;
    if (draft.scope) {
        if (!scope) scope = newScope();
        fields = apply(*draft.scope, *scope);
    } else if (draft.removeScope) {
        scope.reset();
    }
    auto plan = emptyPlan(world);
    if (wasScoped != scope.has_value()) {
        fields.insert(fields.begin(), "scope");
        if (isThere) addUserFindings(account, draft.key, plan);
    }
    if (isThere && fields.empty()) return Error{ErrorCode::PlanIsEmpty, account.name, ""};
    if (isThere)
        plan.changes.push_back(EditSigningKey{account.key, draft.key, roleBefore, std::move(fields)});
    else
        plan.changes.push_back(
            AddSigningKey{account.key, draft.key, scope.has_value(), scope ? scope->role : std::string()});
    plan.accounts.push_back(std::move(change));
    return finished(std::move(plan), world, now, keysOf(world));
}

Result<SharePlan> planRemoveSigningKey(const std::string& owner, const std::string& key, const Snapshot& world,
                                       UnixSeconds now)
{
    if (owner == world.op.key) return planRemoveOperatorKey(key, world, now);
    const auto* account = world.account(owner);
    if (!account) return Error{ErrorCode::AccountUnknown, owner, ""};
    AccountChange change{account->key, account->claims, account->claims};
    const auto found = change.after->signingKeys.find(key);
    if (found == change.after->signingKeys.end()) return Error{ErrorCode::SigningKeyUnknown, key, ""};
    auto plan = emptyPlan(world);
    plan.changes.push_back(RemoveSigningKey{owner, key, found->second ? found->second->role : std::string()});
    change.after->signingKeys.erase(found);
    addUserFindings(*account, key, plan);
    addTokenFindings(owner, key, world, plan);
    plan.accounts.push_back(std::move(change));
    return finished(std::move(plan), world, now, keysOf(world));
}

} // namespace gd
