// SPDX-License-Identifier: Apache-2.0
//
// One file, whatever its name is meanwhile, and whether another program is about to write into it.
#pragma once

#include "core/base/unix_file.h"

#include <filesystem>
#include <optional>
#include <string>

#include <sys/types.h>

namespace gd {

/// An open file with a read lease of the system (fcntl(2), F_SETLEASE) as long as it lives. The lease is given only
/// while nobody has the file open for writing, and whoever opens it for writing (or truncates it) from then on waits in
/// that call until the lease is given back: so nobody writes in between, and it shows that somebody wants to. That
/// somebody waits no longer than this lives (the system ends the wait after /proc/sys/fs/lease-break-time, 45 s).
///
/// Leases need a file of one's own on a local file system. Elsewhere nobody is seen here, and the content has to tell.
class WatchedFile {
public:
    /// @return nothing if there is no such file; FileUnreadable otherwise, also for what is no ordinary file.
    static Result<std::optional<WatchedFile>> open(const std::filesystem::path& path);

    WatchedFile(WatchedFile&&) noexcept = default;
    WatchedFile& operator=(WatchedFile&&) = delete;
    ~WatchedFile();

    /// Somebody has it open for writing, or has wanted to since this was made.
    bool hasWriter() const;

    /// It has this name now and this content. FileUnreadable if that cannot be found out.
    Result<bool> isAt(const std::filesystem::path& path, const std::string& content) const;

    /// The same, and it has no writer.
    Result<bool> isUntouchedAt(const std::filesystem::path& path, const std::string& content) const;

private:
    enum class Lease { Held, Refused, Unknown };

    WatchedFile(Descriptor file, dev_t device, ino_t number);

    Descriptor m_file;
    dev_t m_device;
    ino_t m_number;
    Lease m_lease = Lease::Unknown;
};

} // namespace gd
