// SPDX-License-Identifier: Apache-2.0
#include "core/encoding/base64url.h"

#include <array>
#include <utility>

namespace gd {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t noDigit = 0xff;

constexpr auto digits = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(noDigit);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

} // namespace

std::string base64UrlEncode(std::span<const std::uint8_t> bytes)
{
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8 | byte) & 0xffff;
        for (count += 8; count >= 6; count -= 6)
            text += alphabet[bits >> (count - 6) & 63];
    }
    if (count > 0) text += alphabet[bits << (6 - count) & 63];
    return text;
}

std::string base64UrlEncode(std::string_view bytes)
{
    return base64UrlEncode(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

std::optional<std::string> base64UrlDecode(std::string_view text, bool& unusedBitsSet)
{
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::uint8_t digit = digits[static_cast<std::uint8_t>(c)];
        if (digit == noDigit) return std::nullopt;
        bits = (bits << 6 | digit) & 0xffff;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count & 0xff);
        }
    }
    if (count == 6) return std::nullopt; // a lone last character gives no byte
    unusedBitsSet = (bits & ((1U << count) - 1)) != 0;
    return bytes;
}

std::optional<std::string> base64UrlDecode(std::string_view text)
{
    bool secondSpelling = false;
    auto bytes = base64UrlDecode(text, secondSpelling);
    return secondSpelling ? std::nullopt : std::move(bytes);
}

} // namespace gd
