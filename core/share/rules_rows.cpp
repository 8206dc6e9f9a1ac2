// SPDX-License-Identifier: Apache-2.0
//
// Rules about the rows of one share: they must name the same stream and consumer, and be of the right kind.
#include "core/share/findings.h"
#include "core/share/row_role.h"

#include <algorithm>
#include <map>
#include <set>

namespace gd {

namespace {

struct NamedRow {
    std::string name{};
    std::string subject{};
};

/// Names against subjects. A name alone proves nothing, so it counts only if another row makes the same stream likely.
void compareNames(const std::string& account, const std::vector<NamedRow>& rows, Findings& findings)
{
    std::set<std::string> confirmed;
    for (const auto& row : rows) {
        const auto parts = partsOfGrantName(row.name);
        const auto role = roleOfSubject(row.subject);
        if (role.known()) confirmed.insert(role.stream);
        if (parts && !role.known()) confirmed.insert(parts->stream); // DELIVER: its subject cannot say otherwise
    }
    for (const auto& row : rows) {
        const auto parts = partsOfGrantName(row.name);
        const auto role = roleOfSubject(row.subject);
        if (!parts || !role.known() || parts->stream == role.stream) continue;
        if (parts->stream == role.stream + "-" + role.jsConsumer || !confirmed.contains(parts->stream)) continue;
        findings.push_back({Severity::Problem, FindingCode::NamesDiffer, account, row.subject, parts->stream});
    }
}

/// The local name of an API row must name the same stream and consumer as the provider's subject.
void compareLocal(const ImportFact& fact, Findings& findings)
{
    const auto role = roleOfSubject(remoteSubject(fact.import()));
    const auto& local = fact.import().localSubject;
    const auto api = local.find(".API.CONSUMER.");
    if (role.role != "INFO" || api == std::string::npos) return;
    const auto localRole = roleOfSubject("$JS" + local.substr(api));
    if (!localRole.known() || (localRole.stream == role.stream && localRole.jsConsumer == role.jsConsumer)) return;
    findings.push_back({Severity::Problem, FindingCode::NamesDiffer, fact.consumer->key, remoteSubject(fact.import()),
                        localRole.stream == role.stream ? localRole.jsConsumer : localRole.stream});
}

bool rolesOverlap(const Share& one, const Share& other)
{
    return std::ranges::any_of(one.rows, [&](const ShareRow& row) {
        return std::ranges::any_of(other.rows, [&](const ShareRow& otherRow) { return row.role == otherRow.role; });
    });
}

/// Two halves of one share: each has what the other lacks, and they differ in one of the two names.
void compareHalves(const Share& one, const Share& other, Findings& findings)
{
    if (one.recipe.empty() || one.recipe != other.recipe || one.jsConsumer.empty() || other.jsConsumer.empty()) return;
    const bool sameStream = one.stream == other.stream;
    if (sameStream == (one.jsConsumer == other.jsConsumer) || rolesOverlap(one, other)) return;
    const auto& account = other.consumer.empty() ? other.provider : other.consumer;
    findings.push_back({Severity::Problem, FindingCode::NamesDiffer, account, other.rows.front().grant.providerSubject,
                        sameStream ? one.jsConsumer : one.stream});
}

/// All pairs of shares between the same two accounts.
void compareShares(const std::vector<Share>& shares, Findings& findings)
{
    std::map<std::pair<std::string, std::string>, std::vector<const Share*>> groups;
    for (const auto& share : shares)
        if (!share.recipe.empty()) groups[{share.provider, share.consumer}].push_back(&share);
    for (const auto& [border, group] : groups)
        for (std::size_t i = 0; i < group.size(); ++i)
            for (std::size_t k = i + 1; k < group.size(); ++k)
                compareHalves(*group[i], *group[k], findings);
}

void missingOf(const Share& share, Findings& findings)
{
    const auto& rows = pushConsumerRecipe().rows;
    for (const auto& role : share.missingRoles) {
        const auto row = std::ranges::find(rows, role, &RecipeRow::role);
        // Whether a consumer acknowledges at all cannot be seen in an offer: look at it, no more.
        const bool sure = !share.consumer.empty() || row == rows.end() || row->need == RowNeed::Always;
        findings.push_back({sure ? Severity::Problem : Severity::Warning, FindingCode::RowMissing,
                            share.consumer.empty() ? share.provider : share.consumer, share.title, role});
    }
}

bool mustBeService(std::string_view subject)
{
    return subject.starts_with("$JS.ACK.") || subject.starts_with("$JS.FC.");
}

bool isDeliverName(std::string_view name)
{
    const auto parts = partsOfGrantName(name);
    return parts && parts->role == "DELIVER";
}

} // namespace

void ruleNamesDiffer(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.world.accounts) {
        std::vector<NamedRow> rows;
        for (const auto& offered : account.claims.exports)
            rows.push_back({offered.name, offered.subject});
        compareNames(account.key, rows, findings);
        std::map<std::string, std::vector<NamedRow>> byProvider;
        for (const auto& import : account.claims.imports)
            byProvider[import.account].push_back({import.name, remoteSubject(import)});
        for (const auto& [provider, imports] : byProvider)
            compareNames(account.key, imports, findings);
    }
    for (const auto& fact : input.facts)
        compareLocal(fact, findings);
}

void ruleSharesCross(const RuleInput& input, Findings& findings)
{
    compareShares(input.world.offers, findings);
    compareShares(input.world.shares, findings);
}

void ruleRowMissing(const RuleInput& input, Findings& findings)
{
    for (const auto& offer : input.world.offers)
        missingOf(offer, findings);
    for (const auto& share : input.world.shares)
        missingOf(share, findings);
}

void ruleAckIsStream(const RuleInput& input, Findings& findings)
{
    const auto look = [&](const std::string& account, const std::string& subject, ExportType type) {
        if (type == ExportType::Stream && mustBeService(subject))
            findings.push_back({Severity::Problem, FindingCode::AckIsStream, account, subject, ""});
    };
    for (const auto& account : input.world.accounts) {
        for (const auto& offered : account.claims.exports)
            look(account.key, offered.subject, offered.type);
        for (const auto& import : account.claims.imports)
            look(account.key, remoteSubject(import), import.type);
    }
}

void ruleDeliverIsService(const RuleInput& input, Findings& findings)
{
    const auto look = [&](const std::string& account, const std::string& name, const std::string& subject,
                          ExportType type) {
        if (type == ExportType::Service && isDeliverName(name) && !subject.starts_with("$JS."))
            findings.push_back({Severity::Problem, FindingCode::DeliverIsService, account, subject, ""});
    };
    for (const auto& account : input.world.accounts) {
        for (const auto& offered : account.claims.exports)
            look(account.key, offered.name, offered.subject, offered.type);
        for (const auto& import : account.claims.imports)
            look(account.key, import.name, remoteSubject(import), import.type);
    }
}

} // namespace gd
