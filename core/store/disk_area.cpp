// SPDX-License-Identifier: Apache-2.0
#include "core/store/file_area.h"

#include "core/store/read_file.h"
#include "core/store/unix_file.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <sys/stat.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// History entries hold whole account tokens before and after; more than this is no file of ours.
constexpr std::size_t maxFileBytes = std::size_t{64} * 1024 * 1024;

/// A temporary name must not end like a file of the store, or nsc would read a half-written one. Long names are cut,
/// because file systems allow 255 bytes.
fs::path temporaryFor(const fs::path& target)
{
    std::array<std::uint8_t, 8> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 2 * 8 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), random.data(), random.size());
    return target.parent_path() / (target.filename().string().substr(0, 200) + '.' + hex.data() + ".tmp");
}

/// Nothing, or an ordinary file: a write must neither follow a link to elsewhere nor take the place of a folder.
Status checkReplaceable(const fs::path& target)
{
    struct stat info {};
    if (::lstat(target.c_str(), &info) != 0) {
        if (errno == ENOENT) return {};
        return systemError(ErrorCode::FileUnwritable, target);
    }
    if (S_ISREG(info.st_mode)) return {};
    return Error{ErrorCode::FileUnwritable, target.string(),
                 S_ISLNK(info.st_mode) ? "a symbolic link" : "not an ordinary file"};
}

bool writeAll(int descriptor, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t wrote = ::write(descriptor, content.data(), content.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return true;
}

/// Creates and fills the temporary file. fchmod, because the mode given to open() is subject to the umask.
bool writeTemporary(const fs::path& file, std::string_view content)
{
    Descriptor open{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, privateFileMode)};
    return open.isOpen() && ::fchmod(open.number(), privateFileMode) == 0 && writeAll(open.number(), content) &&
           ::fsync(open.number()) == 0 && open.close();
}

} // namespace

Result<std::optional<std::string>> DiskArea::read(const fs::path& file) const
{
    auto content = readFile(file, maxFileBytes);
    if (content) return content;
    // What exactly is wrong with it does not matter to a transaction.
    return Error{ErrorCode::FileUnreadable, file.string(), content.error().detail};
}

Status DiskArea::replace(const fs::path& file, std::string_view content)
{
    if (sodium_init() < 0) return Error{ErrorCode::FileUnwritable, file.string(), "no random numbers"};
    if (!file.has_filename()) return Error{ErrorCode::FileUnwritable, file.string(), "a folder"};
    if (auto made = makePrivateFolders(file.parent_path()); !made) return made;
    if (auto good = checkReplaceable(file); !good) return good;

    const fs::path temporary = temporaryFor(file);
    if (!writeTemporary(temporary, content) || std::rename(temporary.c_str(), file.c_str()) != 0) {
        const Error failed = systemError(ErrorCode::FileUnwritable, file);
        ::unlink(temporary.c_str());
        return failed;
    }
    if (!syncFolder(file.parent_path())) return systemError(ErrorCode::FileUnwritable, file);
    return {};
}

Status DiskArea::remove(const fs::path& file)
{
    struct stat info {};
    if (::lstat(file.c_str(), &info) != 0 && (errno == ENOENT || errno == ENOTDIR)) return {};
    if (auto good = checkReplaceable(file); !good) return good;
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) return systemError(ErrorCode::FileUnwritable, file);
    if (!syncFolder(file.parent_path())) return systemError(ErrorCode::FileUnwritable, file);
    return {};
}

} // namespace gd
