// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jwt/claims.h"

#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// No token file is larger than this; a token itself may have 1 MiB.
inline constexpr std::size_t maxTokenFileBytes = 2 * 1024 * 1024;

/// A token that was found in dropped, pasted or read bytes.
struct FoundToken {
    std::string token{}; ///< compact text, trimmed
    Claims claims{};
};

/// "What is this?" for bytes of unknown origin: finds every block that is a token (several in one text are possible).
///
/// @return all tokens, in the order of the text; NotAToken, FileTooLarge or the error of decoding when there is none.
Result<std::vector<FoundToken>> sniffTokens(std::string_view bytes);

} // namespace gd
