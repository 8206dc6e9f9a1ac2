// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/nkeys/public_key.h"

namespace gd {

/// A private nkey. Its bytes lie in SecretBytes from birth to death; nothing gives them out but text().
class Seed {
public:
    /// A new random key.
    static Result<Seed> create(KeyKind kind);

    /// Reads seed text such as "SAAC…" (58 characters; white space at both ends is the caller's to trim).
    ///
    /// @return KeyBase32, KeyTooShort, KeyChecksum, KeyNotASeed, KeyCurveSeed or KeySeedLength otherwise.
    static Result<Seed> parse(std::string_view text);

    /// From 32 raw bytes (RFC 8032 private key, or X25519 scalar).
    static Result<Seed> fromRaw(KeyKind kind, std::span<const std::uint8_t> raw);

    KeyKind kind() const { return m_public.kind(); }
    const PublicKey& publicKey() const { return m_public; }

    /// The 58 characters, in locked memory: for key files and creds files only.
    Result<SecretBytes> text() const;

    /// Ed25519, deterministic. KeyCannotSign for curve keys.
    Result<Signature> sign(std::span<const std::uint8_t> message) const;

    /// The 32 raw bytes; for curve boxes and tests.
    std::span<const std::uint8_t> raw() const { return m_secret.bytes().first(32); }

private:
    Seed(SecretBytes secret, const PublicKey& publicKey) : m_secret(std::move(secret)), m_public(publicKey) {}

    SecretBytes m_secret; ///< the raw seed, then the public key: what libsodium signs with
    PublicKey m_public;
};

/// Whether something stands in a text that looks like a whole seed (S, a kind's letter, 56 more Base32 characters), be
/// it damaged or not. For what is about to copy a text of unknown origin into ordinary memory.
bool holdsSeed(std::string_view text);

} // namespace gd
