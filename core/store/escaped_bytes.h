// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace gd {

/// Any bytes as printable ASCII, for JSON: everything else and `%` as `%` and two hexadecimal digits, as in a URL.
std::string escaped(const std::string& bytes);

/// The reverse; nothing if a `%` is followed by something else.
std::optional<std::string> unescaped(const std::string& text);

} // namespace gd
