// SPDX-License-Identifier: Apache-2.0
#include "core/store/store_lock.h"

#include "core/base/private_file.h"

#include <cerrno>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>

namespace gd {

Result<StoreLock> StoreLock::take(const std::filesystem::path& state, std::chrono::milliseconds patience)
{
    if (auto made = makePrivateFolders(state); !made) return made.error();
    const auto path = state / "lock";
    Descriptor file{::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, privateFileMode)};
    if (!file.isOpen()) return systemError(ErrorCode::FileUnwritable, path);

    constexpr std::chrono::milliseconds pause{5};
    const auto end = std::chrono::steady_clock::now() + patience;
    while (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno == ENOTSUP || errno == ENOSYS || errno == EINVAL) break;
        if (errno != EWOULDBLOCK) return systemError(ErrorCode::FileUnwritable, path);
        if (std::chrono::steady_clock::now() >= end) return Error{ErrorCode::StoreBusy, path.string(), {}};
        std::this_thread::sleep_for(pause);
    }
    return StoreLock(std::move(file));
}

} // namespace gd
