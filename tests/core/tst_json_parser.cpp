// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/json_text.h"
#include "core/jwt/json_value.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <random>

using namespace gd;

// Raw strings with an odd number of quotes are too much for moc 6.4, so those are spelled with backslashes.
namespace {

/// The value written again, or the code of the failure.
QByteArray outcome(std::string_view text, const JsonLimits& limits = {})
{
    const auto value = parseJson(text, limits);
    if (!value) {
        switch (value.error().code) {
        case ErrorCode::JsonTooDeep:
            return "too deep";
        case ErrorCode::JsonTooLarge:
            return "too large";
        default:
            return "refused";
        }
    }
    std::string written;
    appendJson(written, *value);
    return QByteArray::fromStdString(written);
}

/// What another parser makes of a text: its own spelling of the value, or nothing.
std::string foreignSpelling(const std::string& text)
{
    const auto json = nlohmann::ordered_json::parse(text, nullptr, false);
    return json.is_discarded() ? std::string() : json.dump();
}

} // namespace

class TestJsonParser : public QObject {
    Q_OBJECT

private slots:
    void texts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("wanted");
        const auto same = [](const char* name, const QByteArray& text) {
            QTest::newRow(name) << text << text;
        };
        const auto refused = [](const char* name, const QByteArray& text) {
            QTest::newRow(name) << text << QByteArray("refused");
        };
        same("words", "[null,true,false]");
        same("empty ones", R"({"a":{},"b":[],"":""})");
        same("order and repetition", R"({"b":1,"a":2,"b":3})");
        same("large integers", "[9223372036854775807,-9223372036854775808,18446744073709551615]");
        same("spelling of numbers", "[0,-0,-1,1.50,1e5,1E+5,0.1e-7,123456789012345678901234567890]");
        same("a number no double holds", "1e999");
        same("texts beyond ASCII", "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x7f\"");
        QTest::newRow("blanks") << QByteArray(" \t\r\n{ \"a\" : [ 1 , 2 ] } \n") << QByteArray(R"({"a":[1,2]})");
        QTest::newRow("escapes") << QByteArray("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\ud83d\\uDE00\"")
                                 << QByteArray("\"\\\"\\\\/\\b\\f\\n\\r\\tA\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"");
        refused("nothing", "");
        refused("only blanks", "  ");
        refused("two values", "1 2");
        refused("byte order mark", "\xef\xbb\xbf{}");
        refused("zero byte behind", QByteArray("{}\0", 3));
        refused("zero byte inside", QByteArray("{\"a\":1\0}", 8));
        refused("open object", R"({"a":1)");
        refused("open list", "[1,2");
        refused("open text", "\"a");
        refused("open escape", "\"a\\");
        refused("other end", R"({"a":1])");
        refused("comma at the end of an object", R"({"a":1,})");
        refused("comma at the end of a list", "[1,]");
        refused("comma alone", "[,1]");
        refused("no colon", R"({"a" 1})");
        refused("name without quotes", "{a:1}");
        refused("cut word", "tru");
        refused("longer word", "truex");
        refused("other case", "True");
        refused("leading zero", "01");
        refused("plus sign", "+1");
        refused("minus alone", "-");
        refused("point at the end", "1.");
        refused("point at the front", ".5");
        refused("exponent without digits", "1e+");
        refused("hexadecimal", "0x10");
        refused("not a number", "NaN");
        refused("comment", "/**/1");
        refused("control character", QByteArray("\"a\nb\""));
        refused("unknown escape", R"("\x41")");
        refused("short code", R"("\u00g0")");
        refused("cut code", "\"\\u00");
        refused("first half alone", R"("\ud83d")");
        refused("second half alone", R"("\ude00")");
        refused("two first halves", R"("\ud83d\ud83d")");
        refused("overlong", "\"\xc0\xaf\"");
        refused("surrogate in UTF-8", "\"\xed\xa0\x80\"");
        refused("beyond Unicode", "\"\xf4\x90\x80\x80\"");
        refused("cut sequence", "\"\xe2\x82\"");
        refused("lone continuation", "\"\x80\"");
    }
    void texts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, wanted);
        QCOMPARE(outcome(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))), wanted);
    }

    void limitsAreExact()
    {
        const JsonLimits limits{.bytes = 20, .depth = 3, .elements = 5};
        QCOMPARE(outcome("[[[1]]]", limits), QByteArray("[[[1]]]"));
        QCOMPARE(outcome("[[[[1]]]]", limits), QByteArray("too deep"));
        QCOMPARE(outcome(R"([{"a":{"b":1}}])", limits), QByteArray(R"([{"a":{"b":1}}])"));
        QCOMPARE(outcome("[1,2,3,4]", limits), QByteArray("[1,2,3,4]"));
        QCOMPARE(outcome("[1,2,3,4,5]", limits), QByteArray("too large"));
        QCOMPARE(outcome("[                  ]", limits), QByteArray("[]"));
        QCOMPARE(outcome("[                   ]", limits), QByteArray("too large"));
    }

    /// Damages good texts and compares with a parser of other people: the same are accepted, with the same meaning.
    void agreesWithAnotherParser()
    {
        const std::string good = "{\"a\":[1,-2,3.5e2,true,false,null,{\"b\":\"c\\u00e9\\n\\\"\\ud83d\\ude00\"}],\"\":{}"
                                 ",\"x\":\"é€😀\",\"n\":[[],[0]]}";
        const std::string pieces = "{}[],:\"\\u0123456789abcdef-+.eE \ttrufalsn\xc3\xa9\x80";
        std::mt19937 random(1); // always the same texts
        int accepted = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string text = good;
            for (std::size_t changes = 1 + random() % 3; changes > 0; --changes) {
                const std::size_t at = random() % text.size();
                const char piece = pieces[random() % pieces.size()];
                if (random() % 3 == 0) {
                    text.erase(at, 1);
                } else if (random() % 2 == 0) {
                    text.insert(at, 1, piece);
                } else {
                    text[at] = piece;
                }
            }
            const auto ours = parseJson(text);
            const std::string theirs = foreignSpelling(text);
            QVERIFY2(ours.has_value() == !theirs.empty(), text.c_str());
            if (!ours) continue;
            ++accepted;
            std::string written;
            appendJson(written, *ours);
            QVERIFY2(foreignSpelling(written) == theirs, text.c_str());
        }
        QVERIFY(accepted > 500);
    }
};

QTEST_GUILESS_MAIN(TestJsonParser)
#include "tst_json_parser.moc"
