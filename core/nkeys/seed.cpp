// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/seed.h"

#include "core/encoding/base32.h"
#include "core/encoding/crc16.h"
#include "core/nkeys/key_text.h"

#include <sodium.h>

#include <algorithm>

namespace gd {

namespace {

constexpr std::size_t rawSize = 32;
constexpr std::size_t bodySize = 2 + rawSize; ///< two prefix bytes before the raw seed

Error noMemory()
{
    return Error{ErrorCode::MemoryLocked};
}

/// The kind is spread over the two first bytes: three bits, then five.
std::optional<KeyKind> kindOfSeedBody(std::span<const std::uint8_t> body)
{
    if ((body[0] & 0xf8) != seedPrefix || (body[1] & 7) != 0) return std::nullopt;
    return kindOfPrefix(static_cast<std::uint8_t>((body[0] & 7) << 5 | body[1] >> 3));
}

} // namespace

Result<Seed> Seed::create(KeyKind kind)
{
    SecretBytes raw = SecretBytes::ofSize(rawSize);
    if (raw.empty()) return noMemory();
    randombytes_buf(raw.bytes().data(), rawSize);
    return fromRaw(kind, raw.bytes());
}

Result<Seed> Seed::fromRaw(KeyKind kind, std::span<const std::uint8_t> raw)
{
    if (raw.size() != rawSize) {
        return Error{kind == KeyKind::Curve ? ErrorCode::KeyCurveSeed : ErrorCode::KeySeedLength};
    }
    SecretBytes secret = SecretBytes::ofSize(crypto_sign_SECRETKEYBYTES);
    if (secret.empty()) return noMemory();
    std::uint8_t* place = secret.bytes().data();
    std::array<std::uint8_t, 32> publicBytes{};
    if (kind == KeyKind::Curve) {
        std::copy(raw.begin(), raw.end(), place);
        crypto_scalarmult_base(publicBytes.data(), raw.data());
    } else {
        crypto_sign_seed_keypair(publicBytes.data(), place, raw.data());
    }
    return Seed(std::move(secret), PublicKey::fromBytes(kind, publicBytes));
}

Result<Seed> Seed::parse(std::string_view text)
{
    // Cut, so that no foreign file can make us lock a lot of memory; cut text has no good checksum.
    text = text.substr(0, maxKeyTextSize);
    SecretBytes buffer = SecretBytes::ofSize(base32ByteCount(maxKeyTextSize));
    if (buffer.empty()) return noMemory();
    const auto body = openKeyText(text, buffer.bytes());
    if (!body) return body.error();

    const auto kind = kindOfSeedBody(*body);
    if (!kind) return Error{ErrorCode::KeyNotASeed};
    return fromRaw(*kind, body->subspan(2));
}

Result<SecretBytes> Seed::text() const
{
    SecretBytes body = SecretBytes::ofSize(bodySize + 2);
    SecretBytes text = SecretBytes::ofSize(base32TextSize(bodySize + 2));
    if (body.empty() || text.empty()) return noMemory();

    const std::span<std::uint8_t> bytes = body.bytes();
    const std::uint8_t prefix = prefixByte(kind());
    bytes[0] = static_cast<std::uint8_t>(seedPrefix | prefix >> 5);
    bytes[1] = static_cast<std::uint8_t>((prefix & 31) << 3);
    std::ranges::copy(raw(), bytes.begin() + 2);
    const std::uint16_t crc = crc16(bytes.first(bodySize));
    bytes[bodySize] = static_cast<std::uint8_t>(crc & 0xff);
    bytes[bodySize + 1] = static_cast<std::uint8_t>(crc >> 8);
    base32EncodeTo(bytes, text.bytes());
    return text;
}

bool holdsSeed(std::string_view text)
{
    constexpr std::size_t size = base32TextSize(bodySize + 2);
    constexpr std::string_view kindLetters = "OAUNCX";
    constexpr auto isBase32 = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
    };
    for (std::size_t begin = 0; begin + size <= text.size();) {
        // From the end, for a character that is none of Base32 rules out every place before it as well.
        std::size_t unlooked = size;
        while (unlooked > 0 && isBase32(text[begin + unlooked - 1]))
            --unlooked;
        if (unlooked == 0 && text[begin] == 'S' && kindLetters.find(text[begin + 1]) != std::string_view::npos)
            return true;
        begin += std::max<std::size_t>(unlooked, 1);
    }
    return false;
}

Result<Signature> Seed::sign(std::span<const std::uint8_t> message) const
{
    if (kind() == KeyKind::Curve) return Error{ErrorCode::KeyCannotSign, m_public.text(), {}};
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), m_secret.bytes().data());
    return signature;
}

} // namespace gd
