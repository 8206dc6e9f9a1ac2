// SPDX-License-Identifier: Apache-2.0
//
// Where things lie in the folder format of nsc, and back: path <-> entity.
// @see nsc, store/store.go and store/creds: `<stores>/<operator>/accounts/<account>/users/<user>.jwt`
#pragma once

#include "core/base/result.h"
#include "core/store/workspace.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// Whether a new thing may have this name: it becomes a folder or file name on every system. Stricter than nsc, which
/// takes `..` and writes outside of the store; what exists already is shown and used whatever its name.
///
/// @return StoreNameUnsafe for empty, `.`/`..`, blanks or dots at the ends, control characters, `<>:"|?*/\`, names of
///         Windows devices, more than 200 bytes.
Status checkStoreName(std::string_view name);

/// Files of one operator. `folder` is its folder below the store root, `name` its name in `.nsc`; mostly the same.
std::filesystem::path operatorFolder(const Workspace& workspace, const std::string& folder);
std::filesystem::path operatorInfoFile(const Workspace& workspace, const std::string& folder);
std::filesystem::path operatorTokenFile(const Workspace& workspace, const std::string& folder, const std::string& name);

/// Accounts and their users, by their names: below the folder of their operator.
std::filesystem::path accountsFolder(const Workspace& workspace, const std::string& folder);
std::filesystem::path accountTokenFile(const Workspace& workspace, const std::string& folder,
                                       const std::string& account);
std::filesystem::path usersFolder(const Workspace& workspace, const std::string& folder, const std::string& account);
std::filesystem::path userTokenFile(const Workspace& workspace, const std::string& folder, const std::string& account,
                                    const std::string& user);

/// Creds lie in the keystore, by the operator's name in `.nsc`.
std::filesystem::path credsFilePath(const Workspace& workspace, const std::string& operatorName,
                                    const std::string& account, const std::string& user);

/// A token file of the workspace; `fileName` as in IssueToken, such as ORDEREVENTS-GRANT-ACK-ACCTB.tok.
std::filesystem::path tokenFilePath(const Workspace& workspace, const std::string& fileName);
/// Whether this is the name of a token file, by its ending.
bool isTokenFileName(const std::filesystem::path& fileName);

/// What a path means. Names are empty where the kind has none.
struct StorePlace {
    enum class Kind { OperatorInfo, OperatorToken, AccountToken, UserToken, Creds, TokenFile };

    Kind kind{};
    std::string operatorName{}; ///< folder below the store root; name in `.nsc` for creds
    std::string account{};
    std::string user{};
    std::string fileName{}; ///< token files only

    bool operator==(const StorePlace&) const = default;
};

/// The entity whose file this is; nothing for paths outside of the layout.
std::optional<StorePlace> placeOf(const Workspace& workspace, const std::filesystem::path& file);

/// Folders below the store root that hold a `.nsc`, in byte order: the operators that nsc lists.
std::vector<std::string> operatorFolders(const std::filesystem::path& storeRoot,
                                         const PlaceLookup& look = diskLookup());

} // namespace gd
