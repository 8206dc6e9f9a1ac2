// SPDX-License-Identifier: Apache-2.0
//
// Rules over a snapshot. What a finding carries, by code (`subject` is the subject concerned if nothing is said):
//
//   TokenMissing, ExportMissing    detail: the provider's key
//   TokenForOther                  detail: the key for which the token was made
//   TokenWrongKind, TokenTooNarrow detail: the subject that the token grants
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
//   NoKeyToSign                    subject: the account's name
#pragma once

#include "core/share/import_facts.h"

namespace gd {

/// What a rule looks at. Offers and shares of the world are derived already.
struct RuleInput {
    const Snapshot& world;
    const std::vector<ImportFact>& facts;
    /// Rules about pairs of imports tell only of pairs with an import at or behind this index. For judging one more
    /// import in an account that was judged before: a walk over all pairs per token would make many tokens slow.
    std::size_t pairsFrom = 0;
};

using Findings = std::vector<Finding>;
using Rule = void (*)(const RuleInput&, Findings&);

/// Every rule over a world, in the order of the rules, then of the accounts.
Findings findAll(const Snapshot& world, const std::vector<ImportFact>& facts);

// core/share/rules_tokens.cpp
void ruleTokens(const RuleInput& input, Findings& findings);

// core/share/rules_rows.cpp
void ruleNamesDiffer(const RuleInput& input, Findings& findings);
void ruleSharesCross(const RuleInput& input, Findings& findings);
void ruleRowMissing(const RuleInput& input, Findings& findings);
void ruleAckIsStream(const RuleInput& input, Findings& findings);
void ruleDeliverIsService(const RuleInput& input, Findings& findings);

// core/share/rules_imports.cpp
void ruleAckRenamed(const RuleInput& input, Findings& findings);
void ruleApiPrefix(const RuleInput& input, Findings& findings);
void rulePrefixUsedByOther(const RuleInput& input, Findings& findings);
void ruleRenameMismatch(const RuleInput& input, Findings& findings);
void ruleImportExists(const RuleInput& input, Findings& findings);
void ruleImportCollides(const RuleInput& input, Findings& findings);
void ruleLocalCaptured(const RuleInput& input, Findings& findings);

// core/share/rules_accounts.cpp
void ruleExportOverlaps(const RuleInput& input, Findings& findings);
void ruleLimits(const RuleInput& input, Findings& findings);
void ruleOperatorSigned(const RuleInput& input, Findings& findings);

/// Whether a rename fits: the same open end, and as many wildcards and references as the subject has wildcards.
/// @see the reference library's checks of `local_subject`
bool renameFits(const std::string& subject, const std::string& localSubject);

} // namespace gd
