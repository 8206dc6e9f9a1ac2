// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/seed.h"

#include "core/encoding/base32.h"
#include "core/encoding/crc16.h"
#include "core/nkeys/key_text.h"
#include "tests/core/vectors.h"

#include <QtTest>

#include <random>

using namespace gd;
using namespace gd::test;

namespace {

constexpr KeyKind allKinds[] = {KeyKind::Operator, KeyKind::Account, KeyKind::User,
                                KeyKind::Server,   KeyKind::Cluster, KeyKind::Curve};

/// Key text with a good checksum over any body.
std::string keyText(std::vector<std::uint8_t> body)
{
    const std::uint16_t crc = crc16(body);
    body.push_back(static_cast<std::uint8_t>(crc & 0xff));
    body.push_back(static_cast<std::uint8_t>(crc >> 8));
    return base32Encode(body);
}

} // namespace

class TestSeed : public QObject {
    Q_OBJECT

private slots:
    void everyKindComesBack()
    {
        for (const KeyKind kind : allKinds) {
            const auto seed = Seed::create(kind);
            QVERIFY(seed.has_value());
            const auto seedText = seed->text();
            QVERIFY(seedText.has_value());
            QCOMPARE(seedText->text().size(), std::size_t{58});
            QCOMPARE(seedText->text()[0], 'S');
            QCOMPARE(seedText->text()[1], keyLetter(kind));
            const auto again = Seed::parse(seedText->text());
            QVERIFY(again.has_value());
            QVERIFY(again->publicKey() == seed->publicKey());
            QVERIFY(std::ranges::equal(again->raw(), seed->raw()));

            const std::string publicText = seed->publicKey().text();
            QCOMPARE(publicText.size(), std::size_t{56});
            QCOMPARE(publicText[0], keyLetter(kind));
            const auto key = PublicKey::parse(publicText, kind);
            QVERIFY(key.has_value());
            QVERIFY(*key == seed->publicKey());
        }
    }

    void twoSeedsDiffer()
    {
        QVERIFY(!(Seed::create(KeyKind::User)->publicKey() == Seed::create(KeyKind::User)->publicKey()));
    }

    void signaturesHoldForTheirMessageOnly()
    {
        const auto seed = Seed::create(KeyKind::Account);
        auto signature = seed->sign(bytesOf("orders"));
        QVERIFY(signature.has_value());
        QVERIFY(seed->publicKey().verify(bytesOf("orders"), *signature));
        QVERIFY(!seed->publicKey().verify(bytesOf("order"), *signature));
        QVERIFY(!seed->publicKey().verify(bytesOf("orders"), std::span(*signature).first(63)));
        (*signature)[0] ^= 1;
        QVERIFY(!seed->publicKey().verify(bytesOf("orders"), *signature));
    }

    void curveKeysCannotSign()
    {
        const auto seed = Seed::create(KeyKind::Curve);
        QCOMPARE(seed->sign(bytesOf("x")).error().code, ErrorCode::KeyCannotSign);
        QVERIFY(!seed->publicKey().verify(bytesOf("x"), Signature{}));
    }

    void everyErrorOfReadingASeed()
    {
        const std::vector<std::uint8_t> zeros(32);
        const auto code = [](const std::string& text) {
            return Seed::parse(text).error().code;
        };
        QCOMPARE(code("not base32"), ErrorCode::KeyBase32);
        QCOMPARE(code(""), ErrorCode::KeyTooShort);
        QCOMPARE(code("AAAAAAAAAAAAAAAAAAAAAAAE"), ErrorCode::KeyChecksum);
        QCOMPARE(code(Seed::create(KeyKind::User)->publicKey().text()), ErrorCode::KeyNotASeed);
        QCOMPARE(code(keyText({0x90, 0, 1, 2, 3})), ErrorCode::KeySeedLength);
        QCOMPARE(code(keyText({0x95, 0xc0, 1, 2, 3})), ErrorCode::KeyCurveSeed);
        QCOMPARE(code(std::string(100'000, 'A')), ErrorCode::KeyNotASeed); // long, and all zeros has a good checksum
        QCOMPARE(Seed::fromRaw(KeyKind::User, std::span(zeros).first(31)).error().code, ErrorCode::KeySeedLength);
    }

    void errorsShowNoSeed()
    {
        const auto seed = Seed::create(KeyKind::Account);
        QVERIFY(seed);
        const auto text = seed->text();
        QVERIFY(text);
        QCOMPARE(PublicKey::parse(text->text()).error().where, std::string());
        QCOMPARE(PublicKey::parse(std::string(text->text()) + "A").error().where, std::string());
        const auto longer = " " + std::string(text->text());
        QVERIFY(PublicKey::parse(longer).error().where.size() <= 8);
        QCOMPARE(PublicKey::parse("AAAA").error().where, std::string("AAAA"));
    }

    void everyErrorOfReadingAPublicKey()
    {
        const auto code = [](const std::string& text) {
            return PublicKey::parse(text).error().code;
        };
        const std::string account = Seed::create(KeyKind::Account)->publicKey().text();
        QCOMPARE(code(account + " "), ErrorCode::KeyBase32);
        QCOMPARE(code(account + "A"), ErrorCode::KeyBase32);
        QCOMPARE(code("AAAA"), ErrorCode::KeyTooShort);
        QCOMPARE(code(account.substr(0, 48)), ErrorCode::KeyChecksum);
        QCOMPARE(code(keyText(std::vector<std::uint8_t>(32))), ErrorCode::KeyNotAPublicKey); // one byte short
        QCOMPARE(code(keyText(std::vector<std::uint8_t>(33, 0x78))),
                 ErrorCode::KeyNotAPublicKey); // private key's prefix
        QCOMPARE(PublicKey::parse(account, KeyKind::User).error().code, ErrorCode::KeyWrongKind);
        QVERIFY(isPublicKeyOfWrongLength(keyText(std::vector<std::uint8_t>(32))));
        QVERIFY(!isPublicKeyOfWrongLength(account));
    }

    void seedsAreFoundInTexts()
    {
        for (const KeyKind kind : allKinds) {
            const auto seed = Seed::create(kind);
            const std::string text(seed->text()->text());
            const std::string key = seed->publicKey().text();
            for (const auto& around : {text, "x" + text + "y", "ABC" + text, text + "ABC", key + "\n" + text + "\n",
                                       text.substr(0, 57) + "A"}) // damaged, but who knows how little
                QVERIFY2(holdsSeed(around), around.c_str());
            for (const auto& other : {std::string(), key, "S" + key, text.substr(0, 57), text.substr(1),
                                      "S" + std::string(57, 'B'), text.substr(0, 30) + "\n" + text.substr(30)})
                QVERIFY2(!holdsSeed(other), other.c_str());
        }
    }

    /// Against the plain reading of the rule, on texts in which seeds nearly begin everywhere.
    void seedsAreFoundWhereverTheyBegin()
    {
        const auto plainly = [](std::string_view text) {
            constexpr std::size_t size = 58;
            for (std::size_t begin = 0; begin + size <= text.size(); ++begin) {
                const auto window = text.substr(begin, size);
                if (window[0] == 'S' && std::string_view("OAUNCX").find(window[1]) != std::string_view::npos &&
                    window.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == std::string_view::npos)
                    return true;
            }
            return false;
        };
        std::mt19937 random(20261124);
        int found = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string text(50 + random() % 200, 'A');
            for (char& c : text)
                c = "SOAUNCX27z.\n"[random() % (random() % 40 == 0 ? 12 : 9)];
            QVERIFY2(holdsSeed(text) == plainly(text), text.c_str());
            found += plainly(text) ? 1 : 0;
        }
        QVERIFY(found > 2'000 && found < 18'000);
    }
};

QTEST_APPLESS_MAIN(TestSeed)
#include "tst_seed.moc"
