// SPDX-License-Identifier: Apache-2.0
//
// Making, changing and deleting accounts: drafts that may be wrong at any time, what is wrong with them, and the plans.
//
// As with shares, problems() tells what keeps a draft from being a plan; a planner returns the first of them as its
// error. Findings that forbid a plan are in the plan. PlanIsEmpty: nothing would be different.
#pragma once

#include "core/admin/patches.h"
#include "core/share/planner.h"

namespace gd {

/// A new account. Its key was made by NewKeys or typed in; without a seed it can be made, but not sign anything.
struct NewAccountDraft {
    std::string name{};
    std::string key{};         ///< public account key
    bool hasJetStream = false; ///< storage without limits, as `nsc edit account --js-enable 0` writes it
    AccountPatch patch{};

    bool operator==(const NewAccountDraft&) const = default;

    /// Fields: name, key, and those of the patch. StoreNameUnsafe, NameTaken, KeyTaken, KeyWrongKind, FieldEmpty …
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

/// @param keyIsComing  the seed of the account is in the new keys that the plan is applied with; in a managed store
/// such
///                     an account can sign itself.
Result<SharePlan> planNewAccount(const NewAccountDraft& draft, const Snapshot& world, UnixSeconds now,
                                 bool keyIsComing = true);

/// What is to be different in an account.
struct AccountEditDraft {
    std::string account{}; ///< key
    AccountPatch patch{};

    bool operator==(const AccountEditDraft&) const = default;

    /// Fields: account, those of the patch. Limits by tier and for the whole account exclude each other
    /// (LimitsOverlap at tiers).
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

Result<SharePlan> planAccountEdit(const AccountEditDraft& draft, const Snapshot& world, UnixSeconds now);

struct RenameDraft {
    std::string account{}; ///< key
    std::string name{};    ///< the new one

    bool operator==(const RenameDraft&) const = default;

    /// Fields: account, name.
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

/// Users and creds move with the account; who imports from it knows its key, so nothing breaks.
Result<SharePlan> planRename(const RenameDraft& draft, const Snapshot& world, UnixSeconds now);

/// Findings tell who imports from it (ImporterLosesProvider); the system account cannot go (SystemAccountGoes).
Result<SharePlan> planDeleteAccount(const std::string& account, const Snapshot& world, UnixSeconds now);

/// An account that comes as a token.
struct ImportAccountDraft {
    std::string token{};     ///< of an account, plain or decorated
    bool foreignToo = false; ///< signed by another operator: take it all the same (`nsc import account --force`)
    bool replace = false;    ///< the account is here already: take the state of the token

    bool operator==(const ImportAccountDraft&) const = default;

    /// Field: token. Errors of decoding, TokenContentRefused (detail: the rule), NameTaken (another account has its
    /// name), KeyTaken (it is here already and is not to be replaced), AccountOfOtherOperator, StoreNameUnsafe; in a
    /// managed store AccountOfOtherOperator also for one that signed itself.
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const;
};

/// One that signed itself is signed again by the operator; others are kept byte for byte.
Result<SharePlan> planImportAccount(const ImportAccountDraft& draft, const Snapshot& world, UnixSeconds now);

} // namespace gd
