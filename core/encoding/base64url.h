// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gd {

/// Characters for so many bytes.
constexpr std::size_t base64UrlSize(std::size_t byteCount)
{
    return (byteCount * 4 + 2) / 3;
}

/// RFC 4648 section 5 without padding.
std::string base64UrlEncode(std::span<const std::uint8_t> bytes);
std::string base64UrlEncode(std::string_view bytes);
void appendBase64Url(std::string& out, std::span<const std::uint8_t> bytes);
void appendBase64Url(std::string& out, std::string_view bytes);

/// Strict: no padding, no white space, unused bits zero. Empty optional otherwise.
std::optional<std::string> base64UrlDecode(std::string_view text);

/// As above, but set unused bits are only reported: a text that was cut often has them, and its reader can say more.
std::optional<std::string> base64UrlDecode(std::string_view text, bool& unusedBitsSet);

} // namespace gd
