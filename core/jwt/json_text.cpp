// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/json_text.h"

#include <array>
#include <cstdint>

namespace gd {

namespace {

/// Bytes that stand for themselves inside quotes; the others need a look.
constexpr auto plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0x20; byte < 0x80; ++byte)
        table[byte] = true;
    for (const char c : {'"', '\\', '<', '>', '&'})
        table[static_cast<unsigned char>(c)] = false;
    return table;
}();

/// Where the plain bytes from `at` on end. Most texts are nothing else, so eight are looked at before asking.
std::size_t endOfPlain(std::string_view text, std::size_t at)
{
    const auto isPlain = [text](std::size_t i) {
        return plain[static_cast<unsigned char>(text[i])];
    };
    for (; at + 8 <= text.size(); at += 8) {
        bool all = true;
        for (std::size_t i = 0; i < 8; ++i)
            all = isPlain(at + i) & all;
        if (!all) break;
    }
    while (at < text.size() && isPlain(at))
        ++at;
    return at;
}

unsigned char byteAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

void appendEscape(std::string& out, unsigned char byte)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (byte) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    default:
        out += "\\u00";
        out += hex[byte >> 4];
        out += hex[byte & 15];
    }
}

void newLine(std::string& out, std::size_t level)
{
    out += '\n';
    out.append(2 * level, ' ');
}

/// End of the quoted text that starts at `at`, behind its closing quote.
std::size_t endOfText(std::string_view json, std::size_t at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\') ++at;
    }
    return at + 1;
}

} // namespace

std::size_t utf8Length(std::string_view text, std::size_t at)
{
    const unsigned char lead = byteAt(text, at);
    const auto follows = [&](std::size_t offset, unsigned low = 0x80, unsigned high = 0xbf) {
        const unsigned char byte = byteAt(text, at + offset);
        return byte >= low && byte <= high;
    };
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return follows(1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const unsigned low = lead == 0xe0 ? 0xa0 : 0x80;
        const unsigned high = lead == 0xed ? 0x9f : 0xbf;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const unsigned low = lead == 0xf0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xf4 ? 0x8f : 0xbf;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

void appendJsonText(std::string& out, std::string_view text)
{
    out += '"';
    std::size_t start = 0; // first byte that is not written yet
    for (std::size_t at = 0;;) {
        at = endOfPlain(text, at);
        if (at == text.size()) break;
        const unsigned char byte = byteAt(text, at);
        const std::size_t length = utf8Length(text, at);
        const std::string_view sequence = text.substr(at, length);
        const bool lineSeparator = sequence == "\xe2\x80\xa8" || sequence == "\xe2\x80\xa9";
        if (byte >= 0x80 && length > 0 && !lineSeparator) {
            at += length;
            continue;
        }
        out += text.substr(start, at - start);
        if (length == 0) {
            out += "\\ufffd";
        } else if (lineSeparator) {
            out += sequence.back() == '\xa8' ? "\\u2028" : "\\u2029";
        } else {
            appendEscape(out, byte);
        }
        at += length == 0 ? 1 : length;
        start = at;
    }
    out += text.substr(start);
    out += '"';
}

void appendJson(std::string& out, const JsonValue& value)
{
    switch (value.type) {
    case JsonValue::Type::Null:
        out += "null";
        return;
    case JsonValue::Type::Bool:
        out += value.truth ? "true" : "false";
        return;
    case JsonValue::Type::Number:
        out += value.text;
        return;
    case JsonValue::Type::Text:
        appendJsonText(out, value.text);
        return;
    case JsonValue::Type::List: {
        char separator = '[';
        for (const JsonValue& item : value.items) {
            out += separator;
            appendJson(out, item);
            separator = ',';
        }
        out += value.items.empty() ? "[]" : "]";
        return;
    }
    case JsonValue::Type::Object: {
        char separator = '{';
        for (const JsonMember& member : value.members) {
            out += separator;
            appendJsonText(out, member.name);
            out += ':';
            appendJson(out, member.value);
            separator = ',';
        }
        out += value.members.empty() ? "{}" : "}";
        return;
    }
    }
}

namespace {

/// Go's encoder writes `<`, `>` and `&` as escapes, for web pages; people want to read "orders.>".
void appendReadable(std::string& out, std::string_view text)
{
    constexpr std::size_t length = 6;
    for (std::size_t at = 0; at < text.size();) {
        const auto escape = text.substr(at, length);
        if (escape == "\\u003c" || escape == "\\u003e" || escape == "\\u0026") {
            out += escape == "\\u003c" ? '<' : escape == "\\u003e" ? '>' : '&';
            at += length;
            continue;
        }
        const std::size_t step = text[at] == '\\' ? 2 : 1; // of an escaped backslash no second half is left to misread
        out += text.substr(at, step);
        at += step;
    }
}

} // namespace

std::string indentedJson(std::string_view compact)
{
    std::string out;
    std::size_t level = 0;
    for (std::size_t at = 0; at < compact.size();) {
        const char c = compact[at];
        if (c == '"') {
            const std::size_t end = endOfText(compact, at);
            appendReadable(out, compact.substr(at, end - at));
            at = end;
            continue;
        }
        ++at;
        const bool empty = at < compact.size() && (compact[at] == '}' || compact[at] == ']');
        if (c == '}' || c == ']') newLine(out, --level);
        out += c;
        if (c == ':') out += ' ';
        if (c == ',') newLine(out, level);
        if (c == '{' || c == '[') {
            if (empty) {
                out += compact[at++];
            } else {
                newLine(out, ++level);
            }
        }
    }
    return out;
}

} // namespace gd
