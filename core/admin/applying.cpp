// SPDX-License-Identifier: Apache-2.0
#include "core/admin/applying.h"

#include "core/base/unix_file.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/store/layout.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// Keys that a token is about: its own, and the signing keys of an account or operator.
void addKeysOf(const Claims& claims, std::set<std::string>& keys)
{
    std::visit([&](const auto& one) { keys.insert(one.header.subject); }, claims);
    if (const auto* account = std::get_if<AccountClaims>(&claims))
        for (const auto& [key, scope] : account->signingKeys)
            keys.insert(key);
    if (const auto* op = std::get_if<OperatorClaims>(&claims))
        keys.insert(op->signingKeys.begin(), op->signingKeys.end());
}

std::set<std::string> keysNamedIn(const Transaction& transaction)
{
    std::set<std::string> keys;
    for (const auto& edit : transaction.edits)
        if (edit.after)
            if (const auto claims = decodeToken(tokenOfText(*edit.after))) addKeysOf(*claims, keys);
    return keys;
}

/// A folder is only removed while nothing is in it.
void removeIfEmpty(const fs::path& folder)
{
    std::error_code ignored;
    if (fs::symlink_status(folder, ignored).type() == fs::file_type::directory) fs::remove(folder, ignored);
}

Result<std::string> importKey(const fs::path& file, const KeyRing& keystore)
{
    constexpr std::size_t maxBytes = 64 * 1024; // also creds files, which hold a token
    const auto content = readSecretFile(file, maxBytes);
    if (!content) return content.error();
    if (!*content) return Error{ErrorCode::FileUnreadable, file.string(), "no such file"};
    const auto seed = seedOfText((*content)->text());
    if (!seed) return Error{seed.error().code, file.string(), seed.error().detail};
    if (auto added = keystore.add(*seed); !added) return added.error();
    return seed->publicKey().text();
}

} // namespace

Status applyWithKeys(const Transaction& transaction, const NewKeys* newKeys, const Workspace& workspace, FileArea& area,
                     const fs::path& journal, const std::function<void()>& whenWritten)
{
    KeyStoring storing{KeyRing(workspace.keystore)};
    Status done;
    if (newKeys)
        for (const auto& key : keysNamedIn(transaction))
            if (const auto* seed = newKeys->seed(key); seed && done) done = storing.store(*seed);
    if (done) done = applyTransaction(transaction, area, journal, whenWritten);
    // One that was cut off can still be finished, and then it needs them.
    if (!done && done.error().code != ErrorCode::JournalLeftOver) storing.takeBack();
    return done;
}

void removeEmptyFolders(const Transaction& done, const Workspace& workspace)
{
    for (const auto& edit : done.edits) {
        if (edit.after) continue;
        const auto place = placeOf(workspace, edit.file);
        if (!place) continue;
        if (place->kind != StorePlace::Kind::AccountToken && place->kind != StorePlace::Kind::UserToken) continue;
        removeIfEmpty(usersFolder(workspace, place->operatorName, place->account));
        removeIfEmpty(accountsFolder(workspace, place->operatorName) / place->account);
    }
}

ImportedKeys importKeys(const fs::path& fileOrFolder, const KeyRing& keystore)
{
    ImportedKeys done;
    std::vector<fs::path> files;
    std::error_code failed;
    if (fs::is_directory(fileOrFolder, failed)) {
        for (fs::directory_iterator it(fileOrFolder, failed), end; !failed && it != end; it.increment(failed))
            if (it->path().extension() == ".nk") files.push_back(it->path());
        if (failed) done.failed.push_back({ErrorCode::FileUnreadable, fileOrFolder.string(), failed.message()});
        std::ranges::sort(files);
    } else {
        files.push_back(fileOrFolder);
    }
    for (const auto& file : files) {
        auto key = importKey(file, keystore);
        if (key)
            done.keys.push_back(std::move(*key));
        else
            done.failed.push_back(key.error());
    }
    return done;
}

} // namespace gd
