// SPDX-License-Identifier: Apache-2.0
#include "core/share/planner.h"

#include "core/share/draft_rows.h"
#include "core/share/plan_builder.h"
#include "core/share/row_role.h"
#include "core/share/trust.h"

#include <algorithm>
#include <map>

namespace gd {

namespace {

const Export* equalExport(const AccountClaims& provider, const DraftRow& row)
{
    const auto found = std::ranges::find_if(provider.exports, [&](const Export& offered) {
        return offered.type == row.type && offered.subject == row.providerSubject;
    });
    return found == provider.exports.end() ? nullptr : &*found;
}

RowRole roleOf(const ShareDraft& draft, const DraftRow& row)
{
    return {draft.recipe, row.role, streamOf(draft), draft.jsConsumer};
}

/// Adds the exports that are not there yet. What exists is used as it is; whether it is private is its own matter.
void planExports(const ShareDraft& draft, const Account& provider, PlanBuilder& plan)
{
    for (const auto& row : exportRows(draft)) {
        if (!row.isUsed) continue;
        if (const auto* known = equalExport(provider.claims, row)) {
            if (known->tokenRequired != draft.isPrivate)
                plan.add(Finding{Severity::Warning, FindingCode::ExportIsPublic, provider.key, row.providerSubject,
                                 known->tokenRequired ? "private" : "public"});
            continue;
        }
        auto& claims = plan.claims(provider.key);
        Export offered{.name = freeGrantName(roleOf(draft, row), exportNames(claims)),
                       .subject = row.providerSubject,
                       .type = row.type,
                       .tokenRequired = draft.isPrivate,
                       .responseType = row.responseType};
        claims.exports.push_back(offered);
        plan.add(AddExport{provider.key, std::move(offered)});
    }
}

bool needsToken(const ShareDraft& draft, const Account& provider, const DraftRow& row)
{
    const auto* known = equalExport(provider.claims, row);
    return known ? known->tokenRequired : draft.isPrivate;
}

using IssuedIndex = std::map<std::pair<std::string, std::string>, std::size_t>; // consumer and role -> change

IssuedIndex planTokens(const ShareDraft& draft, const Account& provider, PlanBuilder& plan)
{
    IssuedIndex issued;
    for (const auto& wish : draft.consumers)
        for (const auto& row : exportRows(draft)) {
            if (!row.isUsed || !needsToken(draft, provider, row)) continue;
            issued[{wish.account, row.role}] = plan.issue({.provider = provider.key,
                                                           .target = wish.account,
                                                           .kind = row.type,
                                                           .subject = row.providerSubject,
                                                           .validity = wish.validity},
                                                          roleOf(draft, row));
        }
    return issued;
}

void planImports(const ShareDraft& draft, const Snapshot& world, const IssuedIndex& issued, PlanBuilder& plan)
{
    for (const auto& wish : draft.consumers) {
        if (!wish.importNow) continue;
        for (const auto& row : importRows(draft, wish, world)) {
            auto& claims = plan.claims(wish.account);
            const auto name = freeGrantName(roleOf(draft, row), importNames(claims));
            auto import = importOf(name, draft.provider, row.type, row.providerSubject, row.consumerSubject);
            const auto token = issued.find({wish.account, row.role});
            claims.imports.push_back(import);
            plan.add(AddImport{.account = wish.account,
                               .value = std::move(import),
                               .issued = token == issued.end() ? std::nullopt : std::optional(token->second),
                               .role = row.role});
        }
    }
}

void keepToken(const AcceptItem& item, const AcceptVerdict& verdict, const Account& consumer, PlanBuilder& plan)
{
    const auto& files = plan.world().tokenFiles;
    if (item.token.empty() || std::ranges::find(files, item.token, &TokenFile::token) != files.end()) return;
    const auto& subject = verdict.value.subject;
    const auto role = roleOfRow(subject, verdict.value.name);
    auto& names = plan.fileNames();
    plan.add(KeepTokenFile{role.known() ? names.forRole(role, consumer.name)
                                        : names.forOther(item.sourceName, subject, consumer.name),
                           item.token});
}

} // namespace

bool SharePlan::canApply() const
{
    return !changes.empty() &&
           std::ranges::none_of(findings, [](const Finding& finding) { return finding.severity == Severity::Blocks; });
}

Result<SharePlan> planShare(const ShareDraft& draft, const Snapshot& world, UnixSeconds now)
{
    for (const auto page : {ShareDraft::Page::What, ShareDraft::Page::Whom})
        if (const auto problems = draft.problems(page, world); !problems.empty()) return problems.front().error;

    const auto& provider = *world.account(draft.provider);
    PlanBuilder plan(world);
    planExports(draft, provider, plan);
    const auto issued = planTokens(draft, provider, plan);
    planImports(draft, world, issued, plan);
    if (plan.size() == 0) return Error{ErrorCode::PlanIsEmpty, provider.name, ""};
    auto finished = plan.finish(now);
    // From the exports alone it looks as if ACK were forgotten; the draft knows that it is not.
    if (!draft.acknowledges)
        std::erase_if(finished.findings, [](const Finding& finding) {
            return finding.code == FindingCode::RowMissing && finding.detail == "ACK";
        });
    return finished;
}

Result<SharePlan> planImport(const AcceptDraft& draft, const Snapshot& world, UnixSeconds now)
{
    const auto verdicts = judge(draft, world, now);
    if (const auto problems = problemsToMend(draft, verdicts, world); !problems.empty()) return problems.front().error;

    const auto& consumer = *world.account(draft.account);
    PlanBuilder plan(world);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (!verdicts[i].importable || !draft.items[i].use) continue;
        if (draft.keepFiles) keepToken(draft.items[i], verdicts[i], consumer, plan);
        plan.claims(draft.account).imports.push_back(verdicts[i].value);
        plan.add(AddImport{.account = draft.account, .value = verdicts[i].value, .role = verdicts[i].role});
    }
    if (plan.size() == 0) return Error{ErrorCode::PlanIsEmpty, consumer.name, ""};
    return plan.finish(now);
}

} // namespace gd
