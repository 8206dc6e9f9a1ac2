// SPDX-License-Identifier: Apache-2.0
//
// What becomes of shares once they are there: renewed, revoked, let in again, removed; always all rows of a share
// together. Shares are named by their ids in Snapshot::shares; one that is not there any more is PlanOutdated, and
// PlanIsEmpty means that nothing would be different.
#pragma once

#include "core/share/planner.h"

namespace gd {

/// Shares whose tokens have ended or end before a time, for "everything that ends within 30 days"; not those that are
/// revoked.
std::vector<std::string> sharesEndingBefore(const Snapshot& world, UnixSeconds when);

/// New tokens in place of the old ones, as wide as what is imported.
struct RenewDraft {
    std::vector<std::string> shares{};
    Validity validity{};

    bool operator==(const RenewDraft&) const = default;

    /// Fields: validityStart, validityEnd.
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

/// Issues the tokens as files, and puts them into the imports where the consumer is an account of this store; for
/// others the files are to be handed over. Public rows need none.
Result<SharePlan> planRenewal(const RenewDraft& draft, const Snapshot& world, UnixSeconds now);

/// Nobody can use the shares any more with a token that was issued until then.
struct RevokeDraft {
    std::vector<std::string> shares{};
    bool everybody = false; ///< all that have a token for the same exports, not only the consumers of these shares
    UnixSeconds until = 0;  ///< tokens issued up to that second; 0, or later than now: now
    /// A public export becomes private, and its other importers of this store get tokens for it, without an end.
    bool makePrivate = true;

    bool operator==(const RevokeDraft&) const = default;
};

/// Messages stop before their acknowledgements do; otherwise they would be delivered again and again. Findings: which
/// tokens are spared, who else loses something, and public exports that stay public, which blocks
/// (RevocationOnPublic).
Result<SharePlan> planRevocation(const RevokeDraft& draft, const Snapshot& world, UnixSeconds now);

/// Revocations are taken back, so that the tokens from before are valid again. For new tokens only, see planRenewal().
struct LetInDraft {
    std::vector<std::string> shares{};
    bool everybody = false; ///< the revocations for everybody (`*`) too

    bool operator==(const LetInDraft&) const = default;
};

Result<SharePlan> planLetIn(const LetInDraft& draft, const Snapshot& world, UnixSeconds now);

/// The shares go: imports, and what nobody else uses of the exports.
struct RemoveDraft {
    std::vector<std::string> shares{};
    bool exportsToo = true; ///< exports go if no other share uses them
    bool revokeToo = true;  ///< where the export stays, the tokens of the consumer are revoked

    bool operator==(const RemoveDraft&) const = default;
};

Result<SharePlan> planRemoval(const RemoveDraft& draft, const Snapshot& world, UnixSeconds now);

/// Nobody is offered any more what the provider exports as `offer`, an id of Snapshot::offers: all its exports go.
/// Findings tell which importers lose it.
Result<SharePlan> planWithdrawal(const std::string& offer, const Snapshot& world, UnixSeconds now);

} // namespace gd
