// SPDX-License-Identifier: Apache-2.0
#include "core/store/store_scan.h"

#include "core/base/parallel.h"
#include "core/base/unix_file.h"
#include "core/jwt/token_sniff.h"
#include "core/nkeys/key_ring.h"
#include "core/nkeys/seed.h"
#include "core/store/contacts.h"
#include "core/store/digest.h"
#include "core/store/layout.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>
#include <dirent.h>
#include <memory>
#include <sys/stat.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// A keystore that holds more than this beside keys/ and creds/ is somebody's home folder; it is not searched to the
/// end.
constexpr int maxEntriesLookedAt = 20000;
constexpr int maxDepthLookedAt = 8;

/// Names in a folder, in byte order; none if it cannot be read. Asked for each account at each look, so without the
/// paths that std::filesystem would make of them.
std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), ::closedir);
    while (const dirent* entry = open ? ::readdir(open.get()) : nullptr) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Something lies at that path, of whatever kind, if only a link to nowhere.
bool isThere(const fs::path& path)
{
    std::error_code failed;
    return fs::symlink_status(path, failed).type() != fs::file_type::not_found && !failed;
}

std::int64_t nanoseconds(const timespec& time)
{
    return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

std::optional<FileStamp> stampOf(const fs::path& file)
{
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
    return FileStamp{info.st_dev, info.st_ino, info.st_size, nanoseconds(info.st_mtim), nanoseconds(info.st_ctim)};
}

/// A file that changed just before it was read may change again within the same tick of the file system's clock, and
/// nobody would see it; such a stamp is not kept. Linux ticks every few milliseconds; who tells no fractions of a
/// second may tick every two seconds.
bool isSettled(const FileStamp& stamp)
{
    constexpr std::int64_t second = 1'000'000'000, fine = second / 20, coarse = 2 * second;
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const std::int64_t tick = stamp.changed % second != 0 && stamp.modified % second != 0 ? fine : coarse;
    return std::max(stamp.modified, stamp.changed) + tick < nanoseconds(now);
}

/// Locked memory for the file that a thread is looking at.
SecretBytes& memoryOfThread()
{
    thread_local SecretBytes memory;
    return memory;
}

/// Somebody may have put a creds file or a key where tokens belong, by name or by link: its text is kept nowhere.
ScannedFile scanFile(const fs::path& file, const SeenFiles& seen = {})
{
    ScannedFile scanned;
    scanned.file = file;
    const auto stamp = stampOf(file); // before it is read: what changes meanwhile has another one then
    const auto before = seen.empty() ? seen.end() : seen.find(file.native());
    if (stamp && before != seen.end() && before->second.stamp == *stamp) {
        scanned.digest = before->second.digest;
        scanned.stamp = stamp;
        scanned.isAsBefore = true;
        return scanned;
    }
    const auto content = readSecretFile(file, maxTokenFileBytes, memoryOfThread());
    if (!content) {
        scanned.problem = content.error();
    } else if (!*content) {
        scanned.problem = Error{ErrorCode::FileUnreadable, file.string(), "missing"};
    } else if (holdsSeed(**content)) {
        memoryOfThread() = {}; // wiped
        scanned.problem = Error{ErrorCode::NotAToken, file.string(), "holds a seed"};
    } else {
        scanned.content = **content;
        scanned.digest = digestOf(scanned.content);
        if (stamp && isSettled(*stamp)) scanned.stamp = stamp;
    }
    return scanned;
}

std::vector<ScannedUser> scanUsers(const Workspace& workspace, const StoreScan& scan, const std::string& account,
                                   const SeenFiles& seen)
{
    std::vector<ScannedUser> users;
    const fs::path folder = usersFolder(workspace, scan.folder, account);
    for (const auto& fileName : namesIn(folder)) {
        std::error_code ignored;
        if (!fileName.ends_with(".jwt") || fileName.size() == 4) continue;
        ScannedUser user;
        user.name = fileName.substr(0, fileName.size() - 4);
        user.token = scanFile(folder / fileName, seen);
        if (user.token.problem && fs::is_directory(folder / fileName, ignored)) continue;
        const fs::path creds = credsFilePath(workspace, scan.name, account, user.name);
        if (fs::is_regular_file(creds, ignored)) user.creds = creds;
        users.push_back(std::move(user));
    }
    return users;
}

ParallelBounds boundsOf(const ReadProgress* progress)
{
    return {.stop = progress ? progress->stop() : std::stop_token()};
}

void scanTokenFiles(const Workspace& workspace, StoreScan& scan, const SeenFiles& seen, ReadProgress* progress)
{
    auto names = namesIn(workspace.tokens);
    std::erase_if(names, [](const std::string& name) { return !isTokenFileName(name); });
    scan.tokenFiles.resize(names.size());
    const auto scanOne = [&](std::size_t i) {
        scan.tokenFiles[i] = scanFile(tokenFilePath(workspace, names[i]), seen);
    };
    forEachIndex(names.size(), scanOne, boundsOf(progress));
}

/// An account is a folder D with something called D.jwt in it; anything else is none of nsc's accounts.
void scanAccounts(const Workspace& workspace, StoreScan& scan, const SeenFiles& seen, ReadProgress* progress)
{
    const auto names = namesIn(accountsFolder(workspace, scan.folder));
    std::vector<ScannedAccount> found(names.size());
    if (progress) progress->enter(ReadProgress::Phase::Files, names.size());
    const auto scanOne = [&](std::size_t i) {
        if (progress) progress->step();
        const fs::path file = accountTokenFile(workspace, scan.folder, names[i]);
        ScannedFile token = scanFile(file, seen);
        if (token.problem && !isThere(file)) return;
        found[i] = {names[i], std::move(token), scanUsers(workspace, scan, names[i], seen)};
    };
    forEachIndex(names.size(), scanOne, boundsOf(progress)); // each is a dozen questions to the system
    for (auto& account : found)
        if (!account.name.empty()) scan.accounts.push_back(std::move(account));
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
    digest.add(file.file.string()).add(file.problem ? "unreadable" : "read").add(file.digest);
}

} // namespace

Result<StoreScan> scanStore(const Workspace& workspace, const SeenFiles& seen, ReadProgress* progress)
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
    scanAccounts(workspace, scan, seen, progress);
    scan.keysHere = KeyRing(workspace.keystore).present();
    scan.misplacedKey = misplacedKeyFile(workspace.keystore);
    scanTokenFiles(workspace, scan, seen, progress);
    if (const auto contacts = contactsFile(workspace.state); !workspace.state.empty() && isThere(contacts))
        scan.contacts = scanFile(contacts);
    memoryOfThread() = {}; // the other threads have ended, with theirs
    if (progress && progress->isCancelled()) return Error{ErrorCode::Cancelled, workspace.storeRoot.string(), {}};
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
    if (scan.contacts) addFile(digest, *scan.contacts);
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
