// SPDX-License-Identifier: Apache-2.0
//
// Lists of what is no longer valid: of users in an account, of importing accounts in an export. `*` means everybody.
#pragma once

#include "core/jwt/claims.h"

#include <string>

namespace gd {

/// Revokes everything issued to `key` up to and including second `until`; an entry that reaches further stays.
void revoke(Revocations& list, const std::string& key, UnixSeconds until);

/// Takes the entry of one key back. A `*` may still hit it.
void clearRevocation(Revocations& list, const std::string& key);

/// Whether a token for `key` issued at that second is revoked, by its own entry or by `*`.
bool isRevoked(const Revocations& list, const std::string& key, UnixSeconds issuedAt);

/// As above for whole claims; without an issue time or a subject they count as revoked.
bool isRevoked(const Revocations& list, const ClaimsHeader& header);

/// Removes the entries that `*` makes superfluous.
/// @return what was removed.
Revocations compactRevocations(Revocations& list);

} // namespace gd
