// SPDX-License-Identifier: Apache-2.0
#include "core/admin/creds.h"

#include "core/base/unix_file.h"
#include "core/jwt/creds_file.h"
#include "core/nkeys/key_ring.h"
#include "core/store/layout.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// A token, its frame and a seed.
constexpr std::size_t maxCredsBytes = std::size_t{2} << 20;

/// The token of a creds file; empty if there is none.
std::string tokenIn(const fs::path& file)
{
    const auto content = readSecretFile(file, maxCredsBytes);
    if (!content || !*content || !seedOfText((*content)->text())) return {};
    return tokenOfText((*content)->text()); // a whole file with a seed: its first block
}

/// The seed of a user: from the keystore, else from the creds file that it has.
Result<Seed> seedOf(const KeyRing& keystore, const User& user, const fs::path& creds)
{
    auto seed = keystore.open(user.key);
    if (seed || seed.error().code != ErrorCode::KeyNotHere || creds.empty()) return seed;
    const auto content = readSecretFile(creds, maxCredsBytes);
    if (!content || !*content) return seed;
    auto kept = userSeedOfText((*content)->text());
    return kept && kept->publicKey().text() == user.key ? std::move(kept) : std::move(seed);
}

Status write(const std::string& token, const Seed& seed, const fs::path& file)
{
    const auto creds = credsFile(token, seed);
    if (!creds) return creds.error();
    return DiskArea().replace(file, creds->text());
}

fs::path placeOfCreds(const Snapshot& world, const Account& account, const User& user)
{
    return credsFilePath(world.workspace, world.op.name, account.name, user.name);
}

/// A user and where it is.
struct Whereabouts {
    const Account* account = nullptr;
    const User* user = nullptr;
};

/// The users whose files a transaction has touched, by their place in one world.
std::vector<Whereabouts> usersAt(const std::set<fs::path>& files, const Snapshot& world)
{
    std::vector<Whereabouts> found;
    for (const auto& file : files) {
        const auto place = placeOf(world.workspace, file);
        if (!place || place->kind != StorePlace::Kind::UserToken) continue;
        const auto* account = world.accountNamed(place->account);
        if (!account) continue;
        const auto user = std::ranges::find(account->users, place->user, &User::name);
        if (user != account->users.end()) found.push_back({account, &*user});
    }
    return found;
}

bool hasSeed(const KeyRing& keystore, const User& user)
{
    return keystore.open(user.key).has_value();
}

void removeCreds(const fs::path& file)
{
    std::error_code ignored;
    fs::remove(file, ignored);
    fs::remove(file.parent_path(), ignored); // of the account; only if nothing else is in it
}

} // namespace

Status writeCreds(const Snapshot& world, const Account& account, const User& user)
{
    const KeyRing keystore(world.workspace.keystore);
    const auto file = placeOfCreds(world, account, user);
    if (tokenIn(file) == user.token) return {};
    const auto seed = seedOf(keystore, user, user.credsFile);
    return seed ? write(user.token, *seed, file) : Status(seed.error());
}

Status exportCreds(const Snapshot& world, const User& user, const fs::path& file)
{
    const auto seed = seedOf(KeyRing(world.workspace.keystore), user, user.credsFile);
    return seed ? write(user.token, *seed, file) : Status(seed.error());
}

Result<bool> followWithCreds(const Transaction& done, const Snapshot& before, const Snapshot& after)
{
    std::set<fs::path> files;
    for (const auto& edit : done.edits)
        files.insert(edit.file);
    const auto old = usersAt(files, before);
    const auto present = usersAt(files, after);
    const KeyRing keystore(after.workspace.keystore);
    bool isDifferent = false;
    Status all;
    std::set<fs::path> written;
    for (const auto& [account, user] : present) {
        const auto file = placeOfCreds(after, *account, *user);
        written.insert(file);
        const auto was =
            std::ranges::find_if(old, [key = user->key](const Whereabouts& each) { return each.user->key == key; });
        const auto oldCreds = was == old.end() ? user->credsFile : was->user->credsFile;
        const auto seed = seedOf(keystore, *user, oldCreds.empty() ? user->credsFile : oldCreds);
        if (!seed) {
            if (seed.error().code != ErrorCode::KeyNotHere) all = seed.error();
            continue;
        }
        if (tokenIn(file) != user->token) {
            if (auto status = write(user->token, *seed, file); !status) {
                all = status;
                continue;
            }
        }
        isDifferent = isDifferent || user->credsFile.empty();
        if (oldCreds.empty() || oldCreds == file) continue;
        removeCreds(oldCreds); // what it held lies in the new one
        isDifferent = true;
    }
    for (const auto& [account, user] : old) {
        const bool isGone =
            std::ranges::none_of(present, [key = user->key](const Whereabouts& each) { return each.user->key == key; });
        if (!isGone || user->credsFile.empty() || written.contains(user->credsFile)) continue;
        if (!hasSeed(keystore, *user)) continue; // the only copy of the key
        removeCreds(user->credsFile);
        isDifferent = true;
    }
    if (!all) return all.error();
    return isDifferent;
}

std::vector<Finding> credsFindings(const Snapshot& world, const Account& account)
{
    std::vector<Finding> findings;
    for (const auto& user : account.users) {
        const auto file = placeOfCreds(world, account, user);
        if (user.credsFile.empty()) {
            if (user.keyHere)
                findings.push_back(
                    {Severity::Warning, FindingCode::CredsMissing, account.key, user.name, file.string()});
        } else if (tokenIn(user.credsFile) != user.token) {
            findings.push_back({Severity::Warning, FindingCode::CredsOutdated, account.key, user.name, file.string()});
        }
    }
    return findings;
}

} // namespace gd
