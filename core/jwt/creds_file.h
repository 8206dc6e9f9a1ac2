// SPDX-License-Identifier: Apache-2.0
//
// Decorated files: a token (and for creds a seed) between BEGIN and END lines, as nsc writes and every client reads.
#pragma once

#include "core/base/result.h"
#include "core/nkeys/seed.h"

#include <string>
#include <string_view>

namespace gd {

/// The token between its BEGIN and END lines. Refuses what decodeToken refuses.
Result<std::string> decorateToken(std::string_view token);

/// A creds file: decorated user token and seed block. In locked memory, because it holds a seed.
///
/// @return NotAUserJwt, NotAUserSeed, SeedMismatch otherwise.
Result<SecretBytes> credsFile(std::string_view userToken, const Seed& userSeed);

/// A seed with its warning block. SeedKind for kinds that have none.
Result<SecretBytes> decorateSeed(const Seed& seed);

/// Token text of a file: the first block, or the whole text if there is none; trimmed, without byte order mark.
std::string tokenOfText(std::string_view text);

/// Seed of a file: the second block, or the first line that begins like a seed. NoSeedFound, NotASeedLine, key errors.
Result<Seed> seedOfText(std::string_view text);

/// As seedOfText, and it must be a user's, else NotAUserSeed.
Result<Seed> userSeedOfText(std::string_view text);

} // namespace gd
