// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/creds_file.h"

#include "core/jwt/text_blocks.h"
#include "core/jwt/token.h"
#include "core/jwt/token_parts.h"

#include <algorithm>
#include <initializer_list>
#include <type_traits>

namespace gd {

namespace {

constexpr std::string_view seedWarning = "************************* IMPORTANT *************************\n"
                                         "NKEY Seed printed below can be used to sign and prove identity.\n"
                                         "NKEYs are sensitive and should be treated as secrets.\n\n";
constexpr std::string_view seedEnd = "\n*************************************************************\n";

std::string upperAscii(std::string_view text)
{
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return upper;
}

/// "ACCOUNT" and so on; empty for claims that are never put into a file.
std::string decorationOf(const Claims& claims)
{
    return std::visit(
        [](const auto& typed) -> std::string {
            using C = std::decay_t<decltype(typed)>;
            if constexpr (std::same_as<C, GenericClaims>) {
                return {};
            } else {
                return upperAscii(KindRules<C>::type);
            }
        },
        claims);
}

std::string tokenBlock(std::string_view token, const std::string& kind)
{
    std::string text = "-----BEGIN NATS " + kind + " JWT-----\n";
    text += token;
    text += "\n------END NATS " + kind + " JWT------\n\n";
    return text;
}

Result<SecretBytes> joinSecret(std::initializer_list<std::string_view> parts)
{
    std::size_t size = 0;
    for (const std::string_view part : parts)
        size += part.size();
    SecretBytes joined = SecretBytes::ofSize(size);
    if (joined.empty()) return Error{ErrorCode::MemoryLocked};
    auto place = joined.bytes().begin();
    for (const std::string_view part : parts)
        place = std::ranges::copy(part, place).out;
    return joined;
}

/// A seed with its warning, behind `before`.
Result<SecretBytes> seedBlock(std::string_view before, const Seed& seed)
{
    std::string_view kind;
    if (seed.kind() == KeyKind::User) kind = "USER";
    if (seed.kind() == KeyKind::Account) kind = "ACCOUNT";
    if (seed.kind() == KeyKind::Operator) kind = "OPERATOR";
    if (kind.empty()) return Error{ErrorCode::SeedKind, seed.publicKey().text(), {}};
    const auto text = seed.text();
    if (!text) return text.error();
    return joinSecret({before, seedWarning, "-----BEGIN ", kind, " NKEY SEED-----\n", text->text(), "\n------END ",
                       kind, " NKEY SEED------\n", seedEnd});
}

bool startsLikeASeed(std::string_view text)
{
    return text.starts_with("SO") || text.starts_with("SA") || text.starts_with("SU");
}

/// The piece of a file that should be the seed; NoSeedFound.
Result<std::string_view> seedTextOf(std::string_view text)
{
    const auto blocks = textBlocks(text);
    if (blocks.size() >= 2) return blocks[1];
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view whole = text.substr(start, end - start);
        const std::string_view line = trimmedText(whole);
        // Blanks around a seed do no harm, but a line with blanks in front that is none is just a line.
        const bool indented = !whole.starts_with(line);
        if (startsLikeASeed(line) && (!indented || Seed::parse(line))) return line;
        if (startsLikeASeed(line)) return Error{ErrorCode::NotASeedLine};
        start = end + 1;
    }
    return Error{ErrorCode::NoSeedFound};
}

} // namespace

Result<std::string> decorateToken(std::string_view token)
{
    const auto claims = decodeToken(token);
    if (!claims) return claims.error();
    const std::string kind = decorationOf(*claims);
    if (kind.empty()) return Error{ErrorCode::TokenTypeMismatch};
    return tokenBlock(token, kind);
}

Result<SecretBytes> decorateSeed(const Seed& seed)
{
    return seedBlock({}, seed);
}

Result<SecretBytes> credsFile(std::string_view userToken, const Seed& userSeed)
{
    const auto claims = decodeToken(userToken);
    if (!claims) return claims.error();
    const auto* const user = std::get_if<UserClaims>(&*claims);
    if (user == nullptr) return Error{ErrorCode::NotAUserJwt};
    if (userSeed.kind() != KeyKind::User) return Error{ErrorCode::NotAUserSeed, userSeed.publicKey().text(), {}};
    if (userSeed.publicKey().text() != user->header.subject) {
        return Error{ErrorCode::SeedMismatch, user->header.subject, userSeed.publicKey().text()};
    }
    return seedBlock(tokenBlock(userToken, "USER"), userSeed);
}

std::string tokenOfText(std::string_view text)
{
    const auto blocks = textBlocks(text);
    return std::string(blocks.empty() ? trimmedText(withoutByteOrderMark(text)) : blocks.front());
}

Result<Seed> seedOfText(std::string_view text)
{
    const auto found = seedTextOf(withoutByteOrderMark(text));
    if (!found) return found.error();
    if (!startsLikeASeed(*found)) return Error{ErrorCode::NotASeedLine};
    return Seed::parse(*found);
}

Result<Seed> userSeedOfText(std::string_view text)
{
    auto seed = seedOfText(text);
    if (seed && seed->kind() != KeyKind::User) return Error{ErrorCode::NotAUserSeed, seed->publicKey().text(), {}};
    return seed;
}

} // namespace gd
