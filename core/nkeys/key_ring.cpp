// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/key_ring.h"

#include "core/base/private_file.h"
#include "core/base/text.h"
#include "core/base/unix_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gd {

namespace fs = std::filesystem;

namespace {

/// A seed has 58 characters; room for line ends and a comment that somebody put there.
constexpr std::size_t maxKeyFileSize = 1024;

/// The folders between the keystore and a key file.
std::array<std::string, 3> foldersOf(const std::string& publicKey)
{
    return {"keys", publicKey.substr(0, 1), publicKey.substr(1, 2)};
}

std::string fileNameOf(const std::string& publicKey)
{
    return publicKey + ".nk";
}

/// The keystore itself may be a link, for a person chose that place; below it a link could lead keys to anybody.
Descriptor openKeystore(const fs::path& root, int access)
{
    return Descriptor(::open(root.c_str(), access | O_DIRECTORY | O_CLOEXEC));
}

Descriptor openFolderBelow(const Descriptor& folder, const std::string& name, int access)
{
    return Descriptor(::openat(folder.number(), name.c_str(), access | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

/// The folder of a key that is to be read; nothing if it is not there, FileUnreadable if a link stands in its place.
Result<std::optional<Descriptor>> findKeyFolder(const fs::path& root, const std::string& publicKey)
{
    Descriptor folder = openKeystore(root, O_PATH);
    if (!folder.isOpen()) return std::optional<Descriptor>();
    fs::path where = root;
    for (const std::string& name : foldersOf(publicKey)) {
        where /= name;
        folder = openFolderBelow(folder, name, O_PATH);
        if (folder.isOpen()) continue;
        if (errno == ENOENT) return std::optional<Descriptor>();
        return systemError(ErrorCode::FileUnreadable, where);
    }
    return std::optional<Descriptor>(std::move(folder));
}

/// The folder of a key that is to be written. Folders that are missing are made 0700; existing ones stay as they are.
Result<Descriptor> makeKeyFolder(const fs::path& root, const std::string& publicKey)
{
    if (const Status made = makePrivateFolders(root); !made) return made.error();
    Descriptor folder = openKeystore(root, O_RDONLY);
    if (!folder.isOpen()) return systemError(ErrorCode::FolderUnwritable, root);
    fs::path where = root;
    for (const std::string& name : foldersOf(publicKey)) {
        where /= name;
        const bool made = ::mkdirat(folder.number(), name.c_str(), privateFolderMode) == 0;
        if (!made && errno != EEXIST) return systemError(ErrorCode::FolderUnwritable, where);
        // A umask may have taken away even the owner's bits.
        if (made && ::fchmodat(folder.number(), name.c_str(), privateFolderMode, 0) != 0)
            return systemError(ErrorCode::FolderUnwritable, where);
        if (made) ::fsync(folder.number()); // as good as the file system can; the file itself is synced on its own
        folder = openFolderBelow(folder, name, O_RDONLY);
        if (!folder.isOpen()) return systemError(ErrorCode::FolderUnwritable, where);
    }
    return folder;
}

/// Gives the temporary file its final name unless something has that name. EEXIST in errno if so.
bool renameToNewName(const Descriptor& folder, const std::string& from, const std::string& to)
{
    const int at = folder.number();
    if (::renameat2(at, from.c_str(), at, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    // File systems without that flag: a hard link does not overwrite either.
    if (::linkat(at, from.c_str(), at, to.c_str(), 0) != 0) return false;
    ::unlinkat(at, from.c_str(), 0);
    return true;
}

/// @param path  for errors.
Status writeNewFile(const Descriptor& folder, const std::string& name, std::string_view content, const fs::path& path)
{
    const std::string temporary = temporaryName({});
    if (const Status created = createPrivateFile(folder.number(), temporary, content); !created)
        return Error{ErrorCode::FileUnwritable, path.string(), created.error().detail};
    if (!renameToNewName(folder, temporary, name)) {
        const Error failed = systemError(errno == EEXIST ? ErrorCode::KeyFileExists : ErrorCode::FileUnwritable, path);
        ::unlinkat(folder.number(), temporary.c_str(), 0);
        return failed;
    }
    ::fsync(folder.number());
    return {};
}

/// The open file of a key; nothing if it is not there, FileUnreadable for links and whatever else is no plain file.
Result<std::optional<Descriptor>> openKeyFile(const fs::path& root, const std::string& publicKey)
{
    auto folder = findKeyFolder(root, publicKey);
    if (!folder || !*folder) return folder;
    auto file = openRegularFile((*folder)->number(), fileNameOf(publicKey), Links::Refuse);
    if (!file) return Error{ErrorCode::FileUnreadable, {}, file.error().detail};
    return file;
}

/// A link in the place of a folder hides what is behind it.
bool isPlainFolder(const fs::path& path)
{
    std::error_code failed;
    return fs::symlink_status(path, failed).type() == fs::file_type::directory;
}

} // namespace

fs::path KeyRing::pathOf(const std::string& publicKey) const
{
    // Whatever is no key could be a way out of the folder ("A/../..").
    if (!PublicKey::parse(publicKey)) return {};
    fs::path path = m_root;
    for (const std::string& name : foldersOf(publicKey))
        path /= name;
    return path / fileNameOf(publicKey);
}

bool KeyRing::canSign(const std::string& publicKey) const
{
    const auto key = PublicKey::parse(publicKey);
    if (!key || key->kind() == KeyKind::Curve) return false;
    const auto file = openKeyFile(m_root, publicKey);
    return file && *file;
}

Result<Signature> KeyRing::sign(const std::string& publicKey, std::span<const std::uint8_t> message) const
{
    const auto seed = open(publicKey);
    if (!seed) return seed.error();
    return seed->sign(message);
}

Result<Seed> KeyRing::open(const std::string& publicKey) const
{
    const fs::path path = pathOf(publicKey);
    if (path.empty()) return Error{ErrorCode::KeyNotHere, publicKey, "no public key"};
    const auto file = openKeyFile(m_root, publicKey);
    if (!file) return Error{file.error().code, path.string(), file.error().detail};
    if (!*file) return Error{ErrorCode::KeyNotHere, path.string(), {}};
    const auto content = readSecret(**file, maxKeyFileSize, path);
    if (!content && content.error().code == ErrorCode::FileTooLarge)
        return Error{ErrorCode::FileUnreadable, path.string(), "too large for a key file"};
    if (!content) return content.error();
    auto seed = Seed::parse(trimmed(content->text()));
    if (!seed) return Error{seed.error().code, path.string(), seed.error().detail};
    if (seed->publicKey().text() != publicKey)
        return Error{ErrorCode::KeyWrongKind, path.string(), "another key's seed"};
    return seed;
}

Status KeyRing::add(const Seed& seed) const
{
    const std::string publicKey = seed.publicKey().text();
    const fs::path path = pathOf(publicKey);
    if (open(publicKey)) return {}; // also where nothing can be written
    const auto folder = makeKeyFolder(m_root, publicKey);
    if (!folder) return folder.error();
    const auto text = seed.text();
    if (!text) return text.error();
    Status written = writeNewFile(*folder, fileNameOf(publicKey), text->text(), path);
    if (!written && written.error().code == ErrorCode::KeyFileExists && open(publicKey)) return {};
    return written;
}

std::set<std::string> KeyRing::present() const
{
    std::set<std::string> keys;
    std::error_code error;
    if (!isPlainFolder(m_root / "keys")) return keys; // the walk below enters no link, but would begin at one
    // Errors end the walk of one folder; a keystore that is not there is an empty one.
    for (fs::recursive_directory_iterator it(m_root / "keys", fs::directory_options::skip_permission_denied, error),
         end;
         !error && it != end; it.increment(error)) {
        if (it.depth() >= 2) it.disable_recursion_pending();
        if (it.depth() != 2 || it->path().extension() != ".nk" || !it->is_regular_file(error) ||
            it->is_symlink(error)) {
            continue;
        }
        const std::string name = it->path().stem().string();
        if (pathOf(name) == it->path()) keys.insert(name);
    }
    return keys;
}

} // namespace gd
