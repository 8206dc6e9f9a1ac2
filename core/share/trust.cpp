// SPDX-License-Identifier: Apache-2.0
#include "core/share/trust.h"

#include "core/jwt/token.h"
#include "core/jwt/who_signed.h"
#include "core/share/export_index.h"
#include "core/subject/subject.h"

namespace gd {

namespace {

void judgeContent(const Import& import, const std::string& consumer, const ActivationClaims& claims,
                  std::vector<TrustProblem>& problems)
{
    if (claims.header.subject != consumer)
        problems.push_back({FindingCode::TokenForOther, Severity::Blocks, claims.header.subject});
    if (claims.provider() != import.account)
        problems.push_back({FindingCode::TokenNotTrusted, Severity::Blocks, claims.header.issuer});
    if (claims.kind != import.type)
        problems.push_back({FindingCode::TokenWrongKind, Severity::Blocks, claims.grantedSubject});
    if (!subjectContained(remoteSubject(import), claims.grantedSubject))
        problems.push_back({FindingCode::TokenTooNarrow, Severity::Blocks, claims.grantedSubject});
}

void judgeTimes(const ActivationClaims& claims, UnixSeconds now, std::vector<TrustProblem>& problems)
{
    if (claims.header.expires > 0 && claims.header.expires <= now)
        problems.push_back({FindingCode::TokenExpired, Severity::Problem, std::to_string(claims.header.expires)});
    if (claims.header.notBefore > now)
        problems.push_back({FindingCode::TokenNotYetValid, Severity::Problem, std::to_string(claims.header.notBefore)});
}

void judgeIssuer(const Account& provider, const Export* covering, const ActivationClaims& claims,
                 std::vector<TrustProblem>& problems)
{
    const auto& issuer = claims.header.issuer;
    if (claims.provider() == provider.key && issuer != provider.key && !accountSigned(provider.claims, claims))
        problems.push_back({FindingCode::TokenNotTrusted, Severity::Problem, issuer});
    if (!covering) return;
    for (const auto& who : {std::string("*"), claims.header.subject}) {
        // Revoked is what was issued up to and including that second.
        const auto entry = covering->revocations.find(who);
        if (entry == covering->revocations.end() || entry->second < claims.header.issuedAt) continue;
        problems.push_back({FindingCode::TokenRevoked, Severity::Problem, std::to_string(entry->second)});
        return;
    }
}

/// Exports with a place for the importer's key ask for nothing else, and servers look at it before anything else.
bool isForConsumer(const Export& offered, const std::string& subject, const std::string& consumer)
{
    const auto tokens = subjectTokens(subject);
    return offered.accountTokenPosition <= tokens.size() && tokens[offered.accountTokenPosition - 1] == consumer;
}

} // namespace

const std::string& remoteSubject(const Import& import)
{
    return import.type == ExportType::Service && !import.to.empty() ? import.to : import.subject;
}

std::string localName(const Import& import)
{
    if (!import.localSubject.empty()) return import.localSubject;
    if (import.type == ExportType::Stream && !import.to.empty()) return import.to + "." + import.subject;
    return import.subject;
}

std::optional<std::size_t> coveringExport(const AccountClaims& provider, ExportType type, std::string_view subject)
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < provider.exports.size(); ++i) {
        const auto& offered = provider.exports[i];
        if (offered.type != type) continue;
        if (offered.subject == subject) return i;
        if (!found && subjectContained(subject, offered.subject)) found = i;
    }
    return found;
}

namespace {

std::optional<std::size_t> covering(const Account& provider, const KnownBefore& known, ExportType type,
                                    const std::string& subject)
{
    return known.exports ? known.exports->covering(type, subject) : coveringExport(provider.claims, type, subject);
}

/// Why no export covers an import. What is offered as the other kind is there; the token is what does not go with it.
TrustProblem notCovered(const Import& import, const Account& provider, const KnownBefore& known)
{
    const auto otherKind = import.type == ExportType::Stream ? ExportType::Service : ExportType::Stream;
    if (!import.token.empty() && covering(provider, known, otherKind, remoteSubject(import)))
        return {FindingCode::TokenWrongKind, Severity::Problem, remoteSubject(import)};
    return {FindingCode::ExportMissing, Severity::Problem, provider.key};
}

} // namespace

Trust judgeImport(const Import& import, const std::string& consumer, const Account* provider, UnixSeconds now,
                  const KnownBefore& known)
{
    Trust trust;
    auto& problems = trust.problems;
    if (provider) {
        trust.exportIndex = covering(*provider, known, import.type, remoteSubject(import));
        if (!trust.exportIndex) problems.push_back(notCovered(import, *provider, known));
    }
    const Export* covering = trust.exportIndex ? &provider->claims.exports[*trust.exportIndex] : nullptr;
    const bool byPlace = covering && covering->accountTokenPosition > 0;
    if (byPlace && !isForConsumer(*covering, remoteSubject(import), consumer))
        problems.push_back({FindingCode::ExportMissing, Severity::Problem, provider->key});
    const bool needsToken = covering && covering->tokenRequired && !byPlace;
    if (import.token.empty()) {
        if (needsToken) problems.push_back({FindingCode::TokenMissing, Severity::Problem, import.account});
        return trust;
    }
    trust.claims = known.claims;
    if (!trust.claims) {
        auto claims = decodeActivation(import.token);
        if (!claims) {
            problems.push_back({FindingCode::TokenUndecodable, Severity::Blocks, ""});
            return trust;
        }
        trust.claims = std::make_shared<const ActivationClaims>(std::move(*claims));
    }
    judgeContent(import, consumer, *trust.claims, problems);
    if (covering && !needsToken) return trust; // a public export asks for no token, however bad it is
    judgeTimes(*trust.claims, now, problems);
    if (provider) judgeIssuer(*provider, covering, *trust.claims, problems);
    return trust;
}

GrantState stateOf(FindingCode code)
{
    switch (code) { // all that judgeImport gives
    case FindingCode::TokenMissing:
        return GrantState::TokenMissing;
    case FindingCode::TokenForOther:
        return GrantState::TokenForOther;
    case FindingCode::TokenWrongKind:
        return GrantState::TokenWrongKind;
    case FindingCode::TokenUndecodable:
        return GrantState::TokenUndecodable;
    case FindingCode::TokenExpired:
        return GrantState::TokenExpired;
    case FindingCode::TokenNotYetValid:
        return GrantState::TokenNotYetValid;
    case FindingCode::TokenRevoked:
        return GrantState::TokenRevoked;
    case FindingCode::TokenNotTrusted:
        return GrantState::TokenNotTrusted;
    case FindingCode::TokenTooNarrow:
        return GrantState::TokenTooNarrow;
    case FindingCode::ExportMissing:
        return GrantState::ExportMissing;
    case FindingCode::NamesDiffer:
    case FindingCode::TokenTooWide:
    case FindingCode::AckRenamed:
    case FindingCode::InfoUnprefixed:
    case FindingCode::PrefixReserved:
    case FindingCode::PrefixUsedByOther:
    case FindingCode::RowMissing:
    case FindingCode::AckIsStream:
    case FindingCode::DeliverIsService:
    case FindingCode::NextNotStream:
    case FindingCode::ExportOverlaps:
    case FindingCode::ExportIsPublic:
    case FindingCode::ImportCollides:
    case FindingCode::LocalNameShared:
    case FindingCode::ImportCycle:
    case FindingCode::SubjectMalformed:
    case FindingCode::ExportTooBroad:
    case FindingCode::ImportExists:
    case FindingCode::LocalCaptured:
    case FindingCode::TooManyImports:
    case FindingCode::TooManyExports:
    case FindingCode::AccountTooLarge:
    case FindingCode::WildcardsNotAllowed:
    case FindingCode::RenameMismatch:
    case FindingCode::FileUnreadable:
    case FindingCode::NotOperatorSigned:
    case FindingCode::KeystoreOldLayout:
    case FindingCode::NoKeyToSign:
    case FindingCode::StrictNeedsSigningKey:
    case FindingCode::SelfSignedLimits:
    case FindingCode::ImporterLosesProvider:
    case FindingCode::UserLosesSigner:
    case FindingCode::TokenLosesSigner:
    case FindingCode::SigningKeyReturns:
    case FindingCode::RevocationsDropped:
    case FindingCode::RevocationsReturn:
    case FindingCode::RevocationOnPublic:
    case FindingCode::RevocationSpares:
    case FindingCode::RevokedForAll:
    case FindingCode::OldTokensLive:
    case FindingCode::TokensLeft:
    case FindingCode::ExportMadePrivate:
    case FindingCode::SystemAccountGoes:
    case FindingCode::SystemAccountJetStream:
    case FindingCode::CredsMissing:
    case FindingCode::CredsOutdated:
        break;
    }
    return GrantState::Active;
}

} // namespace gd
