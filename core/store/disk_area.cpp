// SPDX-License-Identifier: Apache-2.0
#include "core/store/file_area.h"

#include "core/base/private_file.h"
#include "core/base/unix_file.h"
#include "core/store/disk_checks.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gd {

namespace fs = std::filesystem;

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

Result<std::optional<std::string>> DiskArea::read(const fs::path& file) const
{
    auto content = readFile(file, maxStoreFileBytes);
    if (content) return content;
    // What exactly is wrong with it does not matter to a transaction.
    return Error{ErrorCode::FileUnreadable, file.string(), content.error().detail};
}

Status DiskArea::replace(const fs::path& file, std::string_view content)
{
    if (!file.has_filename()) return Error{ErrorCode::FileUnwritable, file.string(), "a folder"};
    if (auto made = makePrivateFolders(file.parent_path()); !made) return made;
    if (auto good = checkReplaceable(file); !good) return good;

    const fs::path temporary = file.parent_path() / temporaryName(file.filename().string());
    if (const auto created = createPrivateFile(AT_FDCWD, temporary, content); !created)
        return Error{ErrorCode::FileUnwritable, file.string(), created.error().detail};
    if (std::rename(temporary.c_str(), file.c_str()) != 0) {
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
