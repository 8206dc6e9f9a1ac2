// SPDX-License-Identifier: Apache-2.0
//
// Writing what is nobody's but the owner's, under any umask.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace gd {

/// What every folder and file gets that this program makes.
inline constexpr unsigned privateFolderMode = 0700;
inline constexpr unsigned privateFileMode = 0600;

/// Makes a folder and the missing ones above it, each 0700 under any umask and synced into its parent. Folders that
/// exist keep their mode. FolderUnwritable otherwise, also if a file lies in the way.
Status makePrivateFolders(const std::filesystem::path& folder);

/// Creates a file that is not there yet, 0600 from its first moment, and waits until its content is on the disk. Where
/// that fails (FileUnwritable) no file is left.
///
/// @param folder   an open folder that `file` is below, or AT_FDCWD. @param content  goes to the system as it is.
Status createPrivateFile(int folder, const std::filesystem::path& file, std::string_view content);

/// A name that nobody can guess, such as "A.jwt.6b1f….tmp". Its end is that of no file of a store, so that no tool
/// takes a half-written file for a whole one. A long `stem` is cut, because file systems allow 255 bytes.
std::string temporaryName(std::string_view stem);

/// Whether temporaryName() may have given this name.
bool isTemporaryName(std::string_view name);

/// Writes the names in a folder to the disk. File systems that cannot do that are taken as having done it.
bool syncFolder(const std::filesystem::path& folder);

} // namespace gd
