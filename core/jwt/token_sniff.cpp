// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/token_sniff.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/text_blocks.h"
#include "core/jwt/token.h"

#include <optional>

namespace gd {

namespace {

/// Three parts; seeds and other texts between dashes have none.
bool looksLikeAToken(std::string_view text)
{
    const std::size_t dot = text.find('.');
    return dot != std::string_view::npos && text.find('.', dot + 1) != std::string_view::npos;
}

} // namespace

Result<std::vector<FoundToken>> sniffTokens(std::string_view bytes)
{
    if (bytes.size() > maxTokenFileBytes) return Error{ErrorCode::FileTooLarge};
    std::vector<std::string_view> candidates = textBlocks(bytes);
    if (candidates.empty()) candidates.push_back(trimmedText(withoutByteOrderMark(bytes)));

    std::vector<FoundToken> found;
    std::optional<Error> firstError;
    for (const std::string_view candidate : candidates) {
        if (!looksLikeAToken(candidate)) continue;
        auto claims = decodeToken(candidate);
        if (claims) {
            found.push_back({std::string(candidate), std::move(*claims)});
        } else if (!firstError) {
            firstError = claims.error();
        }
    }
    if (!found.empty()) return found;
    // Prose with dots in it is no broken token: only what begins like the header of one is worth its own explanation.
    const bool beginsLikeOne =
        candidates.front().starts_with("eyJ") || candidates.size() > 1 || !textBlocks(bytes).empty();
    if (firstError && beginsLikeOne) return *firstError;
    return Error{ErrorCode::NotAToken};
}

} // namespace gd
