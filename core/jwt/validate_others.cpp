// SPDX-License-Identifier: Apache-2.0
//
// Rules about operators and users.
#include "core/jwt/issues.h"
#include "core/jwt/url_rules.h"
#include "core/nkeys/public_key.h"
#include "core/subject/subject.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>

#include <arpa/inet.h>

namespace gd {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string lowerAscii(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower;
}

bool isServiceUrl(const std::string& text)
{
    const auto url = parseUrl(text);
    if (!url || url->hasUserInfo || !url->path.empty()) return false;
    const std::string scheme = lowerAscii(url->scheme);
    return scheme == "nats" || scheme == "tls" || scheme == "ws" || scheme == "wss";
}

/// Three decimal integers, none negative; signs and leading zeros pass.
bool isServerVersion(std::string_view text)
{
    const auto parts = subjectTokens(text); // splits at dots
    return parts.size() == 3 && std::ranges::all_of(parts, [](std::string_view part) {
               const bool negative = part.starts_with('-');
               if (negative || part.starts_with('+')) part.remove_prefix(1);
               if (part.empty() || !std::ranges::all_of(part, isDigit)) return false;
               std::int64_t number = 0;
               const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
               return read.ec == std::errc{} && (!negative || number == 0);
           });
}

/// An address of IPv4 or IPv6, a slash and the length of the prefix.
bool isCidr(const std::string& text)
{
    const std::size_t slash = text.find('/');
    // A zero byte would end the address for the C library.
    if (slash == std::string::npos || text.find('\0') != std::string::npos) return false;
    const std::string address = text.substr(0, slash);
    const std::string_view prefix = std::string_view(text).substr(slash + 1);
    if (prefix.empty() || !std::ranges::all_of(prefix, isDigit)) return false;
    unsigned length = 0;
    if (std::from_chars(prefix.data(), prefix.data() + prefix.size(), length).ec != std::errc{}) return false;

    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    if (::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) return length <= 32;
    return ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1 && length <= 128;
}

/// hh:mm:ss, the hour with one digit or two, perhaps a fraction behind the seconds.
bool isTimeOfDay(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 2) return false;
    const std::string_view hour = text.substr(0, colon);
    if (!std::ranges::all_of(hour, isDigit) || (hour.size() == 2 && hour > "23")) return false;

    const std::string_view rest = text.substr(colon); // ":mm:ss" and perhaps ".5"
    if (rest.size() < 6 || rest[3] != ':') return false;
    for (const std::size_t at : {std::size_t{1}, std::size_t{4}}) {
        if (rest[at] < '0' || rest[at] > '5' || !isDigit(rest[at + 1])) return false;
    }
    const std::string_view fraction = rest.substr(6);
    return fraction.empty() || ((fraction[0] == '.' || fraction[0] == ',') && fraction.size() > 1 &&
                                std::ranges::all_of(fraction.substr(1), isDigit));
}

void checkTime(Issues& issues, const std::string& time, IssueCode missing, IssueCode invalid)
{
    if (time.empty()) {
        issues.add(missing);
    } else if (!isTimeOfDay(time)) {
        issues.add(invalid, time);
    }
}

/// Whether the time zone database of this machine knows the name. Without a database every name passes.
bool isTimeZone(const std::string& name)
{
    if (name.empty() || name == "UTC" || name == "Local") return true;
    const std::filesystem::path database = "/usr/share/zoneinfo";
    std::error_code error;
    if (!std::filesystem::is_directory(database, error)) return true;
    if (name.front() == '/' || name.find("..") != std::string::npos || name.find('\\') != std::string::npos)
        return false;
    if (name.find('\0') != std::string::npos) return false;
    if (!std::filesystem::is_regular_file(database / name, error)) return false;
    // The folder also holds lists and rules, which are no zones.
    std::array<char, 4> magic{};
    std::ifstream(database / name, std::ios::binary).read(magic.data(), magic.size());
    return std::string_view(magic.data(), magic.size()) == "TZif";
}

} // namespace

void checkContent(Issues& issues, const OperatorClaims& claims)
{
    if (!claims.accountServerUrl.empty()) {
        const auto url = parseUrl(claims.accountServerUrl);
        if (!url || url->scheme.empty()) issues.add(IssueCode::AccountServerUrl, claims.accountServerUrl);
    }
    for (const std::string& url : claims.serviceUrls) {
        if (!url.empty() && !isServiceUrl(url)) issues.add(IssueCode::OperatorServiceUrl, url);
    }
    for (const std::string& key : claims.signingKeys) {
        if (!isPublicKey(key, KeyKind::Operator)) issues.add(IssueCode::OperatorSigningKey, key);
    }
    if (!claims.systemAccount.empty() && !isPublicKey(claims.systemAccount, KeyKind::Account)) {
        issues.add(IssueCode::SystemAccountInvalid, claims.systemAccount);
    }
    if (!claims.assertServerVersion.empty() && !isServerVersion(claims.assertServerVersion)) {
        issues.add(IssueCode::AssertServerVersion, claims.assertServerVersion);
    }
}

void checkContent(Issues& issues, const UserClaims& claims)
{
    const UserPermissions& permissions = claims.permissions;
    checkPermissions(issues, permissions.permissions);
    for (const std::string& source : permissions.src) {
        if (!isCidr(source)) issues.add(IssueCode::CidrInvalid, source);
    }
    for (const TimeRange& range : permissions.times) {
        checkTime(issues, range.start, IssueCode::TimeRangeStartMissing, IssueCode::TimeRangeStartInvalid);
        checkTime(issues, range.end, IssueCode::TimeRangeEndMissing, IssueCode::TimeRangeEndInvalid);
    }
    if (!isTimeZone(permissions.timesLocation)) issues.add(IssueCode::TimeZoneInvalid, permissions.timesLocation);
    if (!claims.issuerAccount.empty() && !isPublicKey(claims.issuerAccount, KeyKind::Account)) {
        issues.add(IssueCode::IssuerAccountInvalid, claims.issuerAccount);
    }
}

} // namespace gd
