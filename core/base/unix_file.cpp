// SPDX-License-Identifier: Apache-2.0
#include "core/base/unix_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// Reads to the end of a file. The size that the system tells is only a first guess: files grow, and some have none.
///
/// @param buffer  called with a number of bytes; gives as many, which begin with what was read so far.
/// @return        how many bytes were read.
template <class Buffer>
Result<std::size_t> readAll(const Descriptor& file, std::size_t maxBytes, const fs::path& where, Buffer buffer)
{
    struct stat info {};
    if (::fstat(file.number(), &info) != 0) return systemError(ErrorCode::FileUnreadable, where);
    const Error tooLarge{ErrorCode::FileTooLarge, where.string(), {}};
    const auto told = static_cast<std::size_t>(info.st_size);
    if (told > maxBytes) return tooLarge;

    constexpr std::size_t atLeast = 4096;
    std::size_t had = 0;
    // One byte more than is expected: only that shows that there is no more.
    for (std::size_t room = std::min(std::max(told, atLeast), maxBytes) + 1;; room = std::min(2 * room, maxBytes + 1)) {
        const std::span<std::uint8_t> bytes = buffer(room);
        if (bytes.empty()) return Error{ErrorCode::MemoryLocked, where.string(), {}};
        while (had < room) {
            const ssize_t got = ::read(file.number(), bytes.data() + had, room - had);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return systemError(ErrorCode::FileUnreadable, where);
            if (got == 0) return had;
            had += static_cast<std::size_t>(got);
        }
        if (had > maxBytes) return tooLarge;
    }
}

} // namespace

bool Descriptor::close()
{
    const int number = std::exchange(m_number, -1);
    return number < 0 || ::close(number) == 0;
}

Error systemError(ErrorCode code, const fs::path& where)
{
    return {code, where.string(), std::generic_category().message(errno)};
}

Result<std::optional<Descriptor>> openRegularFile(int folder, const fs::path& file, Links links)
{
    const bool follow = links == Links::Follow;
    const auto failed = [&file]() -> Result<std::optional<Descriptor>> {
        if (errno == ENOENT || errno == ENOTDIR) return std::optional<Descriptor>();
        return systemError(ErrorCode::FileUnreadable, file);
    };
    struct stat info {};
    if (::fstatat(folder, file.c_str(), &info, follow ? 0 : AT_SYMLINK_NOFOLLOW) != 0) return failed();
    if (S_ISLNK(info.st_mode)) return Error{ErrorCode::FileUnreadable, file.string(), "a symbolic link"};
    // Before it is opened, for opening a device may already do something.
    if (!S_ISREG(info.st_mode)) return Error{ErrorCode::NotAFile, file.string(), {}};

    // It may be replaced between the two calls, so nothing here waits (O_NONBLOCK) or follows, and it is looked at
    // again.
    const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW);
    Descriptor opened{::openat(folder, file.c_str(), flags)};
    if (!opened.isOpen()) return failed();
    if (::fstat(opened.number(), &info) != 0) return systemError(ErrorCode::FileUnreadable, file);
    if (!S_ISREG(info.st_mode)) return Error{ErrorCode::NotAFile, file.string(), {}};
    return std::optional<Descriptor>(std::move(opened));
}

namespace {

/// @return how many bytes were read to the beginning of `memory`, which grows where it must.
Result<std::size_t> readAllInto(SecretBytes& memory, const Descriptor& file, std::size_t maxBytes,
                                const fs::path& where)
{
    return readAll(file, maxBytes, where, [&memory](std::size_t bytes) {
        if (memory.bytes().size() >= bytes) return memory.bytes().first(bytes);
        SecretBytes larger = SecretBytes::ofSize(bytes);
        if (!larger.empty()) std::ranges::copy(memory.bytes(), larger.bytes().begin());
        memory = std::move(larger);
        return memory.bytes();
    });
}

} // namespace

Result<SecretBytes> readSecret(const Descriptor& file, std::size_t maxBytes, const fs::path& where)
{
    SecretBytes content;
    const auto size = readAllInto(content, file, maxBytes, where);
    if (!size) return size.error();
    content.shrink(*size);
    return content;
}

Result<std::optional<SecretBytes>> readSecretFile(const fs::path& file, std::size_t maxBytes)
{
    const auto opened = openRegularFile(AT_FDCWD, file, Links::Follow);
    if (!opened) return opened.error();
    if (!*opened) return std::optional<SecretBytes>();
    auto content = readSecret(**opened, maxBytes, file);
    if (!content) return content.error();
    return std::optional<SecretBytes>(std::move(*content));
}

Result<std::optional<std::string_view>> readSecretFile(const fs::path& file, std::size_t maxBytes, SecretBytes& memory)
{
    const auto opened = openRegularFile(AT_FDCWD, file, Links::Follow);
    if (!opened) return opened.error();
    if (!*opened) return std::optional<std::string_view>();
    const auto size = readAllInto(memory, **opened, maxBytes, file);
    if (!size) return size.error();
    return std::optional<std::string_view>(memory.text().substr(0, *size));
}

Result<std::string> readText(const Descriptor& file, std::size_t maxBytes, const fs::path& where)
{
    if (::lseek(file.number(), 0, SEEK_SET) != 0) return systemError(ErrorCode::FileUnreadable, where);
    std::string content;
    const auto size = readAll(file, maxBytes, where, [&content](std::size_t bytes) {
        content.resize(bytes);
        return std::span(reinterpret_cast<std::uint8_t*>(content.data()), bytes);
    });
    if (!size) return size.error();
    content.resize(*size);
    return content;
}

Result<std::optional<std::string>> readFile(const fs::path& file, std::size_t maxBytes)
{
    const auto opened = openRegularFile(AT_FDCWD, file, Links::Follow);
    if (!opened) return opened.error();
    if (!*opened) return std::optional<std::string>();
    auto content = readText(**opened, maxBytes, file);
    if (!content) return content.error();
    return std::optional<std::string>(std::move(*content));
}

} // namespace gd
