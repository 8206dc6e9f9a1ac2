// SPDX-License-Identifier: Apache-2.0
//
// What becomes of the items of an import wizard or a drop: which part of which share each is, what would be written,
// and what speaks against it.
#include "core/jwt/token.h"
#include "core/nkeys/public_key.h"
#include "core/share/draft_rows.h"
#include "core/share/field_rules.h"
#include "core/share/findings.h"
#include "core/share/js_subjects.h"
#include "core/share/plan_findings.h"
#include "core/share/row_role.h"
#include "core/share/share_draft.h"
#include "core/subject/subject.h"

#include <algorithm>
#include <map>

namespace gd {

namespace {

/// An item, read.
struct Item {
    std::optional<ActivationClaims> claims{};
    std::string provider{};
    const Account* providerAccount = nullptr;
    RolePiece piece{};
};

/// The role that the provider's own exports give a subject; the surest source, because it is no guess.
RowRole roleInOffers(const Snapshot& world, const std::string& provider, ExportType type, const std::string& subject)
{
    for (const auto& offer : world.offers) {
        if (offer.provider != provider || offer.recipe.empty()) continue;
        for (const auto& row : offer.rows)
            if (row.grant.type == type && row.grant.providerSubject == subject)
                return {offer.recipe, row.role, offer.stream, offer.jsConsumer};
    }
    return {};
}

bool offersDeliver(const Snapshot& world, const std::string& provider, const std::string& stream,
                   const std::string& jsConsumer)
{
    return std::ranges::any_of(world.offers, [&](const Share& offer) {
        return offer.provider == provider && offer.stream == stream && offer.jsConsumer == jsConsumer &&
               std::ranges::any_of(offer.rows, [](const ShareRow& row) { return row.role == "DELIVER"; });
    });
}

Item readItem(const AcceptItem& item, const Snapshot& world)
{
    Item read;
    if (item.token.empty()) {
        read.provider = item.provider;
        read.piece = {.subject = item.subject, .type = item.type};
    } else if (auto claims = decodeActivation(item.token)) {
        read.provider = claims->provider();
        read.piece = {.name = claims->header.name, .subject = claims->grantedSubject, .type = claims->kind};
        read.claims = std::move(*claims);
    } else {
        return read;
    }
    if (const auto parts = partsOfFileName(item.sourceName)) read.piece.name = grantName(parts->stream, parts->role);
    if (!item.name.empty()) read.piece.name = item.name;
    read.providerAccount = world.account(read.provider);
    read.piece.role = roleInOffers(world, read.provider, read.piece.type, read.piece.subject);
    return read;
}

/// Items of one provider are looked at together: siblings tell to which consumer a deliver subject belongs.
void assignItemRoles(std::vector<Item>& items, const Snapshot& world)
{
    std::map<std::string, std::vector<std::size_t>> byProvider;
    for (std::size_t i = 0; i < items.size(); ++i)
        byProvider[items[i].provider].push_back(i);
    for (const auto& entry : byProvider) {
        const auto& provider = entry.first; // no structured binding: clang 14 cannot capture one
        const auto& indexes = entry.second;
        std::vector<RolePiece> pieces;
        pieces.reserve(indexes.size());
        for (const auto i : indexes)
            pieces.push_back(items[i].piece);
        assignRoles(pieces);
        assignLoneFeed(pieces, [&](const std::string& stream, const std::string& jsConsumer) {
            return !offersDeliver(world, provider, stream, jsConsumer);
        });
        for (std::size_t k = 0; k < indexes.size(); ++k)
            items[indexes[k]].piece.role = pieces[k].role;
    }
}

std::string suggestedLocalOf(const Item& item, const std::string& prefix)
{
    const auto& subject = item.piece.subject;
    if (item.piece.type == ExportType::Stream)
        return item.piece.role.role == "DELIVER" || item.piece.role.role.empty() ? suggestedLocal(subject) : subject;
    if (const auto tail = apiTail(subject); !tail.empty()) return prefix + std::string(tail);
    if (subject.starts_with("$KV.")) return prefix + ".API." + subject; // as clients with a prefix name it
    return subject;
}

std::string prefixFor(const AcceptDraft& draft, const Item& item)
{
    if (!draft.prefix.empty()) return draft.prefix;
    Account unknown;
    unknown.key = item.provider;
    return suggestedPrefix(item.providerAccount ? *item.providerAccount : unknown);
}

Import importOfItem(const AcceptDraft& draft, const AcceptItem& wish, const Item& item, const AccountClaims& consumer)
{
    const auto& role = item.piece.role;
    auto name = wish.name;
    if (name.empty() && role.known()) name = freeGrantName(role, importNames(consumer));
    if (name.empty() && item.claims) name = item.claims->header.name;
    if (name.empty()) name = item.piece.subject;
    const auto local = wish.localSubject.empty() ? suggestedLocalOf(item, prefixFor(draft, item)) : wish.localSubject;
    auto import = importOf(name, item.provider, item.piece.type, item.piece.subject, local);
    import.token = wish.token;
    return import;
}

/// The rules that a single new import can break, over the consumer alone; no token is verified for them. Rules about
/// pairs look at the last import only.
struct LocalFindings {
    Findings ofImports{};
    Findings ofLastPair{};
};

LocalFindings localFindings(const Account& consumer)
{
    std::vector<ImportFact> facts;
    for (std::size_t i = 0; i < consumer.claims.imports.size(); ++i)
        facts.push_back({&consumer, nullptr, i, {}});
    LocalFindings findings;
    for (const auto rule :
         {ruleImportExists, ruleNamesDiffer, ruleLocalNamesDiffer, ruleAckIsStream, ruleDeliverIsService,
          ruleAckRenamed, ruleApiPrefix, rulePrefixUsedByOther, ruleRenameMismatch})
        rule({{&consumer, 1}, facts}, findings.ofImports);
    if (facts.empty()) return findings;
    for (const auto rule : {ruleImportCollides, ruleLocalCaptured})
        rule({{&consumer, 1}, facts, facts.size() - 1}, findings.ofLastPair);
    return findings;
}

Findings tokenFindings(const Import& import, const Account& consumer, const Account* provider, UnixSeconds now)
{
    Findings findings;
    for (const auto& problem : judgeImport(import, consumer.key, provider, now).problems)
        findings.push_back({problem.severity, problem.code, consumer.key, import.subject, problem.detail});
    if (import.account == consumer.key) // no code of its own: an account grants nothing to itself
        findings.push_back(
            {Severity::Blocks, FindingCode::TokenNotTrusted, consumer.key, import.subject, consumer.key});
    return findings;
}

/// A token may grant a text that is no subject, for an issuer that is no account, and still contain and trust itself; a
/// server would refuse the whole account that imports it.
std::optional<Finding> unusable(const Import& import, const std::string& consumer)
{
    if (checkSubject(import.subject) && isPublicKey(import.account, KeyKind::Account)) return {};
    const auto code = import.token.empty() ? FindingCode::ExportMissing : FindingCode::TokenUndecodable;
    return Finding{Severity::Blocks, code, consumer, import.subject, import.token.empty() ? import.account : ""};
}

/// Whether a finding keeps an item out: it blocks, or the token is of no use now or later.
bool keepsOut(const Finding& finding)
{
    if (finding.severity == Severity::Blocks) return true;
    static constexpr FindingCode useless[] = {FindingCode::TokenExpired, FindingCode::TokenRevoked,
                                              FindingCode::TokenNotTrusted, FindingCode::TokenMissing,
                                              FindingCode::TokenWrongKind};
    return std::ranges::find(useless, finding.code) != std::end(useless);
}

/// What was typed for an item and cannot be written: its name here, or the prefix that becomes a part of it.
std::optional<FieldProblem> typedProblem(const AcceptItem& wish, const Import& value, std::size_t index)
{
    if (auto error = localFieldError(value.localSubject)) return FieldProblem{"localSubject", index, std::move(*error)};
    if (auto error = labelFieldError(wish.name)) return FieldProblem{"name", index, std::move(*error)};
    return std::nullopt;
}

/// Judges the items one after the other, each in an account that holds those before it.
class Judge {
public:
    Judge(const AcceptDraft& draft, const Account& consumer, UnixSeconds now)
        : m_draft(draft), m_consumer(consumer), m_now(now), m_known(localFindings(consumer).ofImports)
    {}

    AcceptVerdict judge(const AcceptItem& wish, const Item& item, std::size_t index)
    {
        AcceptVerdict verdict{.role = item.piece.role.role, .claims = item.claims};
        verdict.shareTitle = item.piece.role.jsConsumer.empty() ? item.piece.role.stream : item.piece.role.jsConsumer;
        if (!wish.token.empty() && !item.claims) {
            verdict.findings.push_back(
                {Severity::Blocks, FindingCode::TokenUndecodable, m_consumer.key, wish.sourceName, ""});
            return verdict;
        }
        if (item.provider.empty() || item.piece.subject.empty()) return verdict; // a public export not yet filled in
        verdict.value = importOfItem(m_draft, wish, item, m_consumer.claims);
        if (auto finding = unusable(verdict.value, m_consumer.key)) {
            verdict.findings.push_back(std::move(*finding));
            return verdict;
        }
        verdict.findings = tokenFindings(verdict.value, m_consumer, item.providerAccount, m_now);
        if (std::ranges::none_of(verdict.findings, keepsOut)) verdict.typed = typedProblem(wish, verdict.value, index);
        if (verdict.typed) return verdict; // the rules on local names are for subjects

        m_consumer.claims.imports.push_back(verdict.value);
        auto found = localFindings(m_consumer);
        for (auto& finding : newFindings(found.ofImports, m_known))
            verdict.findings.push_back(std::move(finding));
        for (auto& finding : newFindings(found.ofLastPair, {}))
            verdict.findings.push_back(std::move(finding));
        verdict.importable = std::ranges::none_of(verdict.findings, keepsOut);
        if (verdict.importable && wish.use)
            m_known = std::move(found.ofImports);
        else
            m_consumer.claims.imports.pop_back();
        return verdict;
    }

private:
    const AcceptDraft& m_draft;
    Account m_consumer;
    UnixSeconds m_now;
    Findings m_known;
};

} // namespace

std::vector<AcceptVerdict> judge(const AcceptDraft& draft, const Snapshot& world, UnixSeconds now)
{
    const auto* consumer = world.account(draft.account);
    if (!consumer) return std::vector<AcceptVerdict>(draft.items.size());
    std::vector<Item> items;
    for (const auto& item : draft.items)
        items.push_back(readItem(item, world));
    assignItemRoles(items, world);

    Judge judge(draft, *consumer, now);
    std::vector<AcceptVerdict> verdicts;
    for (std::size_t i = 0; i < items.size(); ++i)
        verdicts.push_back(judge.judge(draft.items[i], items[i], i));
    return verdicts;
}

} // namespace gd
