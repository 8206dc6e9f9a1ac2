// SPDX-License-Identifier: Apache-2.0
#include "core/live/system_user.h"

#include "core/base/unix_file.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/text_blocks.h"
#include "core/jwt/token.h"
#include "core/jwt/token_sniff.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace gd {

namespace {

/// Long enough to connect and ask, short enough to be worth nothing afterwards.
constexpr UnixSeconds throwAwaySeconds = 120;

/// The account's entry in the store, if it is there: its token may be missing where another tool keeps it.
const Account* entryOf(const Snapshot& world, const std::string& key)
{
    const auto found = std::find_if(world.accounts.begin(), world.accounts.end(),
                                    [&](const Account& account) { return account.key == key; });
    return found == world.accounts.end() ? nullptr : &*found;
}

/// Keys that may sign a user with permissions of its own: the identity, then signing keys without a scope (users of
/// scoped keys get the scope's permissions). A strict operator's servers take signing keys only.
std::vector<std::string> issuersOf(const std::string& key, const Account* account, bool strict)
{
    std::vector<std::string> issuers;
    if (!strict) issuers.push_back(key);
    if (!account) return issuers;
    for (const auto& [signingKey, scope] : account->claims.signingKeys)
        if (!scope) issuers.push_back(signingKey);
    return issuers;
}

Result<Credentials> throwAwayUser(const std::string& accountKey, const std::string& issuer, Permissions permissions,
                                  const KeyRing& keys, UnixSeconds now)
{
    auto made = Seed::create(KeyKind::User);
    if (!made) return made.error();
    // std::function wants to be copied, a seed cannot be: the copies share it, and it is wiped with the last one.
    const auto seed = std::make_shared<const Seed>(std::move(*made));

    auto claims = newUserClaims(seed->publicKey().text(), "grantdesk");
    claims.header.expires = now + throwAwaySeconds;
    claims.permissions.permissions = std::move(permissions);
    if (issuer != accountKey) claims.issuerAccount = accountKey;
    auto token = encodeToken(std::move(claims), issuer, now, keys);
    if (!token) return token.error();
    return Credentials{std::move(*token), [seed](std::span<const std::uint8_t> nonce) {
                           return seed->sign(nonce);
                       }};
}

/// A throw-away user signed by the first key that can; a damaged key file must not hide the next way.
std::optional<Credentials> throwAwayUserOf(const std::string& accountKey, const Account* account, const Snapshot& world,
                                           const Permissions& permissions, const KeyRing& keys, UnixSeconds now)
{
    for (const auto& issuer : issuersOf(accountKey, account, world.op.claims.strictSigningKeyUsage)) {
        if (!keys.canSign(issuer)) continue;
        if (auto credentials = throwAwayUser(accountKey, issuer, permissions, keys, now))
            return std::move(*credentials);
    }
    return {};
}

bool isRevoked(const User& user, const Revocations& revocations)
{
    for (const auto& key : {user.key, std::string("*")}) {
        const auto found = revocations.find(key);
        if (found != revocations.end() && user.claims.header.issuedAt <= found->second) return true;
    }
    return false;
}

/// A user that can sign in now: its key is here, its time has not run out, and it was not revoked.
const User* usableUser(const Account& account, const KeyRing& keys, UnixSeconds now)
{
    const auto usable = [&](const User& user) {
        const auto& header = user.claims.header;
        return !user.token.empty() && (header.expires <= 0 || header.expires > now) && header.notBefore <= now &&
               !isRevoked(user, account.claims.revocations) && keys.canSign(user.key);
    };
    const auto found = std::find_if(account.users.begin(), account.users.end(), usable);
    return found == account.users.end() ? nullptr : &*found;
}

} // namespace

Result<Credentials> systemCredentials(const Snapshot& world, const KeyRing& keys, UnixSeconds now)
{
    const auto& key = world.op.claims.systemAccount;
    if (key.empty()) return Error{ErrorCode::NetNoSystemAccount, world.op.name, "the operator names none"};
    const auto* account = entryOf(world, key);
    Permissions resolverOnly;
    resolverOnly.pub.allow = {"$SYS.REQ.CLAIMS.>", "$SYS.REQ.ACCOUNT.*.CLAIMS.>", "$SYS.REQ.ACCOUNT.*.INFO"};
    resolverOnly.sub.allow = {"_INBOX.>"};
    if (auto credentials = throwAwayUserOf(key, account, world, resolverOnly, keys, now)) return *credentials;
    const auto* user = account ? usableUser(*account, keys, now) : nullptr;
    if (!user) return Error{ErrorCode::NetNoSystemAccount, world.op.name, "no key of the system account is here"};
    return Credentials{user->token, [keys, userKey = user->key](std::span<const std::uint8_t> nonce) {
                           return keys.sign(userKey, nonce);
                       }};
}

Result<Credentials> visitorCredentials(const Account& account, const Snapshot& world, const KeyRing& keys,
                                       UnixSeconds now)
{
    Permissions nothing;
    nothing.pub.deny = {">"};
    nothing.sub.deny = {">"};
    if (auto credentials = throwAwayUserOf(account.key, &account, world, nothing, keys, now)) return *credentials;
    return Error{ErrorCode::KeyNotHere, account.name, {}};
}

Result<Credentials> fileCredentials(const std::filesystem::path& credsFile)
{
    const auto content = readSecretFile(credsFile, maxTokenFileBytes);
    if (!content) return content.error();
    if (!*content) return Error{ErrorCode::FileUnreadable, credsFile.string(), "missing"};
    const std::string_view text = (*content)->text();
    const auto at = [&](Error error) {
        error.where = credsFile.string();
        return error;
    };
    // A file without blocks may be a bare seed, which must not be copied to where nobody wipes it; nor may a first
    // block that is one.
    const auto blocks = textBlocks(text);
    if (blocks.empty() || blocks.front().starts_with('S')) return at({ErrorCode::NotAUserJwt, {}, {}});
    std::string token(blocks.front());
    const auto claims = decodeUser(token);
    if (!claims) return at({ErrorCode::NotAUserJwt, {}, claims.error().detail});
    auto found = userSeedOfText(text);
    if (!found) return at(found.error());
    if (found->publicKey().text() != claims->header.subject) return at({ErrorCode::SeedMismatch, {}, {}});
    const auto seed = std::make_shared<const Seed>(std::move(*found));
    return Credentials{std::move(token), [seed](std::span<const std::uint8_t> nonce) {
                           return seed->sign(nonce);
                       }};
}

} // namespace gd
