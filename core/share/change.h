// SPDX-License-Identifier: Apache-2.0
//
// Everything that can become different by a plan. Start reading here: each Change is one sentence on the review page,
// one or two nsc commands in core/text/nsc_script, and a difference in one account's claims.
#pragma once

#include "core/jwt/claims.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gd {

/// From when to when a token is valid; 0: at once, never.
struct Validity {
    UnixSeconds start = 0;
    UnixSeconds end = 0;

    bool operator==(const Validity&) const = default;
};

/// An account offers a subject.
struct AddExport {
    std::string account{}; ///< key
    Export value{};

    bool operator==(const AddExport&) const = default;
};

/// A provider issues an activation token for one consumer, and it is written as a file.
struct IssueToken {
    std::string provider{}; ///< account key
    std::string target{};   ///< account key
    ExportType kind = ExportType::Unset;
    std::string subject{};
    Validity validity{};
    std::string role{};     ///< DELIVER, ACK … for words and file names
    std::string fileName{}; ///< in the workspace's token folder, such as ORDEREVENTS-GRANT-ACK-ACCTB.tok
    std::string token{};    ///< compact; empty until signed

    bool operator==(const IssueToken&) const = default;
};

/// An account takes a subject in.
struct AddImport {
    std::string account{};               ///< key of the consumer
    Import value{};                      ///< token empty where `issued` names it
    std::optional<std::size_t> issued{}; ///< index of the IssueToken in the same plan whose token goes in here
    std::string role{};

    bool operator==(const AddImport&) const = default;
};

/// A token file that came from elsewhere is kept in the token folder.
struct KeepTokenFile {
    std::string fileName{};
    std::string token{}; ///< compact

    bool operator==(const KeepTokenFile&) const = default;
};

// The life of what is shared.

/// An export gets other values; `subject` and `type` are those it had. What is not in `fields` stays, revocations too.
struct EditExport {
    std::string account{}; ///< key
    ExportType type = ExportType::Unset;
    std::string subject{};
    Export value{}; ///< as it will be
    std::vector<std::string> fields{};

    bool operator==(const EditExport&) const = default;
};

struct RemoveExport {
    std::string account{}; ///< key
    Export value{};

    bool operator==(const RemoveExport&) const = default;
};

/// An import gets other values; "token" among the fields: a new token takes the place of the old one.
struct EditImport {
    std::string account{};               ///< key of the consumer
    Import value{};                      ///< as it will be; token empty where `issued` names it
    std::optional<std::size_t> issued{}; ///< as with AddImport
    std::string role{};
    std::vector<std::string> fields{};

    bool operator==(const EditImport&) const = default;
};

struct RemoveImport {
    std::string account{}; ///< key of the consumer
    Import value{};
    std::string role{};

    bool operator==(const RemoveImport&) const = default;
};

/// Tokens for an export that were issued up to a second are worthless from now on.
struct RevokeTokens {
    std::string provider{}; ///< account key
    std::string target{};   ///< account key, or `*` for everybody
    ExportType kind = ExportType::Unset;
    std::string subject{}; ///< of the export
    UnixSeconds until = 0; ///< included
    std::string role{};

    bool operator==(const RevokeTokens&) const = default;
};

/// A revocation is taken back: the old tokens are valid again.
struct ClearRevocation {
    std::string provider{}; ///< account key
    std::string target{};   ///< account key, or `*`
    ExportType kind = ExportType::Unset;
    std::string subject{}; ///< of the export
    std::string role{};

    bool operator==(const ClearRevocation&) const = default;
};

// What follows is administration (core/admin). Names are kept beside keys, because the sentence about a thing that was
// deleted must still be able to name it. `fields` are the ids of what was edited, such as "description"; they are those
// of the FieldProblems of the drafts.

/// A new account.
struct AddAccount {
    std::string account{}; ///< key
    std::string name{};

    bool operator==(const AddAccount&) const = default;
};

/// An account that another store or person has made, taken in from its token.
struct ImportAccount {
    std::string account{}; ///< key
    std::string name{};
    bool replaces = false; ///< it was here already, in another state

    bool operator==(const ImportAccount&) const = default;
};

/// An account becomes again what the history remembers of it.
struct RestoreAccount {
    std::string account{}; ///< key
    std::string name{};
    UnixSeconds state = 0;            ///< when that state was signed
    bool comesBack = false;           ///< it was deleted since
    std::vector<std::string> users{}; ///< names of those that come back with it, as they were when it was deleted
    bool keepsRevocations = false;    ///< there are newer revocations, and they stay
    bool dropsRevocations = false;    ///< there are newer revocations, and they go: what they revoked is valid again

    bool operator==(const RestoreAccount&) const = default;
};

struct EditAccount {
    std::string account{}; ///< key
    std::string name{};
    std::vector<std::string> fields{};

    bool operator==(const EditAccount&) const = default;
};

/// Its folder, its users and their creds move along.
struct RenameAccount {
    std::string account{}; ///< key
    std::string from{}, to{};

    bool operator==(const RenameAccount&) const = default;
};

/// The account and its users go; keys stay in the keystore.
struct DeleteAccount {
    std::string account{}; ///< key
    std::string name{};

    bool operator==(const DeleteAccount&) const = default;
};

struct AddUser {
    std::string account{}; ///< key
    std::string user{};    ///< key
    std::string name{};
    std::string role{}; ///< of the scoped signing key that signs it; empty if there is none

    bool operator==(const AddUser&) const = default;
};

struct EditUser {
    /// Among the fields: the user was revoked, and its new token is younger than that.
    static constexpr const char* revived = "revocation";

    std::string account{}; ///< key
    std::string user{};    ///< key
    std::string name{};
    std::vector<std::string> fields{};

    bool operator==(const EditUser&) const = default;
};

struct DeleteUser {
    std::string account{}; ///< key
    std::string user{};    ///< key
    std::string name{};
    bool isRevoked = false; ///< the account revokes it too, so that copies of its creds are worthless

    bool operator==(const DeleteUser&) const = default;
};

/// A signing key of an account or of the operator. With a scope the users that it signs get what the scope says.
struct AddSigningKey {
    std::string owner{}; ///< key of the account or operator
    std::string key{};
    bool isScoped = false;
    std::string role{}; ///< of the scope

    bool operator==(const AddSigningKey&) const = default;
};

/// The scope of a signing key is new, another one, or gone.
struct EditSigningKey {
    std::string owner{}; ///< key of the account
    std::string key{};
    std::string role{};
    std::vector<std::string> fields{};

    bool operator==(const EditSigningKey&) const = default;
};

struct RemoveSigningKey {
    std::string owner{}; ///< key of the account or operator
    std::string key{};
    std::string role{};

    bool operator==(const RemoveSigningKey&) const = default;
};

struct EditOperator {
    std::string op{}; ///< key
    std::string name{};
    std::vector<std::string> fields{};

    bool operator==(const EditOperator&) const = default;
};

using Change = std::variant<AddExport, IssueToken, AddImport, KeepTokenFile, EditExport, RemoveExport, EditImport,
                            RemoveImport, RevokeTokens, ClearRevocation, AddAccount, ImportAccount, RestoreAccount,
                            EditAccount, RenameAccount, DeleteAccount, AddUser, EditUser, DeleteUser, AddSigningKey,
                            EditSigningKey, RemoveSigningKey, EditOperator>;

} // namespace gd
