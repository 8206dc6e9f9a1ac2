// SPDX-License-Identifier: Apache-2.0
//
// nkeys.json: checksums, keys of every kind, signatures, all ways to read key text, curve boxes.
#include "core/encoding/crc16.h"
#include "core/nkeys/curve_box.h"
#include "core/nkeys/seed.h"
#include "tests/core/vectors.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

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

std::string checkKey(const JsonValue& vector)
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

std::string checkText(const JsonValue& vector)
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
    if (problem.empty() && key.has_value() != truth(expect, "valid_public")) problem = "valid_public differs";
    for (const KeyKind kind :
         {KeyKind::Operator, KeyKind::Account, KeyKind::User, KeyKind::Server, KeyKind::Cluster, KeyKind::Curve}) {
        const std::string member = "valid_" + (kind == KeyKind::Curve ? "curve" : nameOf(kind));
        if (problem.empty() && isPublicKey(keyText, kind) != truth(expect, member)) problem = member + " differs";
    }
    return problem;
}

std::string checkBox(const JsonValue& vector)
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

} // namespace

class TestNkeysVectors : public QObject {
    Q_OBJECT

private slots:
    void everyVector()
    {
        const JsonValue vectors = loadVectors("nkeys.json");
        Tally tally("nkeys.json");
        for (const JsonValue& vector : at(vectors, "crc16").items) {
            const std::uint16_t crc = crc16(hexBytes(vector, "hex"));
            const std::uint8_t bytes[] = {static_cast<std::uint8_t>(crc & 0xff), static_cast<std::uint8_t>(crc >> 8)};
            tally.count(text(vector, "id"), differs("crc", hexText(bytes), text(vector, "appended_hex")));
        }
        for (const JsonValue& vector : at(vectors, "keys_by_kind").items) {
            tally.count(text(vector, "id"), checkKey(vector), truth(vector, "lenient"));
        }
        for (const JsonValue& vector : at(vectors, "texts").items) {
            tally.count(text(vector, "id"), checkText(vector), truth(vector, "lenient"));
        }
        for (const JsonValue& vector : at(vectors, "curve_boxes").items) {
            tally.count(text(vector, "id"), checkBox(vector), truth(vector, "lenient"));
        }
        QVERIFY(tally.finish());
    }

    void curveBoxesOpenForTheRecipientOnly()
    {
        const auto sender = Seed::create(KeyKind::Curve);
        const auto recipient = Seed::create(KeyKind::Curve);
        const auto stranger = Seed::create(KeyKind::Curve);
        const auto account = Seed::create(KeyKind::Account);
        QVERIFY(sender && recipient && stranger && account);
        const auto plain = bytesOf("box of orders");
        auto box = sealCurveBox(*sender, recipient->publicKey(), newCurveNonce(), plain);
        QVERIFY(box.has_value());
        const auto opened = openCurveBox(*recipient, sender->publicKey(), *box);
        QVERIFY(opened.has_value());
        QVERIFY(std::ranges::equal(*opened, plain));

        QCOMPARE(openCurveBox(*stranger, sender->publicKey(), *box).error().code, ErrorCode::KeyChecksum);
        box->back() ^= 1;
        QCOMPARE(openCurveBox(*recipient, sender->publicKey(), *box).error().code, ErrorCode::KeyChecksum);
        box->resize(20);
        QCOMPARE(openCurveBox(*recipient, sender->publicKey(), *box).error().code, ErrorCode::KeyChecksum);
        QCOMPARE(sealCurveBox(*account, recipient->publicKey(), newCurveNonce(), plain).error().code,
                 ErrorCode::KeyWrongKind);
    }
};

QTEST_APPLESS_MAIN(TestNkeysVectors)
#include "tst_nkeys_vectors.moc"
