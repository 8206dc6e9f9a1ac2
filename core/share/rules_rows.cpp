// SPDX-License-Identifier: Apache-2.0
//
// Rules about the rows of one share: they must name the same stream and consumer, and be of the right kind.
#include "core/share/draft_rows.h"
#include "core/share/findings.h"
#include "core/share/js_subjects.h"
#include "core/share/row_role.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

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

/// Which roles a share has, as bits; so few roles there are that they fit.
class RoleBits {
public:
    std::uint64_t of(const Share& share)
    {
        std::uint64_t bits = 0;
        for (const auto& row : share.rows)
            bits |= std::uint64_t{1} << (m_known.emplace(row.role, m_known.size()).first->second % 64);
        return bits;
    }

private:
    std::map<std::string_view, std::size_t> m_known{};
};

/// Halves of shares: those between the same accounts that have one name in common, by what they have of it.
using Halves =
    std::map<std::tuple<std::string_view, std::string_view>, std::map<std::uint64_t, std::vector<std::size_t>>>;
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// Nobody reads more, and a hostile token could ask for as many as there are pairs.
constexpr std::size_t mostPairsTold = 10'000;

/// Pairs that have the common name, differ in the other one, and of which none has a role of the other.
void addPairs(const std::vector<const Share*>& group, const Halves& halves, std::string Share::*otherName, Pairs& pairs)
{
    for (const auto& [common, byRoles] : halves)
        for (auto one = byRoles.begin(); one != byRoles.end(); ++one)
            for (auto other = std::next(one); other != byRoles.end(); ++other) {
                if ((one->first & other->first) != 0) continue;
                for (const auto i : one->second)
                    for (const auto k : other->second) {
                        if (pairs.size() >= mostPairsTold) return;
                        if (group[i]->*otherName != group[k]->*otherName)
                            pairs.emplace_back(std::min(i, k), std::max(i, k));
                    }
            }
}

/// Two halves of one share: each has what the other lacks, and they differ in one of the two names.
void compareGroup(const std::vector<const Share*>& group, Findings& findings)
{
    if (group.size() < 2) return;
    RoleBits bits;
    Halves byStream, byConsumer;
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto& share = *group[i];
        if (share.jsConsumer.empty()) continue;
        const auto roles = bits.of(share);
        byStream[{share.recipe, share.stream}][roles].push_back(i);
        byConsumer[{share.recipe, share.jsConsumer}][roles].push_back(i);
    }
    Pairs pairs;
    addPairs(group, byStream, &Share::jsConsumer, pairs);
    addPairs(group, byConsumer, &Share::stream, pairs);
    std::ranges::sort(pairs);
    for (const auto& [i, k] : pairs) {
        const auto &one = *group[i], &other = *group[k];
        findings.push_back(
            {Severity::Problem, FindingCode::NamesDiffer, other.consumer.empty() ? other.provider : other.consumer,
             other.rows.front().grant.providerSubject, one.stream == other.stream ? one.jsConsumer : one.stream});
    }
}

void missingOf(const Share& share, Findings& findings)
{
    const auto* recipe = recipeWithId(share.recipe);
    if (!recipe) return;
    const auto& rows = recipe->rows;
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
    for (const auto& account : input.accounts) {
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
}

void ruleLocalNamesDiffer(const RuleInput& input, Findings& findings)
{
    for (const auto& fact : input.facts)
        compareLocal(fact, findings);
}

void ruleSharesCross(std::span<const Share> shares, Findings& findings)
{
    std::map<std::pair<std::string_view, std::string_view>, std::vector<const Share*>> groups;
    for (const auto& share : shares)
        if (!share.recipe.empty()) groups[{share.provider, share.consumer}].push_back(&share);
    for (const auto& [border, group] : groups)
        compareGroup(group, findings);
}

void ruleRowMissing(std::span<const Share> shares, Findings& findings)
{
    for (const auto& share : shares)
        missingOf(share, findings);
}

void ruleAckIsStream(const RuleInput& input, Findings& findings)
{
    const auto look = [&](const std::string& account, const std::string& subject, ExportType type) {
        if (type == ExportType::Stream && mustBeService(subject))
            findings.push_back({Severity::Problem, FindingCode::AckIsStream, account, subject, ""});
    };
    for (const auto& account : input.accounts) {
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
    for (const auto& account : input.accounts) {
        for (const auto& offered : account.claims.exports)
            look(account.key, offered.name, offered.subject, offered.type);
        for (const auto& import : account.claims.imports)
            look(account.key, import.name, remoteSubject(import), import.type);
    }
}

void ruleNextNotStream(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts)
        for (const auto& offered : account.claims.exports) {
            const bool isOne = offered.responseType.empty() || offered.responseType == "Singleton";
            if (offered.type == ExportType::Service && isOne &&
                apiTail(offered.subject).starts_with(".API.CONSUMER.MSG.NEXT."))
                findings.push_back({Severity::Problem, FindingCode::NextNotStream, account.key, offered.subject,
                                    offered.responseType});
        }
}

} // namespace gd
