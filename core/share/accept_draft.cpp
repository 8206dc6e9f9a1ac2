// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/token.h"
#include "core/nkeys/public_key.h"
#include "core/share/field_rules.h"
#include "core/share/share_draft.h"
#include "core/share/trust.h"
#include "core/subject/subject.h"

namespace gd {

namespace {

void tokenProblems(const AcceptDraft& draft, std::size_t index, std::vector<FieldProblem>& problems)
{
    const auto claims = decodeActivation(draft.items[index].token);
    if (!claims) {
        problems.push_back({"token", index, claims.error()});
        return;
    }
    if (claims->provider() == draft.account)
        problems.push_back({"token", index, {ErrorCode::AccountIsTheProvider, draft.account, ""}});
}

void publicProblems(const AcceptDraft& draft, std::size_t index, const Snapshot& world,
                    std::vector<FieldProblem>& problems)
{
    const auto& item = draft.items[index];
    if (item.provider.empty())
        problems.push_back({"provider", index, {ErrorCode::FieldEmpty, "", ""}});
    else if (item.provider == draft.account)
        problems.push_back({"provider", index, {ErrorCode::AccountIsTheProvider, item.provider, ""}});
    else if (!world.account(item.provider) && !isPublicKey(item.provider, KeyKind::Account))
        problems.push_back({"provider", index, {ErrorCode::AccountUnknown, item.provider, ""}});
    if (item.subject.empty())
        problems.push_back({"subject", index, {ErrorCode::FieldEmpty, "", ""}});
    else if (const auto checked = checkSubject(item.subject); !checked)
        problems.push_back({"subject", index, checked.error()});
    else if (item.type == ExportType::Unset)
        problems.push_back({"subject", index, {ErrorCode::FieldEmpty, item.subject, "no type"}});
}

} // namespace

std::vector<FieldProblem> AcceptDraft::problems(const Snapshot& world) const
{
    std::vector<FieldProblem> problems;
    if (account.empty())
        problems.push_back({"account", 0, {ErrorCode::FieldEmpty, "", ""}});
    else if (!world.account(account))
        problems.push_back({"account", 0, {ErrorCode::AccountUnknown, account, ""}});
    if (auto error = prefixFieldError(prefix)) problems.push_back({"prefix", 0, std::move(*error)});
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!items[i].use) continue;
        if (items[i].token.empty())
            publicProblems(*this, i, world, problems);
        else
            tokenProblems(*this, i, problems);
        if (auto error = localFieldError(items[i].localSubject))
            problems.push_back({"localSubject", i, std::move(*error)});
        if (auto error = labelFieldError(items[i].name)) problems.push_back({"name", i, std::move(*error)});
    }
    return problems;
}

std::vector<FieldProblem> problemsToMend(const AcceptDraft& draft, const std::vector<AcceptVerdict>& verdicts,
                                         const Snapshot& world)
{
    auto problems = draft.problems(world);
    std::erase_if(problems,
                  [](const FieldProblem& problem) { return problem.field != "account" && problem.field != "prefix"; });
    for (std::size_t i = 0; i < verdicts.size(); ++i)
        if (draft.items[i].use && verdicts[i].typed) problems.push_back(*verdicts[i].typed);
    return problems;
}

} // namespace gd
