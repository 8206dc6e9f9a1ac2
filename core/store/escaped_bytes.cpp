// SPDX-License-Identifier: Apache-2.0
#include "core/store/escaped_bytes.h"

#include <cstdio>

namespace gd {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

std::string escaped(const std::string& bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        if (c >= ' ' && c <= '~' && c != '%') {
            text += c;
            continue;
        }
        char hex[4];
        std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        text += hex;
    }
    return text;
}

std::optional<std::string> unescaped(const std::string& text)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            bytes += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0) return {};
        bytes += static_cast<char>(16 * high + low);
        i += 2;
    }
    return bytes;
}

} // namespace gd
