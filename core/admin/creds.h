// SPDX-License-Identifier: Apache-2.0
//
// Creds files are a user's token and seed together. They hold seeds, so they are no edits of a transaction and are in
// no journal: they are derived, and brought up to date once a transaction has been written.
#pragma once

#include "core/store/snapshot.h"
#include "core/store/transaction.h"

namespace gd {

/// Writes the creds file of a user at its place in the keystore, 0600 and at once. A no-op if it is right already.
///
/// @return KeyNotHere if its seed is neither in the keystore nor in its present creds file, FileUnwritable …
Status writeCreds(const Snapshot& world, const Account& account, const User& user);

/// Writes a user's creds to any file, as `nsc generate creds -o` does; an existing file is replaced.
Status exportCreds(const Snapshot& world, const User& user, const std::filesystem::path& file);

/// After a transaction: creds of users whose token it wrote are written, those of moved accounts move, and those of
/// users that are gone are removed if their seed is in the keystore (else they hold the only copy and stay). Folders
/// that became empty go too. Users whose key is nowhere are passed over.
///
/// @param before, after  the world around the transaction, see readWorld().
/// @return whether creds files came or went; or the first failure, after all users were tried.
Result<bool> followWithCreds(const Transaction& done, const Snapshot& before, const Snapshot& after);

/// Creds of an account that are missing though the key is here, or hold another token than the user has. Reads the
/// files. Both are warnings; writeCreds() mends them.
std::vector<Finding> credsFindings(const Snapshot& world, const Account& account);

} // namespace gd
