// SPDX-License-Identifier: Apache-2.0
#include "core/base/private_file.h"

#include "core/base/unix_file.h"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

bool writeAll(const Descriptor& file, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t wrote = ::write(file.number(), content.data(), content.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return true;
}

} // namespace

Status makePrivateFolders(const fs::path& folder)
{
    std::error_code ignored;
    if (fs::is_directory(folder, ignored)) return {};
    const auto parent = folder.parent_path();
    if (parent.empty() || parent == folder) return Error{ErrorCode::FolderUnwritable, folder.string(), "no parent"};
    if (auto made = makePrivateFolders(parent); !made) return made;
    if (::mkdir(folder.c_str(), privateFolderMode) != 0) {
        const Error failed = systemError(ErrorCode::FolderUnwritable, folder);
        return fs::is_directory(folder, ignored) ? Status{} : Status{failed}; // somebody else was faster
    }
    // A umask may have taken away even the owner's bits.
    if (::chmod(folder.c_str(), privateFolderMode) != 0) return systemError(ErrorCode::FolderUnwritable, folder);
    if (!syncFolder(parent)) return systemError(ErrorCode::FolderUnwritable, parent);
    return {};
}

Status createPrivateFile(int folder, const fs::path& file, std::string_view content)
{
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    Descriptor created{::openat(folder, file.c_str(), flags, privateFileMode)};
    if (!created.isOpen()) return systemError(ErrorCode::FileUnwritable, file);
    // The umask can only narrow the mode, and fchmod gives the owner what it took.
    if (::fchmod(created.number(), privateFileMode) == 0 && writeAll(created, content) &&
        ::fsync(created.number()) == 0 && created.close())
        return {};
    const Error failed = systemError(ErrorCode::FileUnwritable, file);
    ::unlinkat(folder, file.c_str(), 0);
    return failed;
}

std::string temporaryName(std::string_view stem)
{
    std::array<std::uint8_t, 8> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 2 * 8 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), random.data(), random.size());
    return std::string(stem.substr(0, 200)) + '.' + hex.data() + ".tmp";
}

bool isTemporaryName(std::string_view name)
{
    constexpr std::string_view end = ".tmp";
    constexpr std::size_t hexDigits = 16;
    if (name.size() < 1 + hexDigits + end.size() || !name.ends_with(end)) return false;
    name.remove_suffix(end.size());
    return name[name.size() - hexDigits - 1] == '.' &&
           name.substr(name.size() - hexDigits).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool syncFolder(const fs::path& folder)
{
    const Descriptor open{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return open.isOpen() && (::fsync(open.number()) == 0 || errno == EINVAL || errno == ENOTSUP);
}

} // namespace gd
