// SPDX-License-Identifier: Apache-2.0
//
// Compare and write in one step, against programs that know of no lock.
#include "core/base/private_file.h"
#include "core/base/unix_file.h"
#include "core/store/disk_checks.h"
#include "core/store/file_area.h"

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;
using Content = std::optional<std::string>;

Error changedOutside(const fs::path& file)
{
    return {ErrorCode::StoreChangedOutside, file.string(), {}};
}

/// Tells whether somebody has a file open for writing, or wants to while this lives. Between opening a file by the name
/// it had and emptying it a program may wait for the disk, so the content alone does not show that it is there. Needs a
/// file of one's own on a local file system; elsewhere it sees nobody.
class Lease {
public:
    explicit Lease(const fs::path& file) : m_file(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
    {
        if (!m_file.isOpen()) return;
        // The signal that tells of a writer ends the process unless it is one that nobody minds.
        if (::fcntl(m_file.number(), F_SETSIG, SIGURG) != 0) return;
        m_isHeld = ::fcntl(m_file.number(), F_SETLEASE, F_RDLCK) == 0;
        m_isRefused = !m_isHeld && errno == EAGAIN;
    }

    bool hasWriter() const { return m_isRefused || (m_isHeld && ::fcntl(m_file.number(), F_GETLEASE) != F_RDLCK); }

private:
    Descriptor m_file;
    bool m_isHeld = false;
    bool m_isRefused = false;
};

/// One place in a folder, and a second name beside it for what goes in or comes out.
class Place {
public:
    Place(const DiskArea& area, const fs::path& file)
        : m_area(area), m_file(file), m_beside(file.parent_path() / temporaryName(file.filename().string()))
    {}

    Status compare(const Content& before) const
    {
        const auto now = m_area.read(m_file);
        if (!now) return now.error();
        return *now == before ? Status{} : changedOutside(m_file);
    }

    Status create(const std::string& content)
    {
        if (auto written = writeBeside(content); !written) return written;
        if (rename(m_beside, m_file, RENAME_NOREPLACE)) return {};
        if (errno == EEXIST) return dropped(changedOutside(m_file));
        return cannot(errno) ? renameOver({}) : dropped(failed());
    }

    Status exchange(const std::string& before, const std::string& after)
    {
        if (auto written = writeBeside(after); !written) return written;
        if (!rename(m_beside, m_file, RENAME_EXCHANGE)) {
            if (errno == ENOENT) return dropped(changedOutside(m_file));
            return cannot(errno) ? renameOver(before) : dropped(failed());
        }
        const Lease lease(m_beside);
        const auto old = m_area.read(m_beside);
        if (!old) return putBack({}, after, old.error());
        if (*old != before || lease.hasWriter()) return putBack(*old, after, changedOutside(m_file));
        return dropped({});
    }

    Status takeOut(const std::string& before)
    {
        if (!rename(m_file, m_beside, 0)) return errno == ENOENT ? changedOutside(m_file) : failed();
        const Lease lease(m_beside);
        const auto old = m_area.read(m_beside);
        if (old && *old == before && !lease.hasWriter()) return dropped({});
        const Status why = old ? changedOutside(m_file) : old.error();
        if (rename(m_beside, m_file, RENAME_NOREPLACE)) return why;
        // Somebody has written anew what we took out: that is the newer one.
        if (errno == EEXIST) return dropped(why);
        return std::rename(m_beside.c_str(), m_file.c_str()) == 0 ? why : failed();
    }

private:
    static bool rename(const fs::path& from, const fs::path& to, unsigned flags)
    {
        return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0;
    }

    /// File systems without it, kernels without it.
    static bool cannot(int number) { return number == EINVAL || number == ENOSYS || number == ENOTSUP; }

    Error failed() const { return systemError(ErrorCode::FileUnwritable, m_file); }

    Status dropped(Status result) const
    {
        ::unlink(m_beside.c_str()); // what cannot be removed now is removed at the next start
        return result;
    }

    Status writeBeside(const std::string& content) const
    {
        if (auto created = createPrivateFile(AT_FDCWD, m_beside, content); !created)
            return Error{ErrorCode::FileUnwritable, m_file.string(), created.error().detail};
        return {};
    }

    Status renameOver(const Content& before) const
    {
        if (auto same = compare(before); !same) return dropped(same);
        return std::rename(m_beside.c_str(), m_file.c_str()) == 0 ? Status{} : dropped(failed());
    }

    /// Undoes an exchange. What comes out must be what went in; if it is not, somebody wrote over that, and theirs is
    /// the newest: it goes back in, and so on.
    Status putBack(Content theirs, Content ours, Status why) const
    {
        constexpr int turns = 8;
        for (int turn = 0; turn < turns; ++turn) {
            if (!rename(m_beside, m_file, RENAME_EXCHANGE)) return failed(); // beside it lies what is not ours
            const Lease lease(m_beside);
            auto out = m_area.read(m_beside);
            if (!out) return why;
            if (*out == ours && !lease.hasWriter()) return dropped(why);
            ours = std::move(theirs);
            theirs = std::move(*out);
        }
        return why;
    }

    const DiskArea& m_area;
    fs::path m_file;
    fs::path m_beside;
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
    Place place(*this, file);
    // Mostly it shows here already, without anything having been written.
    if (auto same = place.compare(before); !same) return same;
    if (!before && !after) return {};
    if (!before) {
        if (auto made = makePrivateFolders(file.parent_path()); !made) return made;
    }
    if (auto good = checkReplaceable(file); !good) return good;

    const Status done = !before  ? place.create(*after)
                        : !after ? place.takeOut(*before)
                                 : place.exchange(*before, *after);
    if (!done) return done;
    if (!syncFolder(file.parent_path())) return systemError(ErrorCode::FileUnwritable, file);
    return {};
}

} // namespace gd
