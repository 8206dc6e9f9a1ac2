// SPDX-License-Identifier: Apache-2.0
//
// Making, changing and deleting users. See core/admin/account_admin.h for how drafts and plans behave.
#pragma once

#include "core/admin/patches.h"
#include "core/share/planner.h"

namespace gd {

struct NewUserDraft {
    std::string account{}; ///< key
    std::string name{};
    std::string key{};    ///< public user key, made by NewKeys or typed in; without its seed there are no creds
    std::string signer{}; ///< the account's key or signing key that shall sign; empty: userSigner()
    UserPatch patch{};    ///< without permissions and limits under a scoped signing key

    bool operator==(const NewUserDraft&) const = default;

    /// Fields: account, name, key, signer, those of the patch. StoreNameUnsafe, NameTaken (in any letter case),
    /// BearerNotAllowed at bearerToken, ScopeDecides at signer's first field, StrictNeedsSigningKey or NoSigningKey at
    /// signer …
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

Result<SharePlan> planNewUser(const NewUserDraft& draft, const Snapshot& world, UnixSeconds now);

struct UserEditDraft {
    std::string account{}; ///< key
    std::string user{};    ///< key
    UserPatch patch{};

    bool operator==(const UserEditDraft&) const = default;

    /// Fields: account, user, those of the patch.
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

/// The token is signed by its present issuer if that still may; see userSigner().
Result<SharePlan> planUserEdit(const UserEditDraft& draft, const Snapshot& world, UnixSeconds now);

struct DeleteUserDraft {
    std::string account{}; ///< key
    std::string user{};    ///< key
    bool revoke = true;    ///< a creds file that somebody still has becomes worthless

    bool operator==(const DeleteUserDraft&) const = default;
};

/// UserUnknown if it is not there.
Result<SharePlan> planDeleteUser(const DeleteUserDraft& draft, const Snapshot& world, UnixSeconds now);

} // namespace gd
