// SPDX-License-Identifier: Apache-2.0
//
// Own, because a general parser spends more on a token than its signature leaves: it asks a virtual visitor about every
// value and turns every number into binary and back (tests/bench/README.md).
#include "core/jwt/json_text.h"
#include "core/jwt/json_value.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace gd {

namespace {

/// Bytes that stand for themselves inside quotes; the others need a look.
constexpr auto plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0x20; byte < 0x80; ++byte)
        table[byte] = byte != '"' && byte != '\\';
    return table;
}();

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendUtf8(std::string& out, std::uint32_t point)
{
    const auto put = [&out](std::uint32_t byte) {
        out += static_cast<char>(byte);
    };
    if (point < 0x80) {
        put(point);
        return;
    }
    if (point < 0x800) {
        put(0xc0 | point >> 6);
    } else {
        if (point < 0x10000) {
            put(0xe0 | point >> 12);
        } else {
            put(0xf0 | point >> 18);
            put(0x80 | (point >> 12 & 63));
        }
        put(0x80 | (point >> 6 & 63));
    }
    put(0x80 | (point & 63));
}

/// Recursive descent over one text. Each function reads one thing at m_at and says whether it was there.
class Parser {
public:
    Parser(std::string_view text, const JsonLimits& limits) : m_text(text), m_limits(limits) {}

    Result<JsonValue> parse()
    {
        JsonValue root;
        if (!readValue(root)) return Error{m_failure};
        skipBlanks();
        if (m_at != m_text.size()) return Error{m_failure};
        return root;
    }

private:
    /// The next character; none of JSON's at the end.
    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool skip(char wanted)
    {
        const bool there = next() == wanted;
        m_at += there ? 1 : 0;
        return there;
    }

    void skipBlanks()
    {
        while (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r')
            ++m_at;
    }

    bool fail(ErrorCode code)
    {
        m_failure = code;
        return false;
    }

    bool readValue(JsonValue& value)
    {
        skipBlanks();
        const char first = next();
        const bool nested = first == '{' || first == '[';
        if (nested && m_depth >= m_limits.depth) return fail(ErrorCode::JsonTooDeep);
        if (++m_count > m_limits.elements) return fail(ErrorCode::JsonTooLarge);
        switch (first) {
        case '{':
            return readObject(value);
        case '[':
            return readList(value);
        case '"':
            value.type = JsonValue::Type::Text;
            return readText(value.text);
        case 't':
            value.type = JsonValue::Type::Bool;
            value.truth = true;
            return readWord("true");
        case 'f':
            value.type = JsonValue::Type::Bool;
            return readWord("false");
        case 'n':
            return readWord("null");
        default:
            value.type = JsonValue::Type::Number;
            return readNumber(value.text);
        }
    }

    bool readObject(JsonValue& object)
    {
        object.type = JsonValue::Type::Object;
        ++m_at;
        ++m_depth;
        skipBlanks();
        for (bool more = next() != '}'; more; more = skip(',')) {
            skipBlanks();
            JsonMember& member = object.members.emplace_back();
            if (!readText(member.name)) return false;
            skipBlanks();
            if (!skip(':') || !readValue(member.value)) return false;
            skipBlanks();
        }
        --m_depth;
        return skip('}');
    }

    bool readList(JsonValue& list)
    {
        list.type = JsonValue::Type::List;
        ++m_at;
        ++m_depth;
        skipBlanks();
        for (bool more = next() != ']'; more; more = skip(',')) {
            if (!readValue(list.items.emplace_back())) return false;
            skipBlanks();
        }
        --m_depth;
        return skip(']');
    }

    bool readWord(std::string_view word)
    {
        const bool there = m_text.substr(m_at).starts_with(word);
        m_at += there ? word.size() : 0;
        return there;
    }

    bool readDigits()
    {
        const std::size_t start = m_at;
        while (isDigit(next()))
            ++m_at;
        return m_at > start;
    }

    /// Keeps the spelling.
    bool readNumber(std::string& spelling)
    {
        const std::size_t start = m_at;
        skip('-');
        if (!skip('0') && !readDigits()) return false;
        if (skip('.') && !readDigits()) return false;
        if (skip('e') || skip('E')) {
            if (!skip('+')) skip('-');
            if (!readDigits()) return false;
        }
        spelling = m_text.substr(start, m_at - start);
        return true;
    }

    bool readText(std::string& text)
    {
        if (!skip('"')) return false;
        for (std::size_t start = m_at;;) {
            while (m_at < m_text.size() && plain[static_cast<unsigned char>(m_text[m_at])])
                ++m_at;
            const char c = next();
            if (c == '"' || c == '\\') {
                text.append(m_text, start, m_at - start);
                ++m_at;
                if (c == '"') return true;
                if (!readEscape(text)) return false;
                start = m_at;
                continue;
            }
            const bool longer = static_cast<unsigned char>(c) >= 0x80;
            const std::size_t length = longer ? utf8Length(m_text, m_at) : 0;
            if (length == 0) return false;
            m_at += length;
        }
    }

    bool readEscape(std::string& text)
    {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        if (skip('u')) return readCodePoint(text);
        const std::size_t which = letters.find(next());
        if (which == std::string_view::npos) return false;
        ++m_at;
        text += meanings[which];
        return true;
    }

    /// What follows \u. Characters beyond 16 bits are written as two, which make no sense alone.
    bool readCodePoint(std::string& text)
    {
        const auto unit = readUnit();
        if (!unit || (*unit >= 0xdc00 && *unit <= 0xdfff)) return false;
        if (*unit < 0xd800 || *unit > 0xdbff) {
            appendUtf8(text, *unit);
            return true;
        }
        if (!skip('\\') || !skip('u')) return false;
        const auto second = readUnit();
        if (!second || *second < 0xdc00 || *second > 0xdfff) return false;
        appendUtf8(text, 0x10000 + ((*unit & 0x3ff) << 10 | (*second & 0x3ff)));
        return true;
    }

    std::optional<std::uint32_t> readUnit()
    {
        constexpr std::string_view lower = "0123456789abcdef", upper = "0123456789ABCDEF";
        std::uint32_t unit = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const std::size_t digit = std::min(lower.find(next()), upper.find(next()));
            if (digit == std::string_view::npos) return std::nullopt;
            unit = unit << 4 | static_cast<std::uint32_t>(digit);
        }
        return unit;
    }

    std::string_view m_text;
    JsonLimits m_limits;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    std::size_t m_count = 0;
    ErrorCode m_failure = ErrorCode::TokenPayloadJson;
};

} // namespace

Result<JsonValue> parseJson(std::string_view text, const JsonLimits& limits)
{
    if (text.size() > limits.bytes) return Error{ErrorCode::JsonTooLarge};
    return Parser(text, limits).parse();
}

} // namespace gd
