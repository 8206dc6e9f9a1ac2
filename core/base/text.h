// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace gd {

/// Without blanks at both ends. A view, so that a secret stays where it is.
inline std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n\v\f")
{
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// ASCII letters in lower case, everything else as it is, whatever the locale.
inline std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

} // namespace gd
