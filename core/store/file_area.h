// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

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
    Result<std::optional<std::string>> read(const std::filesystem::path& file) const override;
    Status replace(const std::filesystem::path& file, std::string_view content) override;
    Status remove(const std::filesystem::path& file) override;

    /// The new file and the old one change places in one step (renameat2), and then the old one is looked at: if it is
    /// not `before`, or somebody has it open for writing, they change places again. So no program that writes in place
    /// (as nsc does) or renames is overwritten. What remains: a program that has looked up the old file in open() and
    /// gets no processor until all this is done, within one system call; and a kill in the microseconds between the two
    /// steps, in which another one wrote at the same time. File systems that cannot swap have the file compared right
    /// before the rename: there the window is that comparison and the rename, without any waiting for the disk.
    Status change(const std::filesystem::path& file, const std::optional<std::string>& before,
                  const std::optional<std::string>& after) override;
};

} // namespace gd
