// SPDX-License-Identifier: Apache-2.0
#include "core/store/watched_file.h"

#include "core/store/disk_checks.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gd {

namespace fs = std::filesystem;

Result<std::optional<WatchedFile>> WatchedFile::open(const fs::path& path)
{
    auto file = openRegularFile(AT_FDCWD, path, Links::Refuse);
    if (!file) return Error{ErrorCode::FileUnreadable, path.string(), file.error().detail};
    if (!*file) return std::optional<WatchedFile>();
    struct stat info {};
    if (::fstat((*file)->number(), &info) != 0) return systemError(ErrorCode::FileUnreadable, path);
    return std::optional<WatchedFile>(WatchedFile(std::move(**file), info.st_dev, info.st_ino));
}

WatchedFile::WatchedFile(Descriptor file, dev_t device, ino_t number)
    : m_file(std::move(file)), m_device(device), m_number(number)
{
    // The signal that tells of a writer ends the process (SIGIO) unless it is one that nobody minds.
    if (::fcntl(m_file.number(), F_SETSIG, SIGURG) != 0) return;
    if (::fcntl(m_file.number(), F_SETLEASE, F_RDLCK) == 0)
        m_lease = Lease::Held;
    else if (errno == EAGAIN)
        m_lease = Lease::Refused;
}

WatchedFile::~WatchedFile()
{
    // Closing is not enough: a process that is just being started has a copy of the descriptor until it runs.
    if (m_file.isOpen() && m_lease == Lease::Held) ::fcntl(m_file.number(), F_SETLEASE, F_UNLCK);
}

bool WatchedFile::hasWriter() const
{
    switch (m_lease) {
    case Lease::Held: {
        const int is = ::fcntl(m_file.number(), F_GETLEASE); // or what it is to become for the one who waits
        return is != F_RDLCK && is >= 0;
    }
    case Lease::Refused:
        return true;
    case Lease::Unknown:
        break;
    }
    return false;
}

Result<bool> WatchedFile::isAt(const fs::path& path, const std::string& content) const
{
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
        if (errno == ENOENT) return false;
        return systemError(ErrorCode::FileUnreadable, path);
    }
    if (info.st_dev != m_device || info.st_ino != m_number) return false;
    const auto now = readText(m_file, maxStoreFileBytes, path);
    if (!now) return Error{ErrorCode::FileUnreadable, path.string(), now.error().detail};
    return *now == content;
}

Result<bool> WatchedFile::isUntouchedAt(const fs::path& path, const std::string& content) const
{
    const auto same = isAt(path, content);
    return same ? *same && !hasWriter() : same; // in this order: what was read was complete
}

} // namespace gd
