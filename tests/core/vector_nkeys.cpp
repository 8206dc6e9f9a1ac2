// SPDX-License-Identifier: Apache-2.0
//
// nkeys.json: checksums, keys of every kind, signatures, all ways to read key text, curve boxes.
#include "core/encoding/base32.h"
#include "core/encoding/crc16.h"
#include "core/nkeys/curve_box.h"
#include "core/nkeys/key_text.h"
#include "core/nkeys/seed.h"
#include "tests/core/vector_checks.h"

namespace gd::test {

namespace {

std::string nameOf(KeyKind kind)
{
    switch (kind) {
    case KeyKind::Operator:
        return "operator";
    case KeyKind::Account:
        return "account";
    case KeyKind::User:
        return "user";
    case KeyKind::Server:
        return "server";
    case KeyKind::Cluster:
        return "cluster";
    case KeyKind::Curve:
        return "x25519";
    }
    return {};
}

/// A text of a body as all key texts are made.
std::string textOfBody(std::vector<std::uint8_t> body)
{
    const std::uint16_t crc = crc16(body);
    body.push_back(static_cast<std::uint8_t>(crc & 0xff));
    body.push_back(static_cast<std::uint8_t>(crc >> 8));
    return base32Encode(body);
}

/// Private key text, which no file of ours ever holds: prefix, raw seed and, but for curve keys, the public key.
std::string privateText(const Seed& seed)
{
    std::vector<std::uint8_t> body{0x78};
    body.insert(body.end(), seed.raw().begin(), seed.raw().end());
    const auto& key = seed.publicKey();
    if (key.kind() != KeyKind::Curve) body.insert(body.end(), key.bytes().begin(), key.bytes().end());
    return textOfBody(std::move(body));
}

/// What the first byte of a text says that it is, if the text can be opened.
std::string nameOfPrefix(std::string_view keyText)
{
    std::array<std::uint8_t, base32ByteCount(maxKeyTextSize)> out{};
    if (keyText.size() > maxKeyTextSize) return "unknown";
    const auto body = openKeyText(keyText, out);
    if (!body) return "unknown";
    const std::uint8_t first = body->front();
    if (const auto kind = kindOfPrefix(first)) return nameOf(*kind);
    if (first == 0x78) return "private";
    return (first & 0xf8) == seedPrefix ? "seed" : "unknown";
}

} // namespace

std::string checkKeyOfKind(const JsonValue& vector, const JsonValue&)
{
    const auto seed = Seed::parse(text(vector, "seed"));
    if (!seed) return "the seed is refused: " + codeText(seed.error().code);
    const PublicKey& key = seed->publicKey();
    const auto seedText = seed->text();
    std::string problem = differs("kind", nameOf(seed->kind()), text(vector, "kind"));
    if (problem.empty()) problem = differs("raw seed", hexText(seed->raw()), text(vector, "raw_seed_hex"));
    if (problem.empty()) problem = differs("public key", key.text(), text(vector, "public"));
    if (problem.empty()) problem = differs("raw public", hexText(key.bytes()), text(vector, "raw_public_hex"));
    if (problem.empty()) problem = differs("seed text", std::string(seedText->text()), text(vector, "seed"));
    if (problem.empty()) problem = differs("letter", std::string(1, keyLetter(key.kind())), text(vector, "letter"));
    if (problem.empty())
        problem = differs("prefix", std::to_string(prefixByte(key.kind())), text(vector, "prefix_byte"));
    if (problem.empty())
        problem = differs("seed letters", text(vector, "seed").substr(0, 2), text(vector, "seed_letters"));
    if (problem.empty()) problem = differs("private", privateText(*seed), text(vector, "private"));
    for (const JsonValue& wanted : at(vector, "signatures").items) {
        if (!problem.empty()) break;
        const auto message = hexBytes(wanted, "message_hex");
        const auto signature = seed->sign(message);
        if (!signature) return "cannot sign";
        problem = differs("signature", hexText(*signature), text(wanted, "signature_hex"));
        if (problem.empty() && !key.verify(message, *signature)) problem = "its own signature does not verify";
    }
    return problem;
}

std::string checkCrc(const JsonValue& vector, const JsonValue&)
{
    const std::uint16_t crc = crc16(hexBytes(vector, "hex"));
    const std::uint8_t bytes[] = {static_cast<std::uint8_t>(crc & 0xff), static_cast<std::uint8_t>(crc >> 8)};
    const std::uint8_t number[] = {bytes[1], bytes[0]};
    std::string problem = differs("appended", hexText(bytes), text(vector, "appended_hex"));
    return problem.empty() ? differs("crc", hexText(number), text(vector, "crc")) : problem;
}

std::string checkKeyText(const JsonValue& vector, const JsonValue&)
{
    const std::string keyText = text(vector, "text");
    const JsonValue& expect = at(vector, "expect");
    const auto seed = Seed::parse(keyText);
    std::string problem = differs("as seed", seed ? "ok" : codeText(seed.error().code), text(expect, "as_seed"));
    if (seed && problem.empty()) {
        problem = differs("seed's key", seed->publicKey().text(), text(expect, "seed_public"));
        if (problem.empty()) problem = differs("seed kind", nameOf(seed->kind()), text(expect, "seed_kind"));
    }
    const auto key = PublicKey::parse(keyText);
    if (problem.empty()) {
        problem = differs("as public", key ? "ok" : codeText(key.error().code), text(expect, "as_public"));
    }
    if (problem.empty()) problem = answerDiffers("valid_public", key.has_value(), expect, "valid_public");
    if (problem.empty()) problem = differs("prefix", nameOfPrefix(keyText), text(expect, "prefix"));
    for (const KeyKind kind :
         {KeyKind::Operator, KeyKind::Account, KeyKind::User, KeyKind::Server, KeyKind::Cluster, KeyKind::Curve}) {
        const std::string member = "valid_" + (kind == KeyKind::Curve ? "curve" : nameOf(kind));
        if (problem.empty()) problem = answerDiffers(member, isPublicKey(keyText, kind), expect, member);
    }
    return problem;
}

std::string checkCurveBox(const JsonValue& vector, const JsonValue&)
{
    const auto sender = Seed::parse(text(vector, "sender_seed"));
    const auto recipient = PublicKey::parse(text(vector, "recipient_public"));
    if (!sender || !recipient) return "a key is refused";
    CurveNonce nonce{};
    std::ranges::copy(hexBytes(vector, "nonce_hex"), nonce.begin());
    const auto box = sealCurveBox(*sender, *recipient, nonce, hexBytes(vector, "plain_hex"));
    if (!box) return "cannot seal";
    return differs("sealed", hexText(*box), text(vector, "sealed_hex"));
}

} // namespace gd::test
