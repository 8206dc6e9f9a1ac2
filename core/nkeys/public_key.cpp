// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/public_key.h"

#include "core/encoding/base32.h"
#include "core/encoding/crc16.h"
#include "core/nkeys/key_text.h"

#include <sodium.h>

#include <algorithm>

namespace gd {

char keyLetter(KeyKind kind)
{
    switch (kind) {
    case KeyKind::Operator:
        return 'O';
    case KeyKind::Account:
        return 'A';
    case KeyKind::User:
        return 'U';
    case KeyKind::Server:
        return 'N';
    case KeyKind::Cluster:
        return 'C';
    case KeyKind::Curve:
        return 'X';
    }
    return '?';
}

namespace {

/// Enough of a text to find it by, and nothing of a seed that stands where a public key belongs.
std::string beginOf(std::string_view text)
{
    return text.starts_with('S') ? std::string() : std::string(text.substr(0, 8));
}

} // namespace

Result<PublicKey> PublicKey::parse(std::string_view text)
{
    std::array<std::uint8_t, base32ByteCount(maxKeyTextSize)> buffer{};
    // Claims may hold anything where a key belongs; what is too long is cut, and then has no good checksum.
    const auto body = openKeyText(text.substr(0, maxKeyTextSize), buffer);
    if (!body) return Error{body.error().code, beginOf(text), body.error().detail};

    const auto kind = kindOfPrefix((*body)[0]);
    if (!kind || body->size() != 33 || text.size() > maxKeyTextSize) {
        return Error{ErrorCode::KeyNotAPublicKey, beginOf(text), {}};
    }
    std::array<std::uint8_t, 32> bytes{};
    std::copy_n(body->begin() + 1, bytes.size(), bytes.begin());
    return PublicKey(*kind, bytes);
}

Result<PublicKey> PublicKey::parse(std::string_view text, KeyKind wanted)
{
    auto key = parse(text);
    if (key && key->kind() != wanted) return Error{ErrorCode::KeyWrongKind, std::string(text), {}};
    return key;
}

PublicKey PublicKey::fromBytes(KeyKind kind, const std::array<std::uint8_t, 32>& bytes)
{
    return PublicKey(kind, bytes);
}

std::string PublicKey::text() const
{
    std::array<std::uint8_t, 35> body{};
    body[0] = prefixByte(m_kind);
    std::copy(m_bytes.begin(), m_bytes.end(), body.begin() + 1);
    const std::uint16_t crc = crc16(std::span(body).first(33));
    body[33] = static_cast<std::uint8_t>(crc & 0xff);
    body[34] = static_cast<std::uint8_t>(crc >> 8);
    return base32Encode(body);
}

bool PublicKey::verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) const
{
    if (m_kind == KeyKind::Curve || signature.size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), m_bytes.data()) == 0;
}

bool isPublicKey(std::string_view text, KeyKind kind)
{
    return PublicKey::parse(text, kind).has_value();
}

} // namespace gd
