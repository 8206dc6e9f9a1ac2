// SPDX-License-Identifier: Apache-2.0
#include "core/admin/account_admin.h"

#include "core/admin/admin_parts.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/jwt/validate.h"
#include "core/store/layout.h"

namespace gd {

namespace {

void addPlaceProblems(Problems& problems, const ImportAccountDraft& draft, const AccountClaims& claims,
                      const Snapshot& world)
{
    const auto& name = claims.header.name;
    const auto* present = world.account(claims.header.subject);
    if (present && !draft.replace) addProblem(problems, "token", ErrorCode::KeyTaken, present->name);
    if (present && present->claims.header.name == name) return; // stays where it is, whatever it is called
    if (const auto good = checkStoreName(name); !good) problems.push_back({"token", 0, good.error()});
    for (const auto& other : accountNames(world, claims.header.subject))
        if (isSameName(other, name)) {
            addProblem(problems, "token", ErrorCode::NameTaken, name);
            break;
        }
}

} // namespace

std::vector<FieldProblem> ImportAccountDraft::problems(const Snapshot& world, UnixSeconds now) const
{
    Problems problems;
    if (token.empty()) {
        addProblem(problems, "token", ErrorCode::FieldEmpty, "");
        return problems;
    }
    const auto claims = decodeAccount(tokenOfText(token));
    if (!claims) {
        problems.push_back({"token", 0, claims.error()});
        return problems;
    }
    if (claims->tail.version != 2)
        addProblem(problems, "token", ErrorCode::TokenVersionUnsupported, claims->header.name);
    addPlaceProblems(problems, *this, *claims, world);
    for (const auto& issue : validate(*claims, now)) {
        if (issue.level != IssueLevel::Error) continue;
        problems.push_back(
            {"token", 0, {ErrorCode::TokenContentRefused, issue.where, std::string(issueCodeText(issue.code))}});
        break;
    }
    const auto signer = whoSigned(*claims, world.op);
    const bool isForeign = signer == AccountSigned::ByOther || (signer == AccountSigned::ByItself && world.op.managed);
    if (isForeign && !foreignToo) addProblem(problems, "token", ErrorCode::AccountOfOtherOperator, claims->header.name);
    return problems;
}

Result<SharePlan> planImportAccount(const ImportAccountDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world, now); !problems.empty()) return problems.front().error;
    auto token = tokenOfText(draft.token);
    auto claims = decodeAccount(token);
    if (!claims) return claims.error();
    const bool signsAgain = whoSigned(*claims, world.op) == AccountSigned::ByItself && !world.op.managed;
    const auto key = claims->header.subject;
    const auto* present = world.account(key);
    if (present && tokenOfText(present->token) == token) return Error{ErrorCode::PlanIsEmpty, present->name, ""};
    auto plan = emptyPlan(world);
    plan.changes.push_back(ImportAccount{key, claims->header.name, present != nullptr});
    plan.accounts.push_back({key, present ? std::optional(present->claims) : std::nullopt, std::move(*claims),
                             signsAgain ? std::string() : std::move(token)});
    return finished(std::move(plan), world, now, keysOf(world));
}

} // namespace gd
