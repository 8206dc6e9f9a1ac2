// SPDX-License-Identifier: Apache-2.0
//
// How a wish becomes changes: pure functions of a draft and a snapshot. A plan is right, but unsigned.
#pragma once

#include "core/base/result.h"
#include "core/share/share_draft.h"

namespace gd {

/// An account before and after a plan. `after` has no fresh issue time, id or tokens of this plan yet. Its file follows
/// from its name, so another name moves it, with its users.
struct AccountChange {
    std::string account{};                 ///< key
    std::optional<AccountClaims> before{}; ///< nothing: the account is new
    std::optional<AccountClaims> after{};  ///< nothing: the account goes, and its users with it
    std::string token{};                   ///< of `after`, if it is taken as it is; else it is signed

    bool operator==(const AccountChange&) const = default;
};

/// A user before and after a plan, likewise. `after->header.issuer` is the key that shall sign, if it may and is here;
/// empty: the one that userSigner() finds.
struct UserChange {
    std::string account{}; ///< key
    std::string user{};    ///< key
    std::optional<UserClaims> before{};
    std::optional<UserClaims> after{};
    std::string text{}; ///< of the file of `after`, if it is taken as it is; else it is signed

    bool operator==(const UserChange&) const = default;
};

/// The operator before and after a plan.
struct OperatorChange {
    OperatorClaims before{};
    OperatorClaims after{};
    std::string token{}; ///< of `after`, if it is taken as it is; else it is signed

    bool operator==(const OperatorChange&) const = default;
};

/// What would be done, for review. Applying it is one Transaction (core/share/signing). It never holds a seed: keys
/// that are made for it wait in NewKeys (core/nkeys/new_keys.h).
struct SharePlan {
    Revision base{};
    std::vector<Change> changes{};
    std::vector<AccountChange> accounts{};
    std::vector<UserChange> users{}; ///< those of an account that goes or moves are not listed
    std::optional<OperatorChange> op{};
    std::vector<Finding> findings{}; ///< of the world after the plan, as far as the plan concerns it

    /// Whether nothing forbids to apply it.
    bool canApply() const;

    bool operator==(const SharePlan&) const = default;
};

/// Plans a share. Exports that exist already are used, not added twice.
///
/// @return PlanIsEmpty, or the first problem of the draft. Findings that forbid the plan are in the plan, not an error.
Result<SharePlan> planShare(const ShareDraft& draft, const Snapshot& world, UnixSeconds now);

/// Plans imports of tokens and public exports. Items that are not importable stay out.
///
/// @return PlanIsEmpty if none is left, or the first of problemsToMend().
Result<SharePlan> planImport(const AcceptDraft& draft, const Snapshot& world, UnixSeconds now);

} // namespace gd
