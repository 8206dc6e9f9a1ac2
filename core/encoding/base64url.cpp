// SPDX-License-Identifier: Apache-2.0
#include "core/encoding/base64url.h"

#include <array>
#include <cstring>
#include <utility>

namespace gd {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t noDigit = 0xff; ///< its upper two bits, which no digit has, survive when digits are or-ed

constexpr auto digits = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(noDigit);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

/// The two characters of twelve bits, so that encoding looks up half as often.
constexpr auto pairs = [] {
    std::array<std::array<char, 2>, 4096> table{};
    for (std::size_t bits = 0; bits < table.size(); ++bits)
        table[bits] = {alphabet[bits >> 6], alphabet[bits & 63]};
    return table;
}();

/// Eight bytes as one number, spelled so that compilers make one load of it.
std::uint64_t bigEndian(const std::uint8_t* b)
{
    return std::uint64_t{b[0]} << 56 | std::uint64_t{b[1]} << 48 | std::uint64_t{b[2]} << 40 |
           std::uint64_t{b[3]} << 32 | std::uint64_t{b[4]} << 24 | std::uint64_t{b[5]} << 16 |
           std::uint64_t{b[6]} << 8 | b[7];
}

std::uint32_t digitOf(char c)
{
    return digits[static_cast<std::uint8_t>(c)];
}

char byteOf(std::uint32_t bits)
{
    return static_cast<char>(bits & 0xff);
}

} // namespace

void appendBase64Url(std::string& out, std::span<const std::uint8_t> bytes)
{
    const std::size_t start = out.size();
    out.resize(start + base64UrlSize(bytes.size()));
    // A pointer of its own: a character written through `out` might, for all the compiler knows, be part of `out`.
    char* to = out.data() + start;
    const auto putPair = [&to](std::uint64_t bits) {
        std::memcpy(to, pairs[bits & 4095].data(), 2);
        to += 2;
    };
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 6) { // six bytes are eight characters; eight are one load
        const std::uint64_t bits = bigEndian(bytes.data() + i);
        for (int shift = 52; shift >= 16; shift -= 12)
            putPair(bits >> shift);
    }
    for (; i + 3 <= bytes.size(); i += 3) {
        const std::uint32_t bits = std::uint32_t{bytes[i]} << 16 | bytes[i + 1] << 8 | bytes[i + 2];
        putPair(bits >> 12);
        putPair(bits);
    }
    if (i == bytes.size()) return;
    const bool two = i + 2 == bytes.size();
    const std::uint32_t bits = std::uint32_t{bytes[i]} << 16 | (two ? bytes[i + 1] << 8 : 0);
    to[0] = alphabet[bits >> 18];
    to[1] = alphabet[bits >> 12 & 63];
    if (two) to[2] = alphabet[bits >> 6 & 63];
}

void appendBase64Url(std::string& out, std::string_view bytes)
{
    appendBase64Url(out, std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

std::string base64UrlEncode(std::span<const std::uint8_t> bytes)
{
    std::string text;
    appendBase64Url(text, bytes);
    return text;
}

std::string base64UrlEncode(std::string_view bytes)
{
    std::string text;
    appendBase64Url(text, bytes);
    return text;
}

std::optional<std::string> base64UrlDecode(std::string_view text, bool& unusedBitsSet)
{
    const std::size_t rest = text.size() % 4;
    if (rest == 1) return std::nullopt; // a lone last character gives no byte
    std::string bytes(text.size() / 4 * 3 + (rest == 0 ? 0 : rest - 1), '\0');

    char* to = bytes.data();
    std::size_t i = 0;
    std::uint32_t seen = 0; // all digits or-ed: one look at the end tells whether all were good
    for (; i + 4 <= text.size(); i += 4, to += 3) {
        const std::uint32_t a = digitOf(text[i]), b = digitOf(text[i + 1]);
        const std::uint32_t c = digitOf(text[i + 2]), d = digitOf(text[i + 3]);
        seen |= a | b | c | d;
        const std::uint32_t bits = a << 18 | b << 12 | c << 6 | d;
        to[0] = byteOf(bits >> 16);
        to[1] = byteOf(bits >> 8);
        to[2] = byteOf(bits);
    }
    std::uint32_t unused = 0;
    if (rest != 0) {
        const std::uint32_t a = digitOf(text[i]), b = digitOf(text[i + 1]);
        const std::uint32_t c = rest == 3 ? digitOf(text[i + 2]) : 0;
        seen |= a | b | c;
        const std::uint32_t bits = a << 18 | b << 12 | c << 6;
        to[0] = byteOf(bits >> 16);
        if (rest == 3) to[1] = byteOf(bits >> 8);
        unused = rest == 3 ? bits & 0xff : bits & 0xffff;
    }
    if (seen > 63) return std::nullopt;
    unusedBitsSet = unused != 0;
    return bytes;
}

std::optional<std::string> base64UrlDecode(std::string_view text)
{
    bool secondSpelling = false;
    auto bytes = base64UrlDecode(text, secondSpelling);
    return secondSpelling ? std::nullopt : std::move(bytes);
}

} // namespace gd
