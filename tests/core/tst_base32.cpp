// SPDX-License-Identifier: Apache-2.0
#include "core/encoding/base32.h"
#include "core/encoding/base64url.h"
#include "core/encoding/sha512_256.h"

#include <QtTest>

using namespace gd;

namespace {

std::span<const std::uint8_t> bytesOf(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

QByteArray rising(int size)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes += static_cast<char>(i * 37 + size);
    return bytes;
}

} // namespace

class TestBase32 : public QObject {
    Q_OBJECT

private slots:
    /// RFC 4648 section 10, without the padding.
    void standardExamples_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("base32");
        QTest::addColumn<QString>("base64");
        QTest::newRow("0") << QByteArray("") << ""
                           << "";
        QTest::newRow("1") << QByteArray("f") << "MY"
                           << "Zg";
        QTest::newRow("2") << QByteArray("fo") << "MZXQ"
                           << "Zm8";
        QTest::newRow("3") << QByteArray("foo") << "MZXW6"
                           << "Zm9v";
        QTest::newRow("4") << QByteArray("foob") << "MZXW6YQ"
                           << "Zm9vYg";
        QTest::newRow("5") << QByteArray("fooba") << "MZXW6YTB"
                           << "Zm9vYmE";
        QTest::newRow("url letters") << QByteArray("\xfb\xff") << "7P7Q"
                                     << "-_8";
    }

    void standardExamples()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, base32);
        QFETCH(QString, base64);
        QCOMPARE(QString::fromStdString(base32Encode(bytesOf(bytes))), base32);
        QCOMPARE(QString::fromStdString(base64UrlEncode(bytesOf(bytes))), base64);
    }

    void everyLengthComesBack()
    {
        for (int size = 0; size < 50; ++size) {
            const QByteArray bytes = rising(size);
            const auto decoded = base32Decode(base32Encode(bytesOf(bytes)));
            QVERIFY(decoded.has_value());
            QVERIFY(std::ranges::equal(*decoded, bytesOf(bytes)));
            QCOMPARE(base64UrlDecode(base64UrlEncode(bytesOf(bytes))).value_or("?"), bytes.toStdString());
        }
    }

    void otherSpellingsAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isBase32");
        QTest::newRow("lower case") << "my" << true;
        QTest::newRow("padding") << "MY======" << true;
        QTest::newRow("digit outside") << "M1" << true;
        QTest::newRow("blank") << "MY " << true;
        QTest::newRow("line end") << "MY\n" << true;
        QTest::newRow("left-over character") << "M" << true;
        QTest::newRow("left-over third") << "MYA" << true;
        QTest::newRow("left-over sixth") << "MZXW6A" << true;
        QTest::newRow("unused bit") << "MZ" << true;
        QTest::newRow("64: padding") << "Zg==" << false;
        QTest::newRow("64: standard letters") << "+/8" << false;
        QTest::newRow("64: line end") << "Zg\n" << false;
        QTest::newRow("64: left-over character") << "Z" << false;
        QTest::newRow("64: unused bit") << "Zh" << false;
    }

    void otherSpellingsAreRefused()
    {
        QFETCH(QString, text);
        QFETCH(bool, isBase32);
        const bool refused = isBase32 ? !base32Decode(text.toStdString()) : !base64UrlDecode(text.toStdString());
        QVERIFY(refused);
    }

    /// FIPS 180-4 example values for SHA-512/256 of "abc" (NIST).
    void hashOfThreeLetters()
    {
        const auto hash = sha512_256("abc");
        const QByteArray hex(reinterpret_cast<const char*>(hash.data()), static_cast<int>(hash.size()));
        QCOMPARE(hex.toHex(), QByteArray("53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"));
    }
};

QTEST_APPLESS_MAIN(TestBase32)
#include "tst_base32.moc"
