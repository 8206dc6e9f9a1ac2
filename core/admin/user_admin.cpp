// SPDX-License-Identifier: Apache-2.0
#include "core/admin/user_admin.h"

#include "core/admin/admin_parts.h"
#include "core/jwt/revocations.h"

namespace gd {

namespace {

const std::optional<UserScope>* signingKeyOf(const Account& account, const std::string& key)
{
    const auto found = account.claims.signingKeys.find(key);
    return found == account.claims.signingKeys.end() ? nullptr : &found->second;
}

/// The scope that a key gives to the users it signs; null if it gives none.
const UserScope* scopeOf(const Account& account, const std::string& key)
{
    const auto* signingKey = signingKeyOf(account, key);
    return signingKey && *signingKey ? &**signingKey : nullptr;
}

void addSignerProblem(Problems& problems, const Account& account, const std::string& signer, const Snapshot& world)
{
    const auto hasKey = keysOf(world);
    if (signer.empty()) {
        if (auto found = userSignerAmong(account.claims, "", world.op.claims, hasKey); !found)
            problems.push_back({"signer", 0, found.error()});
        return;
    }
    const bool isIdentity = signer == account.key;
    if (!isIdentity && !signingKeyOf(account, signer))
        addProblem(problems, "signer", ErrorCode::SigningKeyUnknown, signer);
    else if (isIdentity && world.op.claims.strictSigningKeyUsage)
        addProblem(problems, "signer", ErrorCode::StrictNeedsSigningKey, account.name);
    else if (!hasKey(signer))
        addProblem(problems, "signer", ErrorCode::KeyNotHere, signer);
}

void addValueProblems(Problems& problems, const UserPatch& patch, const Account& account, const UserScope* scope,
                      const UserClaims& before, UnixSeconds now)
{
    for (auto& problem : patchProblems(patch, now))
        problems.push_back(std::move(problem));
    auto after = before;
    static_cast<void>(applyPatch(patch, after));
    const auto& [start, end] = std::pair(after.header.notBefore, after.header.expires);
    if (patch.start && !patch.end && end > 0 && end <= start)
        addProblem(problems, "validityStart", ErrorCode::ValidityEndsBeforeStart, "");
    if (patch.end && !patch.start && end > 0 && end <= start && end > now)
        addProblem(problems, "validityEnd", ErrorCode::ValidityEndsBeforeStart, "");
    auto may = before.permissions;
    const auto fields = applyPatch(patch.may, may);
    if (scope) {
        if (!fields.empty()) problems.push_back({fields.front(), 0, {ErrorCode::ScopeDecides, scope->role, ""}});
        return;
    }
    if (may.bearerToken && !before.permissions.bearerToken && account.claims.limits.disallowBearer)
        addProblem(problems, "bearerToken", ErrorCode::BearerNotAllowed, account.name);
}

std::vector<std::string> userNames(const Account& account)
{
    std::vector<std::string> names;
    for (const auto& user : account.users)
        names.push_back(user.name);
    return names;
}

UserClaims startOf(const NewUserDraft& draft, const UserScope* scope)
{
    auto claims = newUserClaims(draft.key, draft.name);
    if (scope) claims.permissions = {}; // everything comes from the scope, and servers refuse anything else
    claims.header.issuer = draft.signer;
    return claims;
}

} // namespace

std::vector<FieldProblem> NewUserDraft::problems(const Snapshot& world) const
{
    Problems problems;
    const auto* owner = accountOrProblem(problems, "account", account, world);
    addNameProblems(problems, name, owner ? userNames(*owner) : std::vector<std::string>());
    addKeyProblems(problems, key, KeyKind::User, world);
    if (!owner) return problems;
    addSignerProblem(problems, *owner, signer, world);
    const auto* scope = scopeOf(*owner, signer);
    addValueProblems(problems, patch, *owner, scope, startOf(*this, scope), world.readAt);
    return problems;
}

Result<SharePlan> planNewUser(const NewUserDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    const auto& account = *world.account(draft.account);
    const auto* scope = scopeOf(account, draft.signer);
    auto claims = startOf(draft, scope);
    static_cast<void>(applyPatch(draft.patch, claims));
    auto plan = emptyPlan(world);
    plan.changes.push_back(AddUser{account.key, draft.key, draft.name, scope ? scope->role : std::string()});
    plan.users.push_back({account.key, draft.key, std::nullopt, std::move(claims)});
    return finished(std::move(plan), world, now, keysOf(world));
}

std::vector<FieldProblem> UserEditDraft::problems(const Snapshot& world) const
{
    Problems problems;
    const auto* owner = accountOrProblem(problems, "account", account, world);
    const auto* present = owner ? userOf(*owner, user) : nullptr;
    if (owner && !present) addProblem(problems, "user", ErrorCode::UserUnknown, user);
    if (present)
        addValueProblems(problems, patch, *owner, scopeOf(*owner, present->claims.header.issuer), present->claims,
                         world.readAt);
    return problems;
}

Result<SharePlan> planUserEdit(const UserEditDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    const auto& account = *world.account(draft.account);
    const auto& user = *userOf(account, draft.user);
    UserChange change{account.key, user.key, user.claims, user.claims};
    auto fields = applyPatch(draft.patch, *change.after);
    if (fields.empty()) return Error{ErrorCode::PlanIsEmpty, user.name, ""};
    if (isRevoked(account.claims.revocations, user.claims.header)) fields.emplace_back(EditUser::revived);
    auto plan = emptyPlan(world);
    plan.changes.push_back(EditUser{account.key, user.key, user.name, std::move(fields)});
    plan.users.push_back(std::move(change));
    return finished(std::move(plan), world, now, keysOf(world));
}

Result<SharePlan> planDeleteUser(const DeleteUserDraft& draft, const Snapshot& world, UnixSeconds now)
{
    const auto* account = world.account(draft.account);
    if (!account) return Error{ErrorCode::AccountUnknown, draft.account, ""};
    const auto* user = userOf(*account, draft.user);
    if (!user) return Error{ErrorCode::UserUnknown, draft.user, ""};
    auto plan = emptyPlan(world);
    plan.changes.push_back(DeleteUser{account->key, user->key, user->name, draft.revoke});
    plan.users.push_back({account->key, user->key, user->claims, std::nullopt});
    if (draft.revoke) {
        AccountChange change{account->key, account->claims, account->claims};
        auto& until = change.after->revocations[user->key];
        until = std::max({until, now, user->claims.header.issuedAt});
        plan.accounts.push_back(std::move(change));
    }
    return finished(std::move(plan), world, now, keysOf(world));
}

} // namespace gd
