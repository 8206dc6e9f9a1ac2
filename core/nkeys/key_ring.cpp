// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/key_ring.h"

#include "core/encoding/base32.h"
#include "core/nkeys/key_text.h"

#include <sodium.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gd {

namespace fs = std::filesystem;

namespace {

/// A seed has 58 characters; room for line ends and a comment that somebody put there.
constexpr std::size_t maxKeyFileSize = 1024;
constexpr mode_t fileMode = 0600;
constexpr mode_t folderMode = 0700;

/// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }
    bool valid() const { return m_fd >= 0; }

private:
    int m_fd;
};

Error systemError(ErrorCode code, const fs::path& where)
{
    return Error{code, where.string(), std::generic_category().message(errno)};
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The whole file in locked memory. Symbolic links and everything that is not a plain file are refused.
Result<SecretBytes> readSecretFile(const fs::path& path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid()) {
        return systemError(errno == ENOENT || errno == ENOTDIR ? ErrorCode::KeyNotHere : ErrorCode::FileUnreadable,
                           path);
    }
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return systemError(ErrorCode::FileUnreadable, path);
    if (!S_ISREG(info.st_mode)) return Error{ErrorCode::FileUnreadable, path.string(), "not a plain file"};
    if (info.st_size > static_cast<off_t>(maxKeyFileSize)) {
        return Error{ErrorCode::FileUnreadable, path.string(), "too large for a key file"};
    }

    SecretBytes content = SecretBytes::ofSize(maxKeyFileSize);
    if (content.empty()) return Error{ErrorCode::MemoryLocked};
    std::size_t size = 0;
    while (size < maxKeyFileSize) {
        const ssize_t got = ::read(file.get(), content.bytes().data() + size, maxKeyFileSize - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return systemError(ErrorCode::FileUnreadable, path);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    content.shrink(size);
    return content;
}

bool writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t done = ::write(fd, text.data(), text.size());
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

/// Makes the folders of `path` that are missing, each 0700 whatever the umask; existing ones stay as they are.
Status makeFolders(const fs::path& path)
{
    fs::path made;
    for (const fs::path& part : path) {
        made /= part;
        if (::mkdir(made.c_str(), folderMode) == 0) {
            if (::chmod(made.c_str(), folderMode) != 0) return systemError(ErrorCode::FolderUnwritable, made);
        } else if (struct stat info{}; ::stat(made.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
            return systemError(ErrorCode::FolderUnwritable, made);
        }
    }
    return {};
}

void syncFolder(const fs::path& folder)
{
    // Best effort: some file systems cannot sync a folder, and the file itself is safe already.
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.valid()) ::fsync(descriptor.get());
}

/// Gives the temporary file its final name unless something has that name. EEXIST in errno if so.
bool renameToNewName(const fs::path& from, const fs::path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    // File systems without that flag: a hard link does not overwrite either.
    const bool linked = ::link(from.c_str(), to.c_str()) == 0;
    const int reason = errno;
    ::unlink(from.c_str());
    errno = reason;
    return linked;
}

/// Random, and never ending in ".nk", so that no tool takes a half written file for a key.
fs::path temporaryName(const fs::path& target)
{
    std::array<std::uint8_t, 10> noise{};
    randombytes_buf(noise.data(), noise.size());
    return target.parent_path() / ("." + base32Encode(noise) + ".tmp");
}

Status writeNewFile(const fs::path& path, std::string_view content)
{
    const fs::path temporary = temporaryName(path);
    {
        const Descriptor file(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, fileMode));
        if (!file.valid()) return systemError(ErrorCode::FileUnwritable, path);
        // fchmod, because a umask may have taken away even the owner's bits.
        if (::fchmod(file.get(), fileMode) != 0 || !writeAll(file.get(), content) || ::fsync(file.get()) != 0) {
            const Error error = systemError(ErrorCode::FileUnwritable, path);
            ::unlink(temporary.c_str());
            return error;
        }
    }
    if (!renameToNewName(temporary, path)) {
        const Error error = systemError(errno == EEXIST ? ErrorCode::KeyFileExists : ErrorCode::FileUnwritable, path);
        ::unlink(temporary.c_str());
        return error;
    }
    syncFolder(path.parent_path());
    return {};
}

} // namespace

fs::path KeyRing::pathOf(const std::string& publicKey) const
{
    // Whatever is no key could be a way out of the folder ("A/../..").
    if (!PublicKey::parse(publicKey)) return {};
    return m_root / "keys" / publicKey.substr(0, 1) / publicKey.substr(1, 2) / (publicKey + ".nk");
}

bool KeyRing::canSign(const std::string& publicKey) const
{
    const auto key = PublicKey::parse(publicKey);
    if (!key || key->kind() == KeyKind::Curve) return false;
    const fs::path path = pathOf(publicKey);
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(path.c_str(), R_OK) == 0;
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
    const auto content = readSecretFile(path);
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
    const auto sameIsHere = [&]() -> Status {
        if (open(publicKey)) return {};
        return Error{ErrorCode::KeyFileExists, path.string(), {}};
    };
    struct stat info {};
    if (::lstat(path.c_str(), &info) == 0) return sameIsHere();

    if (const Status made = makeFolders(path.parent_path()); !made) return made.error();
    const auto text = seed.text();
    if (!text) return text.error();
    Status written = writeNewFile(path, text->text());
    if (!written && written.error().code == ErrorCode::KeyFileExists) return sameIsHere();
    return written;
}

std::set<std::string> KeyRing::present() const
{
    std::set<std::string> keys;
    std::error_code error;
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
