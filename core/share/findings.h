// SPDX-License-Identifier: Apache-2.0
//
// Rules over a snapshot. What a finding carries, by code (`subject` is the subject concerned if nothing is said):
//
//   TokenMissing, ExportMissing    detail: the provider's key
//   TokenForOther                  detail: the key for which the token was made
//   TokenWrongKind, TokenTooNarrow, TokenTooWide   detail: the subject that the token grants
//   NextNotStream                  detail: the response type; empty if none is said
//   ImportCycle                    detail: the provider's key
//   LocalNameShared                detail: the other subject
//   AccountTooLarge                subject: the bytes of its token; detail: how many servers take
//   StrictNeedsSigningKey, SelfSignedLimits   subject: the account's name
//   TokenExpired, TokenNotYetValid, TokenRevoked   detail: `exp`, `nbf`, time of the revocation, in seconds UTC
//   TokenNotTrusted                detail: the issuer's key
//   NamesDiffer                    detail: the stream or JetStream consumer name that the rest of the share has
//   AckRenamed, InfoUnprefixed, RenameMismatch     detail: the local subject
//   PrefixReserved                 subject: the local subject; detail: the prefix
//   PrefixUsedByOther              subject: the prefix; detail: the other provider's key
//   RowMissing                     subject: the share's title; detail: the role
//   ExportOverlaps, ImportCollides, ImportExists, LocalCaptured   detail: the other subject (LocalCaptured: of the
//   import
//                                  that feeds the same local subject; `subject` is the local one)
//   ExportIsPublic                 detail: "public" or "private", what the existing export is
//   TooManyImports, TooManyExports subject: how many there are; detail: how many are allowed
//   NotOperatorSigned              subject: the account's name; detail: the issuer's key
//   KeystoreOldLayout              subject: the keystore; detail: the first file that lies in a wrong place
//   NoKeyToSign                    subject: the account's name
//   ImporterLosesProvider          detail: the provider's key
//   UserLosesSigner                subject: the user's name; detail: the key
//   TokenLosesSigner               detail: the key
//   SigningKeyReturns              detail: the key
//   RevocationsDropped             subject: that of the export, or empty for users; detail: how many there are
//   RevocationsReturn              likewise
//   RevocationOnPublic             detail: how many revocations there are
//   RevocationSpares, TokensLeft   detail: the consumer's key
//   RevokedForAll, OldTokensLive   subject: the share's title; detail: the consumer's key, or `*`
//   SystemAccountGoes, SystemAccountJetStream   subject: the account's name
//   CredsMissing, CredsOutdated    subject: the user's name; detail: the creds file
#pragma once

#include "core/share/import_facts.h"

#include <functional>
#include <span>

namespace gd {

/// What a rule about accounts looks at.
struct RuleInput {
    std::span<const Account> accounts;
    std::span<const ImportFact> facts; ///< all imports of those accounts, in their order
    /// Rules about pairs of imports tell only of pairs with an import at or behind this index. For judging one more
    /// import in an account that was judged before: a walk over all pairs per token would make many tokens slow.
    std::size_t pairsFrom = 0;
    bool isManaged = false; ///< the store: accounts may wait for their operator
};

using Findings = std::vector<Finding>;
using Rule = void (*)(const RuleInput&, Findings&);
/// Some rules look at shares, or at offers, instead.
using ShareRule = void (*)(std::span<const Share>, Findings&);

/// Applies all rules about accounts, or about shares, and notes each finding with the place of its rule.
PlacedFindings findInAccount(const Account& account, std::span<const ImportFact> facts, bool isManaged);
PlacedFindings findInShares(std::span<const Share> offers, std::span<const Share> shares);

/// Everything that was found, in the order of the rules; of each rule by account, or by provider.
Findings inOrder(const Snapshot& world, const DerivedMemory& found);

// core/share/rules_tokens.cpp
/// What trustOf() found wrong with the token of an import.
void ruleTokens(const RuleInput& input, Findings& findings);
/// A token that grants more than its import asks for: what is not imported today can be imported with it tomorrow, and
/// servers up to 2.9 end the wrong import when it expires.
void ruleTokenTooWide(const RuleInput& input, Findings& findings);

// core/share/rules_rows.cpp
/// A row whose name tells another stream or consumer than its subject does.
void ruleNamesDiffer(const RuleInput& input, Findings& findings);
/// The same for local subjects.
void ruleLocalNamesDiffer(const RuleInput& input, Findings& findings);
/// Two halves between the same accounts that look like one share with a stream or consumer name mistyped.
void ruleSharesCross(std::span<const Share> shares, Findings& findings);
/// A share lacks a row without which it cannot work.
void ruleRowMissing(std::span<const Share> shares, Findings& findings);
/// Acknowledgements are answered: their row must be a service.
void ruleAckIsStream(const RuleInput& input, Findings& findings);
/// Delivered messages are not asked for: their row must be a message feed.
void ruleDeliverIsService(const RuleInput& input, Findings& findings);
/// A batch is answered by many messages, which a service with one answer cuts off behind the first.
void ruleNextNotStream(const RuleInput& input, Findings& findings);

// core/share/rules_imports.cpp
/// A client answers on the subject that the message names, so the ACK row must keep it.
void ruleAckRenamed(const RuleInput& input, Findings& findings);
/// The API of another account needs a prefix of its own, which must not begin with `$`.
void ruleApiPrefix(const RuleInput& input, Findings& findings);
/// Two providers must not share one API prefix in a consumer account.
void rulePrefixUsedByOther(const RuleInput& input, Findings& findings);
/// A local subject needs the wildcards of the subject, see renameFits().
void ruleRenameMismatch(const RuleInput& input, Findings& findings);
/// The same import twice.
void ruleImportExists(const RuleInput& input, Findings& findings);
/// Two services imported under overlapping local subjects, which servers refuse; of two providers only the older ones.
void ruleImportCollides(const RuleInput& input, Findings& findings);
/// Two message feeds, or a feed and a service, that end on overlapping local subjects: what arrives by one is taken for
/// the other.
void ruleLocalCaptured(const RuleInput& input, Findings& findings);

// core/share/rules_accounts.cpp
/// An export lies within another one of its kind, which servers refuse.
void ruleExportOverlaps(const RuleInput& input, Findings& findings);
/// More exports, imports or wildcards than the account is allowed.
void ruleLimits(const RuleInput& input, Findings& findings);
/// A public export with revocations, which do nothing there.
void ruleRevocationOnPublic(const RuleInput& input, Findings& findings);
/// Subjects that no message can have, such as `a.>.b`.
void ruleSubjectMalformed(const RuleInput& input, Findings& findings);
/// Exports that open a whole account, its JetStream or everybody's inboxes.
void ruleExportTooBroad(const RuleInput& input, Findings& findings);
/// Limits in an account that no operator has signed, where they mean nothing.
void ruleSelfSignedLimits(const RuleInput& input, Findings& findings);
/// The account token is signed by its operator or one of its signing keys.
void ruleOperatorSigned(const RuleInput& input, Findings& findings);

// core/share/rules_cycles.cpp
/// Imports that lead back to their importer; servers leave one of them out. Looks at the whole world: a cycle may pass
/// through accounts that are neither provider nor consumer of the import.
void ruleCycles(const Snapshot& world, Findings& findings);

/// Claims of an account by its key, or null.
using ClaimsOf = std::function<const AccountClaims*(const std::string&)>;
/// The same for the imports of one account.
/// @see nats-server, serviceImportFormsCycle / streamImportFormsCycle
void findCyclesOf(const std::string& account, const ClaimsOf& claimsOf, Findings& findings);

/// Whether a rename fits: the same open end, and as many wildcards and references as the subject has wildcards.
/// @see the reference library's checks of `local_subject`
bool renameFits(const std::string& subject, const std::string& localSubject);

} // namespace gd
