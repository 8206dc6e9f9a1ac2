// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gd {

/// Files as a transaction sees them. One real implementation (DiskArea) and fakes that fail at write n.
class FileArea {
public:
    virtual ~FileArea() = default;

    /// Content, or nothing if there is no such file. FileUnreadable otherwise.
    virtual Result<std::optional<std::string>> read(const std::filesystem::path& file) const = 0;

    /// Writes all or nothing and survives a power cut: temporary file beside it, fsync, rename, fsync of the folder.
    /// Mode 0600, missing folders made 0700. FileUnwritable or FolderUnwritable otherwise.
    virtual Status replace(const std::filesystem::path& file, std::string_view content) = 0;

    /// Removes a file; it is no error if there is none.
    virtual Status remove(const std::filesystem::path& file) = 0;

    /// Puts `after` in the place of `before`, and only of that; "nothing" is a file that is not there.
    ///
    /// This one reads, compares and writes, so what another program writes in between would be lost.
    /// @return StoreChangedOutside if the file holds something else, which is there still.
    virtual Status change(const std::filesystem::path& file, const std::optional<std::string>& before,
                          const std::optional<std::string>& after);
};

/// The disk.
class DiskArea final : public FileArea {
public:
    /// @param patience  how long change() waits for a program that has the file open for writing.
    explicit DiskArea(std::chrono::milliseconds patience = std::chrono::milliseconds(100)) : m_patience(patience) {}

    Result<std::optional<std::string>> read(const std::filesystem::path& file) const override;
    Status replace(const std::filesystem::path& file, std::string_view content) override;
    Status remove(const std::filesystem::path& file) override;

    /// Against programs that know of no lock, as nsc, which opens the file that is there, empties and writes it:
    /// - Nobody has the file open for writing when it is compared; from then on whoever opens it for writing waits in
    ///   that call until this returns (a read lease, see WatchedFile).
    /// - The new file and the old one change places in one step (renameat2). If somebody waits for the old one by then,
    ///   or it is another one, they change places again before he goes on, and it begins anew.
    /// So a write in place is either seen here before (StoreChangedOutside), or made to the new file; it never goes to
    /// a file that is removed, and never disappears for a moment.
    ///
    /// What this cannot see, because the system tells nobody:
    /// - a program that has found the old file by its name, in open(), before the swap, and comes to open it, within
    /// the
    ///   same call, only after this has waited for the disk (fsync of the folder) and looked again: its write is lost;
    /// - a program that renames over the file between the comparison and the swap: its file is put back, and does not
    ///   show between the two swaps. Whoever reads in that moment and then writes, overwrites it;
    /// - the end of this process, or of the power, between the two swaps: then what was to be put back stays aside.
    /// Where files have no leases (network file systems, files of others) content and identity are compared instead,
    /// before and after the swap: there the write of a program is lost that opens the old file before the swap and
    /// writes into it after the last look, and one that was put back may be invisible meanwhile. Where files cannot
    /// change places the last comparison comes right before the rename, and what is written between the two is lost.
    ///
    /// @return FileUnwritable also if somebody has the file open for writing all the time.
    Status change(const std::filesystem::path& file, const std::optional<std::string>& before,
                  const std::optional<std::string>& after) override;

private:
    std::chrono::milliseconds m_patience;
};

} // namespace gd
