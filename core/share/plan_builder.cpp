// SPDX-License-Identifier: Apache-2.0
#include "core/share/plan_builder.h"

#include "core/share/plan_findings.h"

#include <algorithm>

namespace gd {

PlanBuilder::PlanBuilder(const Snapshot& world) : m_world(world)
{
    m_plan.base = world.revision;
}

AccountClaims& PlanBuilder::claims(const std::string& key)
{
    for (auto& account : m_plan.accounts)
        if (account.account == key) return *account.after;
    const auto& now = m_world.account(key)->claims;
    m_plan.accounts.push_back({key, now, now});
    return *m_plan.accounts.back().after;
}

const AccountClaims& PlanBuilder::look(const std::string& key) const
{
    for (const auto& account : m_plan.accounts)
        if (account.account == key) return *account.after;
    return m_world.account(key)->claims;
}

TokenFileNames& PlanBuilder::fileNames()
{
    if (!m_fileNames) m_fileNames.emplace(m_world);
    return *m_fileNames;
}

std::size_t PlanBuilder::issue(IssueToken token, const RowRole& role)
{
    const auto name = nameInFiles(token.target, m_world);
    token.role = role.role;
    token.fileName = role.known() ? fileNames().forRole(role, name) : fileNames().forOther("", token.subject, name);
    add(std::move(token));
    return size() - 1;
}

void PlanBuilder::add(Finding finding)
{
    if (std::ranges::find(m_plan.findings, finding) == m_plan.findings.end())
        m_plan.findings.push_back(std::move(finding));
}

SharePlan PlanBuilder::finish(UnixSeconds now)
{
    // The order in which tokens are written, so that before and after can be laid side by side.
    for (auto& account : m_plan.accounts) {
        std::ranges::stable_sort(account.after->exports, {}, &Export::subject);
        std::ranges::stable_sort(account.after->imports, {}, &Import::subject);
    }
    for (auto& finding : planFindings(m_plan, m_world, now))
        add(std::move(finding));
    return std::move(m_plan);
}

SharePlan PlanBuilder::finishWithImporters(UnixSeconds now)
{
    auto plan = finish(now);
    for (auto& finding : importerFindings(plan, m_world, now))
        plan.findings.push_back(std::move(finding));
    return plan;
}

} // namespace gd
