// SPDX-License-Identifier: Apache-2.0
#include "core/live/system_user.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/text_blocks.h"
#include "core/jwt/token.h"
#include "core/jwt/token_sniff.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
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

/// The file goes straight into locked memory, for it holds a seed: no stream buffer in between.
Result<SecretBytes> readSecretFile(const std::filesystem::path& file)
{
    std::error_code failure;
    const auto status = std::filesystem::status(file, failure);
    if (failure || !std::filesystem::exists(status))
        return Error{ErrorCode::FileUnreadable, file.string(), failure.message()};
    if (!std::filesystem::is_regular_file(status)) return Error{ErrorCode::NotAFile, file.string(), {}};
    const auto size = std::filesystem::file_size(file, failure);
    if (failure) return Error{ErrorCode::FileUnreadable, file.string(), failure.message()};
    if (size > maxTokenFileBytes) return Error{ErrorCode::FileTooLarge, file.string(), {}};

    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> input(std::fopen(file.c_str(), "rb"), std::fclose);
    if (!input || std::setvbuf(input.get(), nullptr, _IONBF, 0) != 0)
        return Error{ErrorCode::FileUnreadable, file.string(), {}};
    auto bytes = SecretBytes::ofSize(static_cast<std::size_t>(size) + 1);
    if (bytes.empty()) return Error{ErrorCode::MemoryLocked, file.string(), {}};
    const auto count = std::fread(bytes.bytes().data(), 1, static_cast<std::size_t>(size), input.get());
    if (std::ferror(input.get()) != 0) return Error{ErrorCode::FileUnreadable, file.string(), {}};
    bytes.shrink(count);
    return bytes;
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
    const auto bytes = readSecretFile(credsFile);
    if (!bytes) return bytes.error();
    const auto at = [&](Error error) {
        error.where = credsFile.string();
        return error;
    };
    // A file without blocks may be a bare seed, which must not be copied to where nobody wipes it; nor may a first
    // block that is one.
    const auto blocks = textBlocks(bytes->text());
    if (blocks.empty() || blocks.front().starts_with('S')) return at({ErrorCode::NotAUserJwt, {}, {}});
    std::string token(blocks.front());
    const auto claims = decodeUser(token);
    if (!claims) return at({ErrorCode::NotAUserJwt, {}, claims.error().detail});
    auto found = userSeedOfText(bytes->text());
    if (!found) return at(found.error());
    if (found->publicKey().text() != claims->header.subject) return at({ErrorCode::SeedMismatch, {}, {}});
    const auto seed = std::make_shared<const Seed>(std::move(*found));
    return Credentials{std::move(token), [seed](std::span<const std::uint8_t> nonce) {
                           return seed->sign(nonce);
                       }};
}

} // namespace gd
