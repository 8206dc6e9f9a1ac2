// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <string>
#include <utility>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace gd {

/// An open file that closes itself; -1 is "none".
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { close(); }

    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

    /// @return false if the system reported a late write error.
    bool close()
    {
        const int number = std::exchange(m_number, -1);
        return number < 0 || ::close(number) == 0;
    }

private:
    int m_number = -1;
};

/// The error for a failed system call; reads errno, so nothing may come between.
inline Error systemError(ErrorCode code, const std::filesystem::path& where)
{
    return {code, where.string(), std::strerror(errno)};
}

/// Writes the names in a folder to the disk. File systems that cannot do that (EINVAL) are taken as having done it.
inline bool syncFolder(const std::filesystem::path& folder)
{
    const Descriptor open{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return open.isOpen() && (::fsync(open.number()) == 0 || errno == EINVAL || errno == ENOTSUP);
}

} // namespace gd
