// SPDX-License-Identifier: Apache-2.0
//
// What JSON may cost, at each limit and one beyond, and numbers that must not lose a digit.
#include "core/jwt/claims_reader.h"
#include "core/jwt/generic_json.h"
#include "core/jwt/json_text.h"
#include "core/jwt/json_value.h"

#include <QtTest>

#include <clocale>

using namespace gd;

namespace {

constexpr auto fine = static_cast<ErrorCode>(-1);

ErrorCode codeOf(const std::string& text)
{
    const auto value = parseJson(text);
    return value ? fine : value.error().code;
}

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

/// A list that is one value itself.
std::string listOf(std::size_t elements)
{
    std::string text = "[0";
    for (std::size_t i = 2; i < elements; ++i)
        text += ",0";
    return text + "]";
}

} // namespace

class TestJsonLimits : public QObject {
    Q_OBJECT

private slots:
    void bytes()
    {
        const std::string blanks(maxJsonBytes - 2, ' ');
        QCOMPARE(codeOf(blanks + "{}"), fine);
        QCOMPARE(codeOf(blanks + " {}"), ErrorCode::JsonTooLarge);
    }

    void depth()
    {
        QCOMPARE(codeOf(nested(maxJsonDepth)), fine);
        QCOMPARE(codeOf(nested(maxJsonDepth + 1)), ErrorCode::JsonTooDeep);
        const auto deepest = parseJson(nested(maxJsonDepth));
        std::string text;
        appendJson(text, *deepest);
        QCOMPARE(text.size(), 2 * maxJsonDepth);
        QCOMPARE(genericJson(*deepest)->size(), 2 * maxJsonDepth);
        const JsonValue copy = *deepest; // and both are taken apart here
    }

    void elements()
    {
        QCOMPARE(codeOf(listOf(maxJsonElements)), fine);
        QCOMPARE(codeOf(listOf(maxJsonElements + 1)), ErrorCode::JsonTooLarge);
    }

    void whatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("zero byte behind") << QByteArray("{}\0", 3);
        QTest::newRow("zero byte and more") << QByteArray("{}\0{}", 5);
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}");
        QTest::newRow("trailing comma") << QByteArray("[1,]");
        QTest::newRow("comment") << QByteArray("[1/**/]");
        QTest::newRow("single quotes") << QByteArray("['a']");
        QTest::newRow("leading zero") << QByteArray("[01]");
        QTest::newRow("plus") << QByteArray("[+1]");
        QTest::newRow("NaN") << QByteArray("[NaN]");
        QTest::newRow("control character") << QByteArray("[\"\t\"]");
        QTest::newRow("two values") << QByteArray("1 2");
        QTest::newRow("nothing") << QByteArray("");
    }

    void whatIsNoJson()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(codeOf(text.toStdString()), ErrorCode::TokenPayloadJson);
    }

    void numbersKeepTheirSpelling()
    {
        const char* const spellings[] = {"0",
                                         "-0",
                                         "9007199254740993", // 2^53 + 1
                                         "9223372036854775807",
                                         "-9223372036854775808",
                                         "18446744073709551615",
                                         "18446744073709551616",
                                         "0.10",
                                         "1e400",
                                         "-2.5E-7"};
        for (const char* const spelling : spellings)
            QCOMPARE(parseJson(spelling)->text, std::string(spelling));
        QCOMPARE(*integerOf(*parseJson("9007199254740993"), false), 9007199254740993);
        QCOMPARE(*integerOf(*parseJson("9223372036854775807"), false), std::numeric_limits<std::int64_t>::max());
        QCOMPARE(*integerOf(*parseJson("-9223372036854775808"), false), std::numeric_limits<std::int64_t>::min());
        QCOMPARE(*unsignedOf(*parseJson("18446744073709551615")), std::numeric_limits<std::uint64_t>::max());
        QVERIFY(!integerOf(*parseJson("9223372036854775808"), false));
        QVERIFY(!unsignedOf(*parseJson("18446744073709551616")));
        QVERIFY(!unsignedOf(*parseJson("-0")) && !integerOf(*parseJson("1.0"), false));
    }

    /// Some locales write a comma in numbers, and Qt programs have the locale of their user.
    void theLocaleDoesNotMatter()
    {
        for (const char* const locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"}) {
            if (std::setlocale(LC_NUMERIC, locale) == nullptr) continue;
            QCOMPARE(parseJson("[2.5]")->items[0].text, std::string("2.5"));
        }
        std::setlocale(LC_NUMERIC, "C");
    }

    /// As the reference library reads numbers inside scoped signing keys: through a double.
    void scopesRound()
    {
        QCOMPARE(*integerOf(*parseJson("2.0"), true), 2);
        QCOMPARE(*integerOf(*parseJson("1e3"), true), 1000);
        QCOMPARE(*integerOf(*parseJson("9007199254740993"), true), 9007199254740992);
        QCOMPARE(*integerOf(*parseJson("1234567890123456789"), true), 1234567890123456800);
        QVERIFY(!integerOf(*parseJson("9223372036854775807"), true));
        QVERIFY(!integerOf(*parseJson("1.5"), true) && !integerOf(*parseJson("1e21"), true));
    }

    void doublesAsGoWritesThem_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("spelled");
        const auto row = [](const char* number, const char* spelled) {
            QTest::newRow(number) << number << spelled;
        };
        row("0", "0");
        row("-0", "-0");
        row("-0.0", "-0");
        row("1.50", "1.5");
        row("100", "100");
        row("1e2", "100");
        row("0.000001", "0.000001");
        row("0.0000009", "9e-7");
        row("1e-7", "1e-7");
        row("1.5e300", "1.5e+300");
        row("5e-324", "5e-324");
        row("1e-400", "0");
        row("-1e-99999999999999999999", "-0");
        row("100000000000000000000", "100000000000000000000");
        row("999999999999999999999", "1e+21");
        row("1e21", "1e+21");
        row("9007199254740993", "9007199254740992");
        row("12345.678", "12345.678");
        row("1e400", "");
        row("-1e99999999999999999999", "");
    }

    void doublesAsGoWritesThem()
    {
        QFETCH(QString, number);
        QFETCH(QString, spelled);
        QCOMPARE(QString::fromStdString(doubleSpelling(number.toStdString()).value_or("")), spelled);
    }
};

QTEST_APPLESS_MAIN(TestJsonLimits)
#include "tst_json_limits.moc"
