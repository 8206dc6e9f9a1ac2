// SPDX-License-Identifier: Apache-2.0
//
// Signing keys of accounts (plain or scoped) and of the operator. See core/admin/account_admin.h for how drafts and
// plans behave.
#pragma once

#include "core/admin/patches.h"
#include "core/share/planner.h"

namespace gd {

/// Field ids: role, scopeDescription, those of `may`.
struct ScopePatch {
    std::optional<std::string> role{}, description{};
    UserPermissionsPatch may{};

    bool operator==(const ScopePatch&) const = default;
};

/// A signing key that is new, or whose scope is to be different.
struct SigningKeyDraft {
    std::string owner{};               ///< key of an account, or of the operator
    std::string key{};                 ///< made by NewKeys, typed in, or one that is there
    std::optional<ScopePatch> scope{}; ///< nothing: a plain key. A plain key that is there can become a scoped one
    bool removeScope = false;          ///< a scoped key that is there becomes a plain one

    bool operator==(const SigningKeyDraft&) const = default;

    /// Fields: owner, key, role, those of the scope. FieldEmpty, AccountUnknown, KeyWrongKind, KeyTaken (it is an
    /// identity or a key of another one), RoleTaken …
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

/// A new scope starts as nsc's: no permissions, subs, data and payload -1. Making a plain key scoped is told by
/// findings for the users it has signed (UserLosesSigner), because servers then refuse those with permissions of their
/// own.
Result<SharePlan> planSigningKey(const SigningKeyDraft& draft, const Snapshot& world, UnixSeconds now);

/// Findings: users that it signed (UserLosesSigner), tokens of imports that it issued (TokenLosesSigner); of the
/// operator: accounts that it signed (NotOperatorSigned). SigningKeyUnknown if it is not there.
Result<SharePlan> planRemoveSigningKey(const std::string& owner, const std::string& key, const Snapshot& world,
                                       UnixSeconds now);

} // namespace gd
