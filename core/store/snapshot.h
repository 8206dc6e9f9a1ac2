// SPDX-License-Identifier: Apache-2.0
//
// The world as a value: one operator of a workspace, as it was read at one moment. Nobody edits a snapshot.
#pragma once

#include "core/jwt/claims.h"
#include "core/share/finding.h"
#include "core/share/grant.h"
#include "core/store/contacts.h"
#include "core/store/snapshot_memory.h"
#include "core/store/workspace.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gd {

/// Digest over names and bytes of everything that was read: equal revision, equal world.
using Revision = std::string;

struct User {
    std::string key{};
    std::string name{};
    UserClaims claims{};
    std::string token{};
    std::string wholeFile{}; ///< what stands on disk, if that is more than the token; else empty
    bool keyHere = false;
    std::filesystem::path credsFile{}; ///< empty if there is none

    bool operator==(const User&) const = default;
};

struct Account {
    std::string key{};  ///< public key, `sub` of its token
    std::string name{}; ///< its folder in the store
    AccountClaims claims{};
    std::string token{};          ///< as it stands on disk
    std::filesystem::path file{}; ///< absolute
    bool operatorSigned = false;  ///< by the operator's identity or a signing key, strictness considered
    std::vector<User> users{};

    bool operator==(const Account&) const = default;
};

struct OperatorEntry {
    std::string key{};
    std::string name{}; ///< as in `.nsc`
    OperatorClaims claims{};
    std::string token{};
    std::string wholeFile{}; ///< as with users
    bool managed = false;

    bool operator==(const OperatorEntry&) const = default;
};

/// A token file in the workspace's token folder.
struct TokenFile {
    std::filesystem::path file{}; ///< absolute
    std::string token{};          ///< compact; empty if it cannot be read
    std::optional<ActivationClaims> claims{};

    bool operator==(const TokenFile&) const = default;
};

struct Snapshot {
    Revision revision{};
    UnixSeconds readAt = 0;
    Workspace workspace{};
    std::vector<std::string> operatorNames{}; ///< all operators of the store root
    OperatorEntry op{};
    std::vector<Account> accounts{};     ///< by name
    std::set<std::string> keysHere{};    ///< public keys with a private part in the keystore (never the keys)
    std::vector<TokenFile> tokenFiles{}; ///< by file name
    Contacts contacts{};                 ///< accounts that are known by their key alone, by name

    // Derived by core/share (deriveShares): what the accounts above mean together.
    std::vector<Share> offers{}; ///< the export side: shares without a consumer, by provider
    std::vector<Share> shares{}; ///< one per provider, consumer and share
    std::vector<Finding> findings{};

    SnapshotMemory memory{}; ///< for the next reading

    /// The account with this public key, or null.
    const Account* account(const std::string& key) const;
    /// The contact with this public key, or null; also if the account came into the store since.
    const Contact* contact(const std::string& key) const;
    /// The first account with this name, or null.
    const Account* accountNamed(const std::string& name) const;

    bool operator==(const Snapshot&) const = default;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace gd
