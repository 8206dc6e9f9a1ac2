// SPDX-License-Identifier: Apache-2.0
#include "core/store/store_scan.h"

#include "core/base/unix_file.h"
#include "core/jwt/token_sniff.h"
#include "core/nkeys/key_ring.h"
#include "core/nkeys/seed.h"
#include "core/store/digest.h"
#include "core/store/layout.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// A keystore that holds more than this beside keys/ and creds/ is somebody's home folder; it is not searched to the
/// end.
constexpr int maxEntriesLookedAt = 20000;
constexpr int maxDepthLookedAt = 8;

/// Names in a folder, in byte order; none if it cannot be read.
std::vector<std::string> namesIn(const fs::path& folder)
{
    return diskLookup().namesIn(folder);
}

/// Something lies at that path, of whatever kind, if only a link to nowhere.
bool isThere(const fs::path& path)
{
    std::error_code failed;
    return fs::symlink_status(path, failed).type() != fs::file_type::not_found && !failed;
}

/// Somebody may have put a creds file or a key where tokens belong, by name or by link: its text is kept nowhere.
ScannedFile scanFile(const fs::path& file)
{
    ScannedFile scanned{file, {}, {}};
    const auto content = readSecretFile(file, maxTokenFileBytes);
    if (!content) {
        scanned.problem = content.error();
    } else if (!*content) {
        scanned.problem = Error{ErrorCode::FileUnreadable, file.string(), "missing"};
    } else if (holdsSeed((*content)->text())) {
        scanned.problem = Error{ErrorCode::NotAToken, file.string(), "holds a seed"};
    } else {
        scanned.content = (*content)->text();
    }
    return scanned;
}

std::vector<ScannedUser> scanUsers(const Workspace& workspace, const StoreScan& scan, const std::string& account)
{
    std::vector<ScannedUser> users;
    const fs::path folder = usersFolder(workspace, scan.folder, account);
    for (const auto& fileName : namesIn(folder)) {
        std::error_code ignored;
        if (!fileName.ends_with(".jwt") || fileName.size() == 4 || fs::is_directory(folder / fileName, ignored))
            continue;
        ScannedUser user;
        user.name = fileName.substr(0, fileName.size() - 4);
        user.token = scanFile(folder / fileName);
        const fs::path creds = credsFilePath(workspace, scan.name, account, user.name);
        if (fs::is_regular_file(creds, ignored)) user.creds = creds;
        users.push_back(std::move(user));
    }
    return users;
}

/// An account is a folder D with something called D.jwt in it; anything else is none of nsc's accounts.
void scanAccounts(const Workspace& workspace, StoreScan& scan)
{
    for (const auto& name : namesIn(accountsFolder(workspace, scan.folder))) {
        const fs::path file = accountTokenFile(workspace, scan.folder, name);
        if (!isThere(file)) continue;
        scan.accounts.push_back({name, scanFile(file), scanUsers(workspace, scan, name)});
    }
}

/// The name becomes a part of paths, which must not lead out of the store or the keystore.
bool staysInFolder(const std::string& name)
{
    return !name.empty() && name != "." && name != ".." &&
           name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
}

/// The operator's name and kind from `.nsc`.
void readInfo(StoreScan& scan)
{
    scan.name = scan.folder;
    if (scan.info.problem) return;
    const auto json = nlohmann::json::parse(scan.info.content, nullptr, false);
    const auto name = json.is_object() ? json.find("name") : json.end();
    if (!json.is_object() || name == json.end() || !name->is_string() ||
        !staysInFolder(name->get_ref<const std::string&>())) {
        scan.info.problem = Error{ErrorCode::FileUnreadable, scan.info.file.string(), "not an operator's .nsc"};
        return;
    }
    scan.name = name->get<std::string>();
    const auto managed = json.find("managed");
    scan.managed = managed != json.end() && managed->is_boolean() && managed->get<bool>();
}

void addFile(Digest& digest, const ScannedFile& file)
{
    digest.add(file.file.string()).add(file.problem ? "unreadable" : "read").add(file.content);
}

} // namespace

Result<StoreScan> scanStore(const Workspace& workspace)
{
    std::error_code failed;
    if (!fs::is_directory(workspace.storeRoot, failed))
        return Error{ErrorCode::StoreNotFound, workspace.storeRoot.string(), failed.message()};
    StoreScan scan;
    scan.operators = operatorFolders(workspace.storeRoot);
    if (scan.operators.empty()) return Error{ErrorCode::StoreNoOperator, workspace.storeRoot.string(), {}};
    if (workspace.operatorName.empty() && scan.operators.size() > 1)
        return Error{ErrorCode::StoreManyOperators, workspace.storeRoot.string(), {}};
    scan.folder = workspace.operatorName.empty() ? scan.operators.front() : workspace.operatorName;
    if (std::find(scan.operators.begin(), scan.operators.end(), scan.folder) == scan.operators.end())
        return Error{ErrorCode::StoreOperatorUnknown, scan.folder, {}};

    scan.info = scanFile(operatorInfoFile(workspace, scan.folder));
    readInfo(scan);
    scan.operatorToken = scanFile(operatorTokenFile(workspace, scan.folder, scan.name));
    scanAccounts(workspace, scan);
    scan.keysHere = KeyRing(workspace.keystore).present();
    scan.misplacedKey = misplacedKeyFile(workspace.keystore);
    for (const auto& fileName : namesIn(workspace.tokens)) {
        if (isTokenFileName(fileName)) scan.tokenFiles.push_back(scanFile(tokenFilePath(workspace, fileName)));
    }
    return scan;
}

Revision revisionOf(const StoreScan& scan)
{
    // Counts stand before lists, so that no list can pass for the end of another.
    Digest digest;
    digest.add(std::to_string(scan.operators.size()));
    for (const auto& name : scan.operators)
        digest.add(name);
    digest.add(scan.folder);
    addFile(digest, scan.info);
    addFile(digest, scan.operatorToken);
    digest.add(std::to_string(scan.accounts.size()));
    for (const auto& account : scan.accounts) {
        addFile(digest, account.token);
        digest.add(std::to_string(account.users.size()));
        for (const auto& user : account.users) {
            addFile(digest, user.token);
            digest.add(user.creds.string());
        }
    }
    digest.add(std::to_string(scan.keysHere.size()));
    for (const auto& key : scan.keysHere)
        digest.add(key);
    digest.add(scan.misplacedKey.string());
    for (const auto& file : scan.tokenFiles)
        addFile(digest, file);
    return digest.hex();
}

fs::path misplacedKeyFile(const fs::path& keystore)
{
    std::error_code failed;
    int looked = 0;
    fs::path first;
    fs::recursive_directory_iterator at(keystore, fs::directory_options::skip_permission_denied, failed);
    for (const fs::recursive_directory_iterator end; !failed && at != end; at.increment(failed)) {
        if (++looked > maxEntriesLookedAt) break;
        const fs::path name = at->path().filename();
        if ((at.depth() == 0 && (name == "keys" || name == "creds")) || at.depth() >= maxDepthLookedAt)
            at.disable_recursion_pending();
        std::error_code ignored;
        const bool isMisplaced =
            (name.extension() == ".nk" || name.extension() == ".creds") && !at->is_directory(ignored);
        // The first by name: a folder is not listed in the same order every time.
        if (isMisplaced && (first.empty() || at->path() < first)) first = at->path();
    }
    return first;
}

} // namespace gd
