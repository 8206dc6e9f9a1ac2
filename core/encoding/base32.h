// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// RFC 4648 Base32 without padding, upper case.
std::string base32Encode(std::span<const std::uint8_t> bytes);

/// Strict: upper case only, no padding, no left-over characters, unused bits zero. Empty optional otherwise.
/// Not for secrets: the result lies in ordinary memory (seeds have their own path in seed.cpp).
std::optional<std::vector<std::uint8_t>> base32Decode(std::string_view text);

/// How well a text is Base32.
enum class Base32Fit {
    Bad,   ///< holds a character outside the alphabet
    Loose, ///< readable, but not the one spelling of its bytes: left-over characters or unused bits set
    Exact,
};

/// Characters for so many bytes, and whole bytes in so many characters.
constexpr std::size_t base32TextSize(std::size_t byteCount)
{
    return (byteCount * 8 + 4) / 5;
}
constexpr std::size_t base32ByteCount(std::size_t textSize)
{
    return textSize * 5 / 8;
}

/// The same codec on memory of the caller, so that a secret never leaves the place it was given.
/// @param out  at least base32TextSize() or base32ByteCount() elements; after Bad its content means nothing.
void base32EncodeTo(std::span<const std::uint8_t> bytes, std::span<std::uint8_t> out);
Base32Fit base32DecodeTo(std::string_view text, std::span<std::uint8_t> out);

} // namespace gd
