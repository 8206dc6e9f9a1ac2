// SPDX-License-Identifier: Apache-2.0
#include "core/store/read_file.h"

#include "core/store/unix_file.h"

#include <algorithm>
#include <sys/stat.h>

namespace gd {

namespace {

Result<std::optional<std::string>> readOpen(const Descriptor& open, const std::filesystem::path& file,
                                            std::size_t maxBytes)
{
    std::string content;
    for (;;) {
        // One byte more than allowed is asked for: the file may have grown since its size was read.
        const std::size_t had = content.size();
        const std::size_t step = std::min<std::size_t>(64 * 1024, maxBytes + 1 - had);
        content.resize(had + step);
        const ssize_t got = ::read(open.number(), content.data() + had, step);
        if (got < 0 && errno == EINTR) {
            content.resize(had);
            continue;
        }
        if (got < 0) return systemError(ErrorCode::FileUnreadable, file);
        content.resize(had + static_cast<std::size_t>(got));
        if (got == 0) return std::optional<std::string>(std::move(content));
        if (content.size() > maxBytes) return Error{ErrorCode::FileTooLarge, file.string(), {}};
    }
}

} // namespace

Result<std::optional<std::string>> readFile(const std::filesystem::path& file, std::size_t maxBytes)
{
    // O_NONBLOCK: opening a pipe would wait for a writer.
    const Descriptor open{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
    if (!open.isOpen()) {
        if (errno == ENOENT || errno == ENOTDIR) return std::optional<std::string>();
        return systemError(ErrorCode::FileUnreadable, file);
    }
    struct stat info {};
    if (::fstat(open.number(), &info) != 0) return systemError(ErrorCode::FileUnreadable, file);
    if (!S_ISREG(info.st_mode)) return Error{ErrorCode::NotAFile, file.string(), {}};
    if (static_cast<std::size_t>(info.st_size) > maxBytes) return Error{ErrorCode::FileTooLarge, file.string(), {}};
    return readOpen(open, file, maxBytes);
}

Status makePrivateFolders(const std::filesystem::path& folder)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(folder, ignored)) return {};
    const auto parent = folder.parent_path();
    if (parent.empty() || parent == folder) return Error{ErrorCode::FolderUnwritable, folder.string(), "no parent"};
    if (auto made = makePrivateFolders(parent); !made) return made;
    if (::mkdir(folder.c_str(), privateFolderMode) != 0) {
        const Error failed = systemError(ErrorCode::FolderUnwritable, folder);
        return std::filesystem::is_directory(folder, ignored) ? Status{} : Status{failed}; // somebody else was faster
    }
    if (::chmod(folder.c_str(), privateFolderMode) != 0) return systemError(ErrorCode::FolderUnwritable, folder);
    if (!syncFolder(parent)) return systemError(ErrorCode::FolderUnwritable, parent);
    return {};
}

} // namespace gd
