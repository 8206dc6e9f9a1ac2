// SPDX-License-Identifier: Apache-2.0
#include "core/encoding/base32.h"

#include <array>

namespace gd {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
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

void base32EncodeTo(std::span<const std::uint8_t> bytes, std::span<std::uint8_t> out)
{
    std::size_t at = 0;
    for (; bytes.size() >= 5; bytes = bytes.subspan(5)) { // five bytes are eight characters
        std::uint64_t block = 0;
        for (std::size_t i = 0; i < 5; ++i)
            block = block << 8 | bytes[i];
        for (int shift = 35; shift >= 0; shift -= 5)
            out[at++] = static_cast<std::uint8_t>(alphabet[block >> shift & 31]);
    }
    std::uint32_t bits = 0;
    int count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8 | byte) & 0xfff;
        for (count += 8; count >= 5; count -= 5) {
            out[at++] = static_cast<std::uint8_t>(alphabet[bits >> (count - 5) & 31]);
        }
    }
    if (count > 0) out[at] = static_cast<std::uint8_t>(alphabet[bits << (5 - count) & 31]);
}

Base32Fit base32DecodeTo(std::string_view text, std::span<std::uint8_t> out)
{
    std::size_t at = 0;
    for (; text.size() >= 8; text.remove_prefix(8)) {
        std::uint64_t block = 0;
        std::uint8_t seen = 0; // all digits or-ed: one look tells whether all were good
        for (std::size_t i = 0; i < 8; ++i) {
            const std::uint8_t digit = digits[static_cast<std::uint8_t>(text[i])];
            seen |= digit;
            block = block << 5 | digit;
        }
        if (seen == noDigit) return Base32Fit::Bad;
        for (int shift = 32; shift >= 0; shift -= 8)
            out[at++] = static_cast<std::uint8_t>(block >> shift & 0xff);
    }
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::uint8_t digit = digits[static_cast<std::uint8_t>(c)];
        if (digit == noDigit) return Base32Fit::Bad;
        bits = (bits << 5 | digit) & 0xfff;
        count += 5;
        if (count >= 8) {
            count -= 8;
            out[at++] = static_cast<std::uint8_t>(bits >> count & 0xff);
        }
    }
    // Five or more bits left over are a whole character that says nothing.
    const bool exact = count < 5 && (bits & ((1U << count) - 1)) == 0;
    return exact ? Base32Fit::Exact : Base32Fit::Loose;
}

std::string base32Encode(std::span<const std::uint8_t> bytes)
{
    std::string text(base32TextSize(bytes.size()), '\0');
    base32EncodeTo(bytes, {reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    return text;
}

std::optional<std::vector<std::uint8_t>> base32Decode(std::string_view text)
{
    std::vector<std::uint8_t> bytes(base32ByteCount(text.size()));
    if (base32DecodeTo(text, bytes) != Base32Fit::Exact) return std::nullopt;
    return bytes;
}

} // namespace gd
