// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/link.h"
#include "core/nkeys/key_ring.h"
#include "core/store/snapshot.h"

namespace gd {

/// Credentials for the operator's system account: a throw-away user of two minutes that may only send the requests of
/// the resolver, signed with the account's key (strict: a signing key); else a user of that account whose key is here.
/// NetNoSystemAccount if neither can be had. The seed of the throw-away user never leaves memory.
Result<Credentials> systemCredentials(const Snapshot& world, const KeyRing& keys, UnixSeconds now);

/// Credentials of a throw-away user of `account` that may neither publish nor subscribe: a server loads an account, and
/// says what became of its imports, only while somebody is signed in. KeyNotHere if no key of the account is here.
Result<Credentials> visitorCredentials(const Account& account, const Snapshot& world, const KeyRing& keys,
                                       UnixSeconds now);

/// Credentials from a creds file, which is never in other memory than SecretBytes. FileUnreadable, NotAFile,
/// FileTooLarge, NotAUserJwt, NoSeedFound …
Result<Credentials> fileCredentials(const std::filesystem::path& credsFile);

} // namespace gd
