// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace gd {

/// Reads a whole regular file, but never more than a limit; follows a symbolic link, never waits for a pipe or a
/// device.
///
/// @param maxBytes  a file with more bytes is FileTooLarge.
/// @return nothing if there is no such file; NotAFile for folders, pipes and devices; FileUnreadable otherwise.
Result<std::optional<std::string>> readFile(const std::filesystem::path& file, std::size_t maxBytes);

/// The mode bits are nobody's but the owner's: what every folder and file of the store gets.
inline constexpr unsigned privateFolderMode = 0700;
inline constexpr unsigned privateFileMode = 0600;

/// Makes a folder and the missing ones above it, each 0700 under any umask and synced into its parent. Folders that
/// exist keep their mode. FolderUnwritable otherwise, also if a file lies in the way.
Status makePrivateFolders(const std::filesystem::path& folder);

} // namespace gd
