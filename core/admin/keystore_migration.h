// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>

namespace gd {

/// What became of a keystore of the old layout.
struct KeystoreMigration {
    std::filesystem::path backup{}; ///< the keystore as it was, beside the new one
    std::size_t keys = 0;           ///< in the new one
    std::size_t creds = 0;

    bool operator==(const KeystoreMigration&) const = default;
};

/// Brings a keystore up to date in which keys lie anywhere, and creds at `<op>/accounts/<acct>/users/<user>.creds`, as
/// `nsc keys migrate` does. A new tree is made beside it and takes its name in one step of the file system; the old one
/// is kept whole. Keys and creds that lie right already come along; what else lies there stays in the old one only.
///
/// Creds that lie neither in the old place nor in the new one would be lost sight of: then nothing is done.
///
/// @param keystore  may be a link to the folder, which then stays one.
/// @return PlanIsEmpty if nothing lies in a wrong place; FileUnreadable, errors of seeds (`where`: the file),
///         KeyFileExists (two files with the same key differ), FolderUnwritable or FileUnwritable: the keystore is as
///         it was, and nothing is left beside it.
Result<KeystoreMigration> migrateKeystore(const std::filesystem::path& keystore);

} // namespace gd
