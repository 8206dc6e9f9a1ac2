// SPDX-License-Identifier: Apache-2.0
#include "core/wire/server_address.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gd {

namespace {

std::optional<std::uint16_t> parsePort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (failure != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
    return port;
}

/// Cuts host from rest; rest is empty or begins with ':'. False if brackets do not match.
bool cutHost(std::string_view authority, std::string_view& host, std::string_view& rest)
{
    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        if (close == std::string_view::npos) return false;
        host = authority.substr(1, close - 1);
        rest = authority.substr(close + 1);
        return host.find(':') != std::string_view::npos;
    }
    const auto colon = authority.find(':');
    host = authority.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view{} : authority.substr(colon);
    return true;
}

bool isHostCharacter(char c)
{
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    // '%' is the zone of a link-local address; bytes above ASCII are names that the resolver encodes.
    return letter || digit || std::string_view("-._:%").find(c) != std::string_view::npos || (c & 0x80) != 0;
}

} // namespace

Result<ServerHost> parseServerUrl(std::string_view url)
{
    // A password must not reach a log by way of an error, so that error does not repeat the URL.
    if (url.find('@') != std::string_view::npos) return Error{ErrorCode::NetAddress, {}, "user info in the URL"};
    const auto bad = [&](const char* why) {
        return Error{ErrorCode::NetAddress, std::string(url), why};
    };
    ServerHost server;
    auto authority = url;
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
        const auto name = lowered(url.substr(0, scheme));
        if (name != "nats" && name != "tls") return Error{ErrorCode::NetScheme, std::string(url), "unknown scheme"};
        server.tls = name == "tls";
        authority = url.substr(scheme + 3);
    }
    if (authority.ends_with('/')) authority.remove_suffix(1);

    std::string_view host;
    std::string_view rest;
    if (!cutHost(authority, host, rest)) return bad("brackets");
    if (host.empty()) return bad("no host");
    if (!std::all_of(host.begin(), host.end(), isHostCharacter)) return bad("character in the host");
    server.host = host;
    if (rest.empty()) return server;
    const auto port = rest.front() == ':' ? parsePort(rest.substr(1)) : std::nullopt;
    if (!port) return bad("port");
    server.port = *port;
    return server;
}

} // namespace gd
