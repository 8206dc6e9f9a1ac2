// SPDX-License-Identifier: Apache-2.0
//
// Files as the system sees them: what closes itself, reading with a limit, and secrets that go from the disk straight
// into locked memory.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gd {

/// An open file that closes itself; -1 is "none".
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number); // the other one closes what was open here
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

    /// @return false if the system reported a late write error.
    bool close();

private:
    int m_number = -1;
};

/// The error for a failed system call; reads errno, so nothing may come between.
Error systemError(ErrorCode code, const std::filesystem::path& where);

/// What the last part of a path may be. Those before it are followed either way.
enum class Links { Follow, Refuse };

/// Opens a regular file for reading; never waits for a pipe or a device, nor opens one.
///
/// @param folder  an open folder that `file` is below, or AT_FDCWD.
/// @return nothing if there is no such file; NotAFile for folders, pipes and devices; FileUnreadable otherwise.
Result<std::optional<Descriptor>> openRegularFile(int folder, const std::filesystem::path& file, Links links);

/// Reads an open file into locked memory; no other memory ever holds it.
///
/// @param maxBytes  a file with more bytes is FileTooLarge. @param where  for errors.
Result<SecretBytes> readSecret(const Descriptor& file, std::size_t maxBytes, const std::filesystem::path& where);

/// A whole file that may hold a secret. Follows a symbolic link: for files that a person has named.
///
/// @return nothing if there is no such file; NotAFile, FileTooLarge, FileUnreadable or MemoryLocked otherwise.
Result<std::optional<SecretBytes>> readSecretFile(const std::filesystem::path& file, std::size_t maxBytes);

/// The same for many files, of which any may hold one: locked memory costs eight calls of the system to get and to give
/// back.
///
/// @param memory  used again for each file, and larger afterwards where that was needed.
/// @return        what the file holds; good until `memory` is used for the next one.
Result<std::optional<std::string_view>> readSecretFile(const std::filesystem::path& file, std::size_t maxBytes,
                                                       SecretBytes& memory);

/// Reads an open file that holds no secret, from its first byte on.
///
/// @param maxBytes  a file with more bytes is FileTooLarge. @param where  for errors.
Result<std::string> readText(const Descriptor& file, std::size_t maxBytes, const std::filesystem::path& where);

/// The same for files that hold no secret, by name. Follows a symbolic link.
Result<std::optional<std::string>> readFile(const std::filesystem::path& file, std::size_t maxBytes);

} // namespace gd
