// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/finding.h"
#include "core/share/grant.h"
#include "core/store/snapshot.h"

#include <memory>

namespace gd {

/// A reason why an import does not work now. `detail` is what findings of that code carry (see findings.h).
struct TrustProblem {
    FindingCode code{};
    Severity severity = Severity::Problem;
    std::string detail{};

    bool operator==(const TrustProblem&) const = default;
};

class ExportIndex;

/// What whoever judges many imports knows already.
struct KnownBefore {
    const ExportIndex* exports = nullptr;             ///< of the provider, if it is known here
    std::shared_ptr<const ActivationClaims> claims{}; ///< of exactly this token, verified
};

/// What an import is worth, from all that is known here.
struct Trust {
    std::shared_ptr<const ActivationClaims> claims{}; ///< of its token, if it has one that can be read; else null
    std::optional<std::size_t> exportIndex{};         ///< the provider's export that covers it
    std::vector<TrustProblem> problems{};             ///< all reasons, none if it works
};

/// The provider's own name of an imported subject: `to` of old service imports, else `subject`.
const std::string& remoteSubject(const Import& import);

/// The subject under which the consumer sees an import, old `to` imports included.
std::string localName(const Import& import);

/// The export of that type which covers a subject; the equal one if there are several.
std::optional<std::size_t> coveringExport(const AccountClaims& provider, ExportType type, std::string_view subject);

/// "Is this activation good for this import, now?" Public exports need none, but what a token says about target, kind
/// and subject must be right even there, since a server refuses the whole account otherwise. Exports with a place for
/// the importer's key ask for that key and for no token.
///
/// Whether a signing key may issue for the provider is taken from the provider's own token as it is now, never from
/// what the activation says (`issuer_account`).
///
/// @param consumer  key of the importing account.
/// @param provider  nullptr if it is not known here; what it alone could tell is not judged then.
/// @param now       seconds UTC; a token is expired in the second of its `exp`, as for servers.
/// @param known     what need not be found out once more.
/// @see   nats-server, checkActivation / isIssuerClaimTrusted / isRevoked
Trust judgeImport(const Import& import, const std::string& consumer, const Account* provider, UnixSeconds now,
                  const KnownBefore& known = {});

/// The grant state that a problem means.
GrantState stateOf(FindingCode code);

} // namespace gd
