// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/key_text.h"

#include "core/encoding/base32.h"
#include "core/encoding/crc16.h"

namespace gd {

namespace {

/// Read only through the two functions below, so that the pairs stand once.
struct KindPrefix {
    KeyKind kind;
    std::uint8_t prefix;
};

constexpr std::array kinds{
    KindPrefix{KeyKind::Operator, 14 << 3}, KindPrefix{KeyKind::Account, 0},      KindPrefix{KeyKind::User, 20 << 3},
    KindPrefix{KeyKind::Server, 13 << 3},   KindPrefix{KeyKind::Cluster, 2 << 3}, KindPrefix{KeyKind::Curve, 23 << 3},
};

} // namespace

std::uint8_t prefixByte(KeyKind kind)
{
    for (const KindPrefix& row : kinds) {
        if (row.kind == kind) return row.prefix;
    }
    return 0;
}

std::optional<KeyKind> kindOfPrefix(std::uint8_t prefix)
{
    for (const KindPrefix& row : kinds) {
        if (row.prefix == prefix) return row.kind;
    }
    return std::nullopt;
}

Result<std::span<const std::uint8_t>> openKeyText(std::string_view text, std::span<std::uint8_t> out)
{
    const std::size_t size = base32ByteCount(text.size());
    const Base32Fit fit = base32DecodeTo(text, out);
    if (fit == Base32Fit::Bad) return Error{ErrorCode::KeyBase32};
    if (size < 4) return Error{ErrorCode::KeyTooShort};

    const std::span<const std::uint8_t> body = out.first(size - 2);
    const auto stored = static_cast<std::uint16_t>(out[size - 2] | out[size - 1] << 8);
    if (crc16(body) != stored) return Error{ErrorCode::KeyChecksum};
    // Only now: a cut text is better called damaged than badly spelled.
    if (fit == Base32Fit::Loose) return Error{ErrorCode::KeyBase32, {}, "not the one spelling of this key"};
    return body;
}

bool isPublicKeyOfWrongLength(std::string_view text)
{
    std::array<std::uint8_t, base32ByteCount(maxKeyTextSize)> buffer{};
    if (text.size() > maxKeyTextSize) return false;
    const auto body = openKeyText(text, buffer);
    return body && body->size() != 33 && kindOfPrefix((*body)[0]).has_value();
}

} // namespace gd
