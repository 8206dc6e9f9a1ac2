// SPDX-License-Identifier: Apache-2.0
//
// Bringing one account back to a state that the history remembers, whatever was done to others since.
//
// Everything of the earlier state comes back, members that nobody knows included, with these exceptions: it is signed
// anew, and later than the present token, so that servers take it; an account that is still there keeps its present
// name, because its folder, users and creds go by that; and revocations made since stay, unless they are to be dropped
// (what they revoked would be valid again). With a deleted account come the users that it had in the end, byte for
// byte. See core/admin/account_admin.h for how drafts and plans behave.
#pragma once

#include "core/share/planner.h"
#include "core/store/history.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gd {

/// An earlier state of an account.
struct AccountVersion {
    std::size_t entry = 0;    ///< index into the history
    bool isAfter = false;     ///< as that entry left the account, else as it found it
    std::string name{};       ///< of the account then
    UnixSeconds signedAt = 0; ///< when its token was issued
    std::string token{};      ///< compact

    bool operator==(const AccountVersion&) const = default;
};

/// Revocations of users, and those of the tokens for exports, by kind and subject.
struct KnownRevocations {
    Revocations users{};
    std::map<std::pair<ExportType, std::string>, Revocations> exports{};

    /// Takes over what claims say about themselves and their exports; what is known of other exports stays.
    void follow(const AccountClaims& claims);

    bool operator==(const KnownRevocations&) const = default;
};

/// What the history tells of an account.
struct AccountPast {
    std::string account{};                  ///< key
    std::vector<AccountVersion> versions{}; ///< oldest first; those that follow each other are different
    KnownRevocations revocations{};         ///< as they last stood, also of what was deleted
    std::vector<std::string> users{};       ///< of an account that was deleted: the texts of their files
    std::set<std::string> operatorKeys{};   ///< with which the operator may have signed, former ones included

    bool operator==(const AccountPast&) const = default;
};

/// States of steps that were taken back are among the versions, but nothing they revoked counts.
AccountPast pastOf(const std::string& account, const History& history, const Snapshot& world);

/// The key of the account that a file of an entry is the token of; empty if it holds none, before or after.
std::string accountOfEdit(const FileEdit& edit);

struct RestoreAccountDraft {
    AccountPast past{};            ///< of the account
    std::string token{};           ///< of one of its versions
    bool exactRevocations = false; ///< newer revocations go

    bool operator==(const RestoreAccountDraft&) const = default;

    /// Field: version. FieldEmpty (none is chosen), errors of decoding, TokenVersionUnsupported, ValidityInThePast (it
    /// has ended), NameTaken or StoreNameUnsafe (of one that was deleted), AccountOfOtherOperator.
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const;

    /// How many revocations are newer than the state: of users, of exports that it has, and of exports that go with it
    /// while others of it take in their subjects.
    std::size_t newerRevocations(const Snapshot& world) const;
};

/// Findings also tell whose imports and users would no longer work (UserLosesSigner, TokenLosesSigner …), which signing
/// keys come back that were removed since (SigningKeyReturns), what is no longer revoked (RevocationsDropped), and what
/// is revoked again (RevocationsReturn).
/// PlanIsEmpty: the account is in that state.
Result<SharePlan> planRestoreAccount(const RestoreAccountDraft& draft, const Snapshot& world, UnixSeconds now);

} // namespace gd
