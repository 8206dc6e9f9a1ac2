// SPDX-License-Identifier: Apache-2.0
#include "core/share/findings.h"

#include "core/share/share_finder.h"

#include <algorithm>
#include <iterator>

namespace gd {

namespace {

/// One place in the order of all rules.
struct Place {
    Rule ofAccount = nullptr;
    ShareRule ofOffers = nullptr, ofShares = nullptr;
    bool isByKey = false; ///< of shares: by the provider's key, else in the order of the shares
};

constexpr Place places[] = {
    {.ofAccount = ruleTokens},
    {.ofAccount = ruleTokenTooWide},
    {.ofAccount = ruleNamesDiffer},
    {.ofAccount = ruleLocalNamesDiffer},
    {.ofOffers = ruleSharesCross, .isByKey = true},
    {.ofShares = ruleSharesCross, .isByKey = true},
    {.ofOffers = ruleRowMissing},
    {.ofShares = ruleRowMissing},
    {.ofAccount = ruleAckIsStream},
    {.ofAccount = ruleDeliverIsService},
    {.ofAccount = ruleNextNotStream},
    {.ofAccount = ruleAckRenamed},
    {.ofAccount = ruleApiPrefix},
    {.ofAccount = rulePrefixUsedByOther},
    {.ofAccount = ruleRenameMismatch},
    {.ofAccount = ruleImportExists},
    {.ofAccount = ruleImportCollides},
    {.ofAccount = ruleLocalCaptured},
    {.ofAccount = ruleSubjectMalformed},
    {.ofAccount = ruleExportOverlaps},
    {.ofAccount = ruleExportTooBroad},
    {.ofAccount = ruleRevocationOnPublic},
    {.ofAccount = ruleLimits},
    {.ofAccount = ruleSelfSignedLimits},
    {.ofAccount = ruleOperatorSigned},
};

void note(PlacedFindings& placed, std::size_t rule, Findings& findings)
{
    for (auto& finding : findings)
        placed.push_back({rule, std::move(finding)});
    findings.clear();
}

} // namespace

PlacedFindings findInAccount(const Account& account, std::span<const ImportFact> facts, bool isManaged)
{
    PlacedFindings placed;
    Findings findings;
    for (std::size_t rule = 0; rule < std::size(places); ++rule) {
        if (!places[rule].ofAccount) continue;
        places[rule].ofAccount({.accounts = {&account, 1}, .facts = facts, .isManaged = isManaged}, findings);
        note(placed, rule, findings);
    }
    return placed;
}

PlacedFindings findInShares(std::span<const Share> offers, std::span<const Share> shares)
{
    PlacedFindings placed;
    Findings findings;
    for (std::size_t rule = 0; rule < std::size(places); ++rule) {
        if (places[rule].ofOffers) places[rule].ofOffers(offers, findings);
        if (places[rule].ofShares) places[rule].ofShares(shares, findings);
        note(placed, rule, findings);
    }
    return placed;
}

Findings inOrder(const Snapshot& world, const DerivedMemory& found)
{
    std::vector<Findings> byRule(std::size(places));
    for (const auto& account : world.accounts)
        if (const auto of = found.ofAccounts.find(account.key); of != found.ofAccounts.end())
            for (const auto& [rule, finding] : of->second)
                byRule[rule].push_back(finding);
    const auto add = [&](const PlacedFindings& ofProvider, bool isByKey) {
        for (const auto& [rule, finding] : ofProvider)
            if (places[rule].isByKey == isByKey) byRule[rule].push_back(finding);
    };
    std::vector<const std::pair<const std::string, PlacedFindings>*> providers;
    for (const auto& entry : found.ofProviders) { // by key
        add(entry.second, true);
        providers.push_back(&entry);
    }
    const ShareOrder order(world);
    std::ranges::stable_sort(providers, [&](const auto* one, const auto* other) {
        return order.isProviderBefore(one->first, other->first);
    });
    for (const auto* entry : providers)
        add(entry->second, false);
    Findings all;
    for (auto& findings : byRule)
        std::ranges::move(findings, std::back_inserter(all));
    ruleCycles(world, all);
    return all;
}

// Longer than functions are otherwise: one switch without a default makes the compiler ask for a missing name.
std::string_view findingCodeName(FindingCode code)
{
    switch (code) {
    case FindingCode::TokenMissing:
        return "token-missing";
    case FindingCode::TokenForOther:
        return "token-for-other";
    case FindingCode::TokenWrongKind:
        return "token-wrong-kind";
    case FindingCode::TokenUndecodable:
        return "token-undecodable";
    case FindingCode::TokenExpired:
        return "token-expired";
    case FindingCode::TokenNotYetValid:
        return "token-not-yet-valid";
    case FindingCode::TokenRevoked:
        return "token-revoked";
    case FindingCode::TokenNotTrusted:
        return "token-not-trusted";
    case FindingCode::TokenTooNarrow:
        return "token-too-narrow";
    case FindingCode::TokenTooWide:
        return "token-too-wide";
    case FindingCode::ExportMissing:
        return "export-missing";
    case FindingCode::NamesDiffer:
        return "names-differ";
    case FindingCode::AckRenamed:
        return "ack-renamed";
    case FindingCode::InfoUnprefixed:
        return "info-unprefixed";
    case FindingCode::PrefixReserved:
        return "prefix-reserved";
    case FindingCode::PrefixUsedByOther:
        return "prefix-used-by-other";
    case FindingCode::RowMissing:
        return "row-missing";
    case FindingCode::AckIsStream:
        return "ack-is-stream";
    case FindingCode::DeliverIsService:
        return "deliver-is-service";
    case FindingCode::NextNotStream:
        return "next-not-stream";
    case FindingCode::ExportOverlaps:
        return "export-overlaps";
    case FindingCode::ExportIsPublic:
        return "export-is-public";
    case FindingCode::ImportCollides:
        return "import-collides";
    case FindingCode::LocalNameShared:
        return "local-name-shared";
    case FindingCode::ImportCycle:
        return "import-cycle";
    case FindingCode::SubjectMalformed:
        return "subject-malformed";
    case FindingCode::ExportTooBroad:
        return "export-too-broad";
    case FindingCode::ImportExists:
        return "import-exists";
    case FindingCode::LocalCaptured:
        return "local-captured";
    case FindingCode::TooManyImports:
        return "too-many-imports";
    case FindingCode::TooManyExports:
        return "too-many-exports";
    case FindingCode::AccountTooLarge:
        return "account-too-large";
    case FindingCode::WildcardsNotAllowed:
        return "wildcards-not-allowed";
    case FindingCode::RenameMismatch:
        return "rename-mismatch";
    case FindingCode::FileUnreadable:
        return "file-unreadable";
    case FindingCode::NotOperatorSigned:
        return "not-operator-signed";
    case FindingCode::KeystoreOldLayout:
        return "keystore-old-layout";
    case FindingCode::NoKeyToSign:
        return "no-key-to-sign";
    case FindingCode::StrictNeedsSigningKey:
        return "strict-needs-signing-key";
    case FindingCode::SelfSignedLimits:
        return "self-signed-limits";
    case FindingCode::ImporterLosesProvider:
        return "importer-loses-provider";
    case FindingCode::UserLosesSigner:
        return "user-loses-signer";
    case FindingCode::TokenLosesSigner:
        return "token-loses-signer";
    case FindingCode::SigningKeyReturns:
        return "signing-key-returns";
    case FindingCode::RevocationsDropped:
        return "revocations-dropped";
    case FindingCode::RevocationsReturn:
        return "revocations-return";
    case FindingCode::RevocationOnPublic:
        return "revocation-on-public";
    case FindingCode::RevocationSpares:
        return "revocation-spares";
    case FindingCode::RevokedForAll:
        return "revoked-for-all";
    case FindingCode::OldTokensLive:
        return "old-tokens-live";
    case FindingCode::TokensLeft:
        return "tokens-left";
    case FindingCode::ExportMadePrivate:
        return "export-made-private";
    case FindingCode::SystemAccountGoes:
        return "system-account-goes";
    case FindingCode::SystemAccountJetStream:
        return "system-account-jetstream";
    case FindingCode::CredsMissing:
        return "creds-missing";
    case FindingCode::CredsOutdated:
        return "creds-outdated";
    }
    return "unknown";
}

} // namespace gd
