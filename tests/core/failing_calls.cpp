// SPDX-License-Identifier: Apache-2.0
#include "tests/core/failing_calls.h"

#include <cerrno>
#include <cstdarg>
#include <cstddef>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>

namespace gd::test {

namespace {

FailingCalls* active = nullptr;

bool fails(const char* name)
{
    return active != nullptr && active->fails(name);
}

} // namespace

FailingCalls::FailingCalls()
{
    active = this;
}

FailingCalls::~FailingCalls()
{
    active = nullptr;
}

bool FailingCalls::fails(const char* name)
{
    if (m_isInside) return false; // what the other program does
    const int number = count();
    m_names.emplace_back(name);
    if (before) {
        m_isInside = true;
        before(number);
        m_isInside = false;
    }
    const bool failed = failing.contains(number) || (brokenFrom >= 0 && number >= brokenFrom);
    if (failed) errno = error;
    return failed;
}

static bool cannotSwap(unsigned flags)
{
    return active != nullptr && active->hasNoSwap && flags != 0;
}

static bool cannotLease(int command)
{
    return active != nullptr && active->hasNoLease && command == F_SETLEASE;
}

static std::size_t partOf(std::size_t size)
{
    return active != nullptr && active->isShort && size > 1 ? size / 2 : size;
}

} // namespace gd::test

using gd::test::fails;

// NOLINTBEGIN: these names are those of the linker.
extern "C" {

int __real_open(const char* path, int flags, ...);
int __wrap_open(const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return fails("open") ? -1 : __real_open(path, flags, mode);
}

int __real_openat(int folder, const char* path, int flags, ...);
int __wrap_openat(int folder, const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return fails("openat") ? -1 : __real_openat(folder, path, flags, mode);
}

ssize_t __real_read(int file, void* buffer, std::size_t size);
ssize_t __wrap_read(int file, void* buffer, std::size_t size)
{
    return fails("read") ? -1 : __real_read(file, buffer, size);
}

ssize_t __real_write(int file, const void* buffer, std::size_t size);
ssize_t __wrap_write(int file, const void* buffer, std::size_t size)
{
    return fails("write") ? -1 : __real_write(file, buffer, gd::test::partOf(size));
}

/// Never waits for the disk: a test that cuts no power learns nothing from it.
int __wrap_fsync(int /*file*/)
{
    return fails("fsync") ? -1 : 0;
}

int __real_close(int file);
int __wrap_close(int file)
{
    const bool failed = fails("close");
    const int number = errno;
    const int result = __real_close(file); // it is closed whatever it says
    if (!failed) return result;
    errno = number;
    return -1;
}

int __real_fchmod(int file, mode_t mode);
int __wrap_fchmod(int file, mode_t mode)
{
    return fails("fchmod") ? -1 : __real_fchmod(file, mode);
}

int __real_chmod(const char* path, mode_t mode);
int __wrap_chmod(const char* path, mode_t mode)
{
    return fails("chmod") ? -1 : __real_chmod(path, mode);
}

int __real_mkdir(const char* path, mode_t mode);
int __wrap_mkdir(const char* path, mode_t mode)
{
    return fails("mkdir") ? -1 : __real_mkdir(path, mode);
}

int __real_rename(const char* from, const char* to);
int __wrap_rename(const char* from, const char* to)
{
    return fails("rename") ? -1 : __real_rename(from, to);
}

int __real_renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags);
int __wrap_renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags)
{
    if (fails("renameat2")) return -1;
    if (!gd::test::cannotSwap(flags)) return __real_renameat2(fromFolder, from, toFolder, to, flags);
    errno = EINVAL;
    return -1;
}

int __real_unlink(const char* path);
int __wrap_unlink(const char* path)
{
    return fails("unlink") ? -1 : __real_unlink(path);
}

int __real_unlinkat(int folder, const char* path, int flags);
int __wrap_unlinkat(int folder, const char* path, int flags)
{
    return fails("unlinkat") ? -1 : __real_unlinkat(folder, path, flags);
}

int __real_lstat(const char* path, struct stat* info);
int __wrap_lstat(const char* path, struct stat* info)
{
    return fails("lstat") ? -1 : __real_lstat(path, info);
}

int __real_fstat(int file, struct stat* info);
int __wrap_fstat(int file, struct stat* info)
{
    return fails("fstat") ? -1 : __real_fstat(file, info);
}

int __real_fstatat(int folder, const char* path, struct stat* info, int flags);
int __wrap_fstatat(int folder, const char* path, struct stat* info, int flags)
{
    return fails("fstatat") ? -1 : __real_fstatat(folder, path, info, flags);
}

int __real_fcntl(int file, int command, ...);
int __wrap_fcntl(int file, int command, ...)
{
    va_list more;
    va_start(more, command);
    void* const argument = va_arg(more, void*);
    va_end(more);
    if (fails("fcntl")) return -1;
    if (!gd::test::cannotLease(command)) return __real_fcntl(file, command, argument);
    errno = EINVAL;
    return -1;
}

int __real_flock(int file, int operation);
int __wrap_flock(int file, int operation)
{
    return fails("flock") ? -1 : __real_flock(file, operation);
}
}
// NOLINTEND
