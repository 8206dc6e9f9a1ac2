// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/url_rules.h"

#include <algorithm>
#include <cctype>

namespace gd {

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Every `%` is followed by two hex digits.
bool escapesAreWhole(std::string_view text)
{
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (at + 2 >= text.size() || !isHexDigit(text[at + 1]) || !isHexDigit(text[at + 2])) return false;
    }
    return true;
}

/// The scheme in front of the first ':'; empty if another character ends it. None if the text starts with ':'.
std::optional<std::string_view> cutScheme(std::string_view& rest)
{
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const char c = rest[i];
        if (c == ':' && i == 0) return std::nullopt;
        if (c == ':') {
            const std::string_view scheme = rest.substr(0, i);
            rest.remove_prefix(i + 1);
            return scheme;
        }
        const bool later = isDigit(c) || c == '+' || c == '-' || c == '.';
        if (!isLetter(c) && (i == 0 || !later)) break;
    }
    return std::string_view();
}

/// Host without port and brackets; none if bracket or port are broken.
std::optional<std::string_view> hostName(std::string_view hostPort)
{
    std::string_view host = hostPort, port;
    if (hostPort.starts_with('[')) {
        const std::size_t close = hostPort.rfind(']');
        if (close == std::string_view::npos) return std::nullopt;
        host = hostPort.substr(1, close - 1);
        port = hostPort.substr(close + 1);
    } else if (const std::size_t colon = hostPort.rfind(':'); colon != std::string_view::npos) {
        host = hostPort.substr(0, colon);
        port = hostPort.substr(colon);
    }
    if (!port.empty() && (port[0] != ':' || !std::ranges::all_of(port.substr(1), isDigit))) return std::nullopt;
    return host;
}

} // namespace

std::optional<UrlParts> parseUrl(std::string_view text)
{
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    };
    if (std::ranges::any_of(text, isControl)) return std::nullopt;

    std::string_view rest = text.substr(0, text.find('#'));
    const auto scheme = cutScheme(rest);
    if (!scheme) return std::nullopt;
    rest = rest.substr(0, rest.find('?'));

    UrlParts parts;
    parts.scheme = *scheme;
    if (!rest.starts_with('/')) {
        if (!scheme->empty()) return parts; // mailto:x has neither host nor path
        if (rest.substr(0, rest.find('/')).find(':') != std::string_view::npos) return std::nullopt;
    }
    if (rest.starts_with("//")) {
        std::string_view authority = rest.substr(2);
        const std::size_t slash = std::min(authority.find('/'), authority.size());
        rest = authority.substr(slash);
        authority = authority.substr(0, slash);
        if (!escapesAreWhole(authority)) return std::nullopt;
        if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
            parts.hasUserInfo = true;
            authority.remove_prefix(at + 1);
        }
        const auto host = hostName(authority);
        if (!host) return std::nullopt;
        parts.host = *host;
    }
    if (!escapesAreWhole(rest)) return std::nullopt;
    parts.path = rest;
    return parts;
}

} // namespace gd
