// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/read_progress.h"
#include "core/base/result.h"
#include "core/store/snapshot.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gd {

/// A file as it lies there: its bytes, or why they cannot be read (FileUnreadable, NotAFile, FileTooLarge).
struct ScannedFile {
    std::filesystem::path file{}; ///< absolute
    std::string content{};
    std::optional<Error> problem{};
    std::string digest{};             ///< of the content
    std::optional<FileStamp> stamp{}; ///< only if it tells for certain that the content is still the same
    bool isAsBefore = false;          ///< lies there as it was seen before; its content was not read again
};

struct ScannedUser {
    std::string name{};
    ScannedFile token{};
    std::filesystem::path creds{}; ///< empty if there is none
};

struct ScannedAccount {
    std::string name{};
    ScannedFile token{};
    std::vector<ScannedUser> users{};
};

/// Everything of one operator that counts, as bytes: what a snapshot is made of and what a revision is the digest of.
struct StoreScan {
    std::vector<std::string> operators{}; ///< folders of all operators of the store root
    std::string folder{};                 ///< of the operator that was read
    std::string name{};                   ///< its name in `.nsc`; the folder's if that file is of no use
    bool managed = false;
    ScannedFile info{}; ///< `.nsc`; `problem` also if it is damaged
    ScannedFile operatorToken{};
    std::vector<ScannedAccount> accounts{}; ///< by name; users too
    std::set<std::string> keysHere{};
    std::vector<ScannedFile> tokenFiles{}; ///< by file name
    std::optional<ScannedFile> contacts{}; ///< see contactsFile(); nothing if there is none
    std::filesystem::path misplacedKey{};  ///< see misplacedKeyFile(); empty if there is none
};

/// Reads the bytes. Only files of the layout are looked at, and of each no more than the largest token file has.
///
/// @param seen  tokens of accounts and users and token files that need not be read again while they lie there as then.
/// @param progress  told how far it is, or null.
/// @return Cancelled if `progress` was; StoreNotFound, StoreNoOperator or StoreOperatorUnknown if there is no such
/// thing; StoreManyOperators if the
///         workspace names none of several.
Result<StoreScan> scanStore(const Workspace& workspace, const SeenFiles& seen = {}, ReadProgress* progress = nullptr);

/// Digest over names and bytes.
Revision revisionOf(const StoreScan& scan);

/// The first key or creds file outside of the folders keys/ and creds/ of a keystore: nsc then wants to migrate it, and
/// refuses every command until somebody has. Empty if there is none.
std::filesystem::path misplacedKeyFile(const std::filesystem::path& keystore);

} // namespace gd
