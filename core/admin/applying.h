// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nkeys/new_keys.h"
#include "core/store/snapshot.h"
#include "core/store/transaction.h"

namespace gd {

/// applyTransaction(), with the new keys that its tokens name stored just before: every check has passed by then, and
/// the tokens come last. If nothing was written in the end, the keys that were stored for it are removed again.
///
/// Sign the plan with SignerWithNewKeys, and call followWithCreds() (core/admin/creds.h) once the world was read again.
/// @param newKeys      may be null.
/// @param whenWritten  as with applyTransaction().
Status applyWithKeys(const Transaction& transaction, const NewKeys* newKeys, const Workspace& workspace, FileArea& area,
                     const std::filesystem::path& journal, const std::function<void()>& whenWritten = {});

/// Removes folders of accounts and users that a transaction has emptied; nsc does not look at them, people do.
void removeEmptyFolders(const Transaction& done, const Workspace& workspace);

/// What came of taking keys in.
struct ImportedKeys {
    std::vector<std::string> keys{}; ///< public keys that are in the keystore now
    std::vector<Error> failed{}; ///< one for each file that failed; `where` is that file, or its place in the keystore
};

/// Stores the keys of files or folders in the keystore: each `*.nk` of a folder, as `nsc import keys` does. A file that
/// fails keeps none of the others back (FileUnreadable, NoSeedFound, errors of the keystore).
ImportedKeys importKeys(const std::filesystem::path& fileOrFolder, const KeyRing& keystore);

} // namespace gd
