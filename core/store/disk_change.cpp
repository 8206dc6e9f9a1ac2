// SPDX-License-Identifier: Apache-2.0
//
// Compare and write in one step, against programs that know of no lock.
#include "core/base/private_file.h"
#include "core/base/unix_file.h"
#include "core/store/disk_checks.h"
#include "core/store/file_area.h"
#include "core/store/watched_file.h"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;
using Content = std::optional<std::string>;

Error changedOutside(const fs::path& file)
{
    return {ErrorCode::StoreChangedOutside, file.string(), {}};
}

/// What an attempt came to; nothing if another program is just writing, which takes no longer than it needs for that.
using Attempt = std::optional<Status>;

/// One place in a folder, and a second name beside it for what goes in or comes out.
class Place {
public:
    Place(const fs::path& file, std::chrono::milliseconds patience)
        : m_file(file), m_beside(file.parent_path() / temporaryName(file.filename().string())), m_patience(patience)
    {}

    Status create(const std::string& content) const
    {
        if (auto written = writeBeside(content); !written) return written;
        if (rename(m_beside, m_file, RENAME_NOREPLACE)) return synced();
        if (errno == EEXIST) return dropped(changedOutside(m_file));
        if (!cannot(errno)) return dropped(failed());
        struct stat info {};
        if (::lstat(m_file.c_str(), &info) == 0) return dropped(changedOutside(m_file));
        return errno == ENOENT ? renameOver() : dropped(failed());
    }

    Status exchange(const std::string& before, const std::string& after) const
    {
        if (auto written = writeBeside(after); !written) return written;
        return insist([&] { return tryExchange(before, after); });
    }

    Status takeOut(const std::string& before) const
    {
        return insist([&] { return tryTakeOut(before); });
    }

private:
    static bool rename(const fs::path& from, const fs::path& to, unsigned flags)
    {
        return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0;
    }

    /// File systems without it, kernels without it.
    static bool cannot(int number) { return number == EINVAL || number == ENOSYS || number == ENOTSUP; }

    Error failed() const { return systemError(ErrorCode::FileUnwritable, m_file); }

    /// What cannot be removed now is removed at the next start.
    Status dropped(Status result) const
    {
        ::unlink(m_beside.c_str());
        return result;
    }

    Status synced() const { return syncFolder(m_file.parent_path()) ? Status{} : failed(); }

    Status writeBeside(const std::string& content) const
    {
        if (auto created = createPrivateFile(AT_FDCWD, m_beside, content); !created)
            return Error{ErrorCode::FileUnwritable, m_file.string(), created.error().detail};
        return {};
    }

    Status renameOver() const
    {
        return std::rename(m_beside.c_str(), m_file.c_str()) == 0 ? synced() : dropped(failed());
    }

    template <class Try>
    Status insist(Try attempt) const
    {
        const auto end = std::chrono::steady_clock::now() + m_patience;
        for (;;) {
            if (const Attempt result = attempt()) return *result;
            if (std::chrono::steady_clock::now() >= end)
                return dropped(
                    Error{ErrorCode::FileUnwritable, m_file.string(), "another program has it open for writing"});
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    /// A file that is watched from here on, if it is `content` and nobody is writing into it; else what to say.
    static Attempt watch(const fs::path& path, const std::string& content, std::optional<WatchedFile>& file)
    {
        auto opened = WatchedFile::open(path);
        if (!opened) return opened.error();
        if (!*opened) return changedOutside(path);
        file.emplace(std::move(**opened));
        // Half of what somebody is writing says nothing.
        if (file->hasWriter()) return {};
        const auto same = file->isAt(path, content);
        if (!same) return same.error();
        if (!*same) return changedOutside(path);
        return file->hasWriter() ? Attempt() : Status{};
    }

    Attempt tryExchange(const std::string& before, const std::string& after) const
    {
        std::optional<WatchedFile> old, ours;
        for (const Attempt& ready : {watch(m_beside, after, ours), watch(m_file, before, old)}) {
            if (!ready) return {};
            if (!*ready) return dropped(*ready);
        }
        if (!rename(m_beside, m_file, RENAME_EXCHANGE)) {
            if (errno == ENOENT) return dropped(changedOutside(m_file));
            if (!cannot(errno)) return dropped(failed());
            const auto same = old->isUntouchedAt(m_file, before);
            if (!same) return dropped(same.error());
            return *same ? renameOver() : Attempt();
        }
        const auto isOld = [&] {
            const auto same = old->isUntouchedAt(m_beside, before);
            return same && *same;
        };
        if (!isOld()) return putBack(*ours, after);
        const Status result = synced();
        // Once more: whoever had looked up the old name before the swap has had the time to open it.
        return isOld() ? dropped(result) : putBack(*ours, after);
    }

    Attempt tryTakeOut(const std::string& before) const
    {
        std::optional<WatchedFile> old;
        Attempt ready = watch(m_file, before, old);
        if (!ready || !*ready) return ready;
        if (!rename(m_file, m_beside, 0)) return errno == ENOENT ? changedOutside(m_file) : failed();
        const auto isOld = [&] {
            const auto same = old->isUntouchedAt(m_beside, before);
            return same && *same;
        };
        if (isOld()) {
            const Status result = synced();
            if (isOld()) return dropped(result);
        }
        if (rename(m_beside, m_file, RENAME_NOREPLACE)) return {};
        // Somebody has written anew what we took out: that is the newer one.
        if (errno == EEXIST) return dropped(changedOutside(m_file));
        if (!cannot(errno)) return failed();
        return std::rename(m_beside.c_str(), m_file.c_str()) == 0 ? Attempt() : failed();
    }

    /// Undoes a swap. What comes out must be what we had put in, as it was; if it is not, somebody has renamed over it
    /// or is writing into it, and theirs is the newest: it stays, or goes back in, and what is beside is overwritten.
    Attempt putBack(const WatchedFile& ours, const std::string& after) const
    {
        // What cannot be looked at stays where it is: whoever takes the step back begins with that.
        const auto isInside = ours.isUntouchedAt(m_file, after);
        if (!isInside) return isInside.error();
        if (!*isInside) return dropped(changedOutside(m_file));
        if (!rename(m_beside, m_file, RENAME_EXCHANGE)) return failed();
        const auto isOut = ours.isUntouchedAt(m_beside, after);
        if (!isOut) return isOut.error();
        if (*isOut) return {};
        return rename(m_beside, m_file, RENAME_EXCHANGE) ? dropped(changedOutside(m_file)) : failed();
    }

    fs::path m_file;
    fs::path m_beside;
    std::chrono::milliseconds m_patience;
};

} // namespace

Status FileArea::change(const fs::path& file, const Content& before, const Content& after)
{
    const auto now = read(file);
    if (!now) return now.error();
    if (*now != before) return changedOutside(file);
    return after ? replace(file, *after) : remove(file);
}

Status DiskArea::change(const fs::path& file, const Content& before, const Content& after)
{
    if (!file.has_filename()) return Error{ErrorCode::FileUnwritable, file.string(), "a folder"};
    // Mostly it shows here already, without anything having been written.
    const auto now = read(file);
    if (!now) return now.error();
    if (*now != before) return changedOutside(file);
    if (!before && !after) return {};
    if (!before) {
        if (auto made = makePrivateFolders(file.parent_path()); !made) return made;
    }
    if (auto good = checkReplaceable(file); !good) return good;

    const Place place(file, m_patience);
    if (!before) return place.create(*after);
    return after ? place.exchange(*before, *after) : place.takeOut(*before);
}

} // namespace gd
