// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gd {

/// The kinds of nkeys that have a seed. The letter is the first character of the public text.
enum class KeyKind { Operator, Account, User, Server, Cluster, Curve };

using Signature = std::array<std::uint8_t, 64>;

/// Nothing has this name twice: 'O', 'A', 'U', 'N', 'C', 'X'.
char keyLetter(KeyKind kind);

/// A public nkey that is known to be well formed: kind and 32 bytes.
class PublicKey {
public:
    /// Reads public key text such as "AAFC…"; exactly 56 characters, one spelling per key.
    ///
    /// @return KeyBase32, KeyTooShort, KeyChecksum or KeyNotAPublicKey otherwise; where: the first 8 characters at
    ///         most, and none of a text that could be a seed.
    /// @see    nats-io/nkeys; stricter: no line ends inside, no surplus characters, body of 32 bytes.
    static Result<PublicKey> parse(std::string_view text);

    /// As parse(text), and of one kind, else KeyWrongKind.
    static Result<PublicKey> parse(std::string_view text, KeyKind wanted);

    static PublicKey fromBytes(KeyKind kind, const std::array<std::uint8_t, 32>& bytes);

    KeyKind kind() const { return m_kind; }
    const std::array<std::uint8_t, 32>& bytes() const { return m_bytes; }

    /// The 56 characters.
    std::string text() const;

    /// Ed25519 over the plain bytes. Always false for curve keys.
    bool verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) const;

    bool operator==(const PublicKey&) const = default;

private:
    PublicKey(KeyKind kind, const std::array<std::uint8_t, 32>& bytes) : m_kind(kind), m_bytes(bytes) {}

    KeyKind m_kind;
    std::array<std::uint8_t, 32> m_bytes;
};

/// "Is this public key text of that kind?" without the reason.
bool isPublicKey(std::string_view text, KeyKind kind);

} // namespace gd
