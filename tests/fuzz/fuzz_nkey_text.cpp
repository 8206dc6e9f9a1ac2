// SPDX-License-Identifier: Apache-2.0
//
// Key text from anywhere: one spelling per key, nothing of a seed in an error, and Base32 that loses nothing.
#include "core/encoding/base32.h"
#include "core/encoding/base64url.h"
#include "core/encoding/crc16.h"
#include "core/nkeys/curve_box.h"
#include "core/nkeys/key_text.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace gd;
using namespace gd::fuzz;

namespace {

/// The checksum bit by bit, as the definition of CRC-16/XMODEM reads.
std::uint16_t slowCrc(std::span<const std::uint8_t> bytes)
{
    std::uint32_t crc = 0;
    for (const std::uint8_t byte : bytes) {
        for (unsigned bit = 0x80; bit != 0; bit >>= 1) {
            const bool high = ((crc & 0x8000) != 0) != ((byte & bit) != 0);
            crc = (crc << 1 & 0xffff) ^ (high ? 0x1021U : 0U);
        }
    }
    return static_cast<std::uint16_t>(crc);
}

/// Body and checksum as key text.
std::string keyTextOf(std::string body)
{
    const std::uint16_t crc = slowCrc(bytesOf(body));
    body += static_cast<char>(crc & 0xff);
    body += static_cast<char>(crc >> 8);
    return base32Encode(bytesOf(body));
}

void checkEncodings(std::string_view text)
{
    const auto bytes = bytesOf(text);
    FUZZ_CHECK(crc16(bytes) == slowCrc(bytes));

    const std::string in32 = base32Encode(bytes);
    const auto out32 = base32Decode(in32);
    FUZZ_CHECK(out32 && std::ranges::equal(*out32, bytes));
    const auto read32 = base32Decode(text);
    FUZZ_CHECK(!read32 || base32Encode(*read32) == text);

    const std::string in64 = base64UrlEncode(text);
    const auto out64 = base64UrlDecode(in64);
    FUZZ_CHECK(out64 && *out64 == text);
    const auto read64 = base64UrlDecode(text);
    FUZZ_CHECK(!read64 || base64UrlEncode(*read64) == text);
    bool secondSpelling = false;
    const auto loose64 = base64UrlDecode(text, secondSpelling);
    FUZZ_CHECK(read64.has_value() == (loose64 && !secondSpelling));
}

void checkPublicKey(std::string_view text)
{
    const auto key = PublicKey::parse(text);
    int kinds = 0;
    for (const KeyKind kind : allKinds)
        kinds += isPublicKey(text, kind) ? 1 : 0;
    FUZZ_CHECK(kinds == (key ? 1 : 0));
    FUZZ_CHECK(!key || !isPublicKeyOfWrongLength(text));
    if (!key) {
        FUZZ_CHECK(!text.starts_with('S') || key.error().where.empty());
        FUZZ_CHECK(key.error().where.size() <= 8);
        return;
    }
    FUZZ_CHECK(key->text() == text);
    FUZZ_CHECK(text.size() == 56 && text.front() == keyLetter(key->kind()));
    FUZZ_CHECK(PublicKey::fromBytes(key->kind(), key->bytes()) == *key);
    const Signature zero{};
    static_cast<void>(key->verify(bytesOf(text), zero));
}

/// Signs and verifies, or seals and opens; both must notice a changed byte.
void checkUse(const Seed& seed, std::string_view message)
{
    if (seed.kind() != KeyKind::Curve) {
        const auto signature = seed.sign(bytesOf(message));
        FUZZ_CHECK(signature && seed.publicKey().verify(bytesOf(message), *signature));
        Signature forged = *signature;
        forged[message.size() % forged.size()] ^= 1;
        FUZZ_CHECK(!seed.publicKey().verify(bytesOf(message), forged));
        return;
    }
    FUZZ_CHECK(!seed.sign(bytesOf(message)));
    const Seed& other = keys().seed(KeyKind::Curve);
    auto sealed = sealCurveBox(other, seed.publicKey(), CurveNonce{}, bytesOf(message));
    if (!sealed) return; // a key of low order
    const auto opened = openCurveBox(seed, other.publicKey(), *sealed);
    FUZZ_CHECK(opened && std::ranges::equal(*opened, bytesOf(message)));
    sealed->back() ^= 1;
    FUZZ_CHECK(!openCurveBox(seed, other.publicKey(), *sealed));
}

void checkSeed(std::string_view text)
{
    const auto seed = Seed::parse(text);
    if (!seed) {
        FUZZ_CHECK(seed.error().where.empty());
        return;
    }
    FUZZ_CHECK(text.size() == 58);
    FUZZ_CHECK(text.substr(0, 2) == std::string("S") + keyLetter(seed->kind()));
    const auto again = seed->text();
    FUZZ_CHECK(again && again->text() == text);
    checkPublicKey(seed->publicKey().text());
    checkUse(*seed, text);
}

void checkRaw(std::string_view text)
{
    if (text.size() < 33) return;
    const KeyKind kind = allKinds[static_cast<unsigned char>(text[0]) % allKinds.size()];
    const auto raw = bytesOf(text.substr(1, 32));
    const auto seed = Seed::fromRaw(kind, raw);
    FUZZ_CHECK(seed && seed->kind() == kind && std::ranges::equal(seed->raw(), raw));
    const auto written = seed->text();
    FUZZ_CHECK(written);
    const auto read = Seed::parse(written->text());
    FUZZ_CHECK(read && read->publicKey() == seed->publicKey() && std::ranges::equal(read->raw(), raw));
}

} // namespace

/// Mostly keeps the checksum right, behind which everything of interest lies.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize, unsigned seed)
{
    const auto body = base32Decode(textOf(data, size));
    if (!body || body->size() < 2 || seed % 4 == 0) return LLVMFuzzerMutate(data, size, maxSize);
    const std::string changed = mutated(std::string(body->begin(), body->end() - 2), base32ByteCount(maxSize));
    return giveBack(keyTextOf(changed), data, maxSize);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    checkEncodings(text);
    checkPublicKey(text);
    checkSeed(text);
    if (size % 4 == 1) checkRaw(text); // making keys is slow, and most inputs are meant as text
    const auto box = openCurveBox(keys().seed(KeyKind::Curve), keys().seed(KeyKind::Curve).publicKey(), bytesOf(text));
    FUZZ_CHECK(!box || size >= 44);
    return 0;
}
