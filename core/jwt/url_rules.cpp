// SPDX-License-Identifier: Apache-2.0
//
// The order of the steps is that of Go's net/url, since only it decides which of many odd texts are URLs.
#include "core/jwt/url_rules.h"

#include <algorithm>

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
bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}
bool isOneOf(char c, std::string_view characters)
{
    return characters.find(c) != std::string_view::npos;
}

/// Every `%` is followed by two hex digits.
bool escapesAreWhole(std::string_view text)
{
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (at + 2 >= text.size() || !isHexDigit(text[at + 1]) || !isHexDigit(text[at + 2])) return false;
    }
    return true;
}

/// What may stand in a host name: besides other plain characters only escapes of what is not ASCII, and of `%` itself.
/// @param anyEscape  as in the zone of an IPv6 address.
bool isHostText(std::string_view host, bool anyEscape)
{
    if (!escapesAreWhole(host)) return false;
    for (std::size_t at = 0; at < host.size(); ++at) {
        const char c = host[at];
        if (c == '%') {
            const bool ascii = host[at + 1] < '8'; // all letters of hex digits are behind the digits
            if (ascii && !anyEscape && host.substr(at, 3) != "%25") return false;
            at += 2;
        } else if (static_cast<unsigned char>(c) < 0x80 && !isLetter(c) && !isDigit(c) &&
                   !isOneOf(c, "!$&'()*+,;=:[]<>\"-_.~")) {
            return false;
        }
    }
    return true;
}

bool isUserInfo(std::string_view text)
{
    return escapesAreWhole(text) && std::ranges::all_of(text, [](char c) {
               return isLetter(c) || isDigit(c) || isOneOf(c, "-._:~!$&'()*+,;=%@");
           });
}

bool isPort(std::string_view text)
{
    return text.empty() || (text[0] == ':' && std::ranges::all_of(text.substr(1), isDigit));
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

/// Host without port and brackets; none if it, its brackets or the port are broken.
std::optional<std::string_view> hostName(std::string_view hostPort)
{
    if (hostPort.starts_with('[')) {
        const std::size_t close = hostPort.rfind(']');
        if (close == std::string_view::npos || !isPort(hostPort.substr(close + 1))) return std::nullopt;
        const std::size_t zone = std::min(hostPort.substr(0, close).find("%25"), close);
        const bool good = isHostText(hostPort.substr(0, zone), false) &&
                          isHostText(hostPort.substr(zone, close - zone), true) &&
                          isHostText(hostPort.substr(close), false);
        if (!good) return std::nullopt;
        return hostPort.substr(1, close - 1);
    }
    const std::size_t colon = std::min(hostPort.rfind(':'), hostPort.size());
    if (!isPort(hostPort.substr(colon)) || !isHostText(hostPort, false)) return std::nullopt;
    return hostPort.substr(0, colon);
}

/// Cuts "//user@host:port" off the front of `rest`.
bool cutAuthority(std::string_view& rest, UrlParts& parts)
{
    std::string_view authority = rest.substr(2);
    const std::size_t slash = std::min(authority.find('/'), authority.size());
    rest = authority.substr(slash);
    authority = authority.substr(0, slash);
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        if (!isUserInfo(authority.substr(0, at))) return false;
        parts.hasUserInfo = true;
        authority.remove_prefix(at + 1);
    }
    const auto host = hostName(authority);
    if (!host) return false;
    parts.host = *host;
    return true;
}

} // namespace

std::optional<UrlParts> parseUrl(std::string_view text)
{
    const std::size_t hash = std::min(text.find('#'), text.size());
    if (!escapesAreWhole(text.substr(hash))) return std::nullopt;
    std::string_view rest = text.substr(0, hash);
    if (std::ranges::any_of(rest, isControl)) return std::nullopt;

    const auto scheme = cutScheme(rest);
    if (!scheme) return std::nullopt;
    rest = rest.substr(0, rest.find('?'));

    UrlParts parts;
    parts.scheme = *scheme;
    if (!rest.starts_with('/')) {
        if (!scheme->empty()) return parts; // mailto:x has neither host nor path
        if (rest.substr(0, rest.find('/')).find(':') != std::string_view::npos) return std::nullopt;
    }
    const bool hasAuthority = rest.starts_with("//") && (!scheme->empty() || !rest.starts_with("///"));
    if (hasAuthority && !cutAuthority(rest, parts)) return std::nullopt;
    if (!escapesAreWhole(rest)) return std::nullopt;
    parts.path = rest;
    return parts;
}

} // namespace gd
