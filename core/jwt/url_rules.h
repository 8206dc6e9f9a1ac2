// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gd {

/// The parts of a URL that the rules about claims ask for.
struct UrlParts {
    std::string scheme{};
    bool hasUserInfo = false; ///< even an empty one
    std::string host{};       ///< without port and brackets
    std::string path{};
};

/// Reads a URL as Go's net/url does, as far as the rules of validate() and encodeToken() need it; none if it refuses.
std::optional<UrlParts> parseUrl(std::string_view text);

} // namespace gd
