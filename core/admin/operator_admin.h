// SPDX-License-Identifier: Apache-2.0
//
// Changing the operator, and making new ones. See core/admin/account_admin.h for how drafts and plans behave.
#pragma once

#include "core/share/planner.h"
#include "core/store/workspace.h"

namespace gd {

/// What is to be different in the operator; what is not set stays.
struct OperatorEditDraft {
    std::optional<bool> strict{};               ///< accounts, users and tokens are signed by signing keys only
    std::optional<std::string> systemAccount{}; ///< account key; empty: none
    std::optional<std::string> accountServerUrl{};
    std::optional<std::vector<std::string>> serviceUrls{};
    std::optional<std::vector<std::string>> tags{};

    bool operator==(const OperatorEditDraft&) const = default;

    /// Fields: strict, systemAccount, accountServerUrl, serviceUrls (index), tags. For strict: NoSigningKey (the
    /// operator has no signing key), IdentityKeyInUse (where: name of the account, or `account/user`, one problem
    /// each).
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

Result<SharePlan> planOperatorEdit(const OperatorEditDraft& draft, const Snapshot& world, UnixSeconds now);

/// Has everything that an identity key signed signed again by a signing key, as a strict operator wants it. What has no
/// signing key that is here stays as it is; problems() of the edit then names it. PlanIsEmpty if there is nothing to
/// do.
Result<SharePlan> planSignWithSigningKeys(const Snapshot& world, UnixSeconds now);

/// A new operator, as `nsc add operator` and `nsc init` make it.
struct NewOperatorDraft {
    std::string name{};
    bool withSigningKey = true;
    bool withSystemAccount = true;          ///< SYS with a signing key and two public exports, user sys with creds
    std::vector<std::string> serviceUrls{}; ///< `nsc init` writes nats://localhost:4222
    std::string account{};                  ///< a first account with a user of the same name; empty: none

    bool operator==(const NewOperatorDraft&) const = default;

    /// Fields: name, account, serviceUrls (index). StoreExists, StoreNameUnsafe, UrlNotAllowed.
    std::vector<FieldProblem> problems(const std::filesystem::path& storeRoot) const;
};

/// Makes the operator in `at.storeRoot` and its keys and creds in `at.keystore`: all of it or nothing.
///
/// @return the folder of the operator below the store root, to be opened with a state folder of its own
/// (workspaceAt());
///         the first problem, FileUnwritable, FolderUnwritable, errors of the keystore.
Result<std::string> createOperator(const NewOperatorDraft& draft, const Workspace& at, UnixSeconds now);

/// Makes a managed store from the token of somebody else's operator.
///
/// @param token  plain or decorated. @param name  of the folder and in `.nsc`; empty: the token's.
/// @return its folder; StoreVersion for version 1, StoreExists, StoreNameUnsafe, errors of decoding and writing.
Result<std::string> createManagedOperator(const std::string& token, const std::string& name, const Workspace& at);

} // namespace gd
