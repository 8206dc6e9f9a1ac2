// SPDX-License-Identifier: Apache-2.0
//
// What public keys and seeds have in common: Base32 of a body and its CRC, and the prefix byte of each kind.
#pragma once

#include "core/base/result.h"
#include "core/nkeys/public_key.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gd {

/// First byte of a public key's body; its upper five bits are the Base32 digit of the kind's letter.
std::uint8_t prefixByte(KeyKind kind);
std::optional<KeyKind> kindOfPrefix(std::uint8_t prefix);

/// Marks seed text, in the upper five bits of its first byte.
inline constexpr std::uint8_t seedPrefix = 0x90;

/// First step of reading any key text: Base32, length, CRC, and that there is no second spelling.
///
/// @param out  memory for base32ByteCount(text.size()) bytes, of the caller's choice because the text may be a secret.
/// @return     the body without its CRC, as part of `out`; KeyBase32, KeyTooShort or KeyChecksum otherwise.
Result<std::span<const std::uint8_t>> openKeyText(std::string_view text, std::span<std::uint8_t> out);

/// Whether this is public key text with a good CRC whose body is not 32 bytes. The reference library would abort on it.
bool isPublicKeyOfWrongLength(std::string_view text);

/// No key text that any NATS tool writes is longer (private keys have 108 characters).
inline constexpr std::size_t maxKeyTextSize = 128;

} // namespace gd
