// SPDX-License-Identifier: Apache-2.0
#include "core/admin/account_admin.h"

#include "core/admin/admin_parts.h"

namespace gd {

namespace {

/// Either the one or the other; servers ignore the flat limits beside tiers, and the reference library refuses both.
void addLimitsProblem(Problems& problems, const AccountClaims& after)
{
    auto flat = after.limits.jetStream;
    flat.unknown.clear();
    if (!after.limits.tiers.empty() && flat != JetStreamLimits{})
        addProblem(problems, "tiers", ErrorCode::LimitsOverlap, after.header.name);
}

AccountClaims claimsOf(const NewAccountDraft& draft)
{
    auto claims = newAccountClaims(draft.key, draft.name);
    if (draft.hasJetStream) claims.limits.jetStream.memoryStorage = claims.limits.jetStream.diskStorage = -1;
    static_cast<void>(applyPatch(draft.patch, claims));
    return claims;
}

} // namespace

std::vector<FieldProblem> NewAccountDraft::problems(const Snapshot& world) const
{
    Problems problems;
    addNameProblems(problems, name, accountNames(world));
    addKeyProblems(problems, key, KeyKind::Account, world);
    for (auto& problem : patchProblems(patch))
        problems.push_back(std::move(problem));
    addLimitsProblem(problems, claimsOf(*this));
    return problems;
}

Result<SharePlan> planNewAccount(const NewAccountDraft& draft, const Snapshot& world, UnixSeconds now, bool keyIsComing)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    auto plan = emptyPlan(world);
    plan.changes.push_back(AddAccount{draft.key, draft.name});
    plan.accounts.push_back({draft.key, std::nullopt, claimsOf(draft)});
    return finished(std::move(plan), world, now, keyIsComing ? keysWith(world, draft.key) : keysOf(world));
}

std::vector<FieldProblem> AccountEditDraft::problems(const Snapshot& world) const
{
    Problems problems;
    const auto* present = accountOrProblem(problems, "account", account, world);
    for (auto& problem : patchProblems(patch))
        problems.push_back(std::move(problem));
    if (!present) return problems;
    auto after = present->claims;
    const auto fields = applyPatch(patch, after);
    const bool touchesLimits = after.limits.jetStream != present->claims.limits.jetStream ||
                               after.limits.tiers != present->claims.limits.tiers;
    if (touchesLimits) addLimitsProblem(problems, after); // what was wrong before is not this edit's matter
    return problems;
}

Result<SharePlan> planAccountEdit(const AccountEditDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    const auto& account = *world.account(draft.account);
    AccountChange change{account.key, account.claims, account.claims};
    auto fields = applyPatch(draft.patch, *change.after);
    if (fields.empty()) return Error{ErrorCode::PlanIsEmpty, account.name, ""};
    auto plan = emptyPlan(world);
    plan.changes.push_back(EditAccount{account.key, account.name, std::move(fields)});
    addSystemAccountFinding(world, change, plan);
    plan.accounts.push_back(std::move(change));
    return finished(std::move(plan), world, now, keysOf(world));
}

std::vector<FieldProblem> RenameDraft::problems(const Snapshot& world) const
{
    Problems problems;
    if (!accountOrProblem(problems, "account", account, world)) return problems;
    addNameProblems(problems, name, accountNames(world, account));
    return problems;
}

Result<SharePlan> planRename(const RenameDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    const auto& account = *world.account(draft.account);
    const auto& from = account.claims.header.name;
    if (draft.name == from) return Error{ErrorCode::PlanIsEmpty, account.name, ""};
    AccountChange change{account.key, account.claims, account.claims};
    change.after->header.name = draft.name;
    auto plan = emptyPlan(world);
    plan.changes.push_back(RenameAccount{account.key, account.name, draft.name});
    plan.accounts.push_back(std::move(change));
    return finished(std::move(plan), world, now, keysOf(world));
}

Result<SharePlan> planDeleteAccount(const std::string& key, const Snapshot& world, UnixSeconds now)
{
    const auto* account = world.account(key);
    if (!account) return Error{ErrorCode::AccountUnknown, key, ""};
    auto plan = emptyPlan(world);
    plan.changes.push_back(DeleteAccount{key, account->name});
    plan.accounts.push_back({key, account->claims, std::nullopt});
    if (key == world.op.claims.systemAccount)
        plan.findings.push_back({Severity::Blocks, FindingCode::SystemAccountGoes, key, account->name, ""});
    for (const auto& importer : world.accounts) {
        if (importer.key == key) continue;
        for (const auto& import : importer.claims.imports)
            if (import.account == key)
                plan.findings.push_back(
                    {Severity::Warning, FindingCode::ImporterLosesProvider, importer.key, import.subject, key});
    }
    return finished(std::move(plan), world, now, keysOf(world));
}

} // namespace gd
