// SPDX-License-Identifier: Apache-2.0
//
// What a reading leaves for the next one, so that only what changed is read, parsed and derived again.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

namespace gd {

/// How a file lay there when it was read. Times are of the system, in nanoseconds; the second one no program can set.
struct FileStamp {
    std::uint64_t device = 0, inode = 0;
    std::int64_t size = 0, modified = 0, changed = 0;

    bool operator==(const FileStamp&) const = default;
};

/// A file that was read and understood.
struct SeenFile {
    FileStamp stamp{};
    std::string digest{}; ///< of its content
};

/// By path.
using SeenFiles = std::unordered_map<std::string, SeenFile>;

/// What core/share keeps, see core/share/derived_memory.h.
struct DerivedMemory;

/// Lies beside the world in a snapshot and is no part of it: equal worlds are equal whatever they remember. A copy of a
/// snapshot may be edited and would then remember wrongly, so copies forget.
struct SnapshotMemory {
    std::shared_ptr<const SeenFiles> files{};
    std::shared_ptr<const DerivedMemory> derived{};

    SnapshotMemory() = default;
    ~SnapshotMemory() = default;
    SnapshotMemory(const SnapshotMemory&) {}
    SnapshotMemory(SnapshotMemory&&) noexcept = default;
    SnapshotMemory& operator=(const SnapshotMemory&)
    {
        files.reset();
        derived.reset();
        return *this;
    }
    SnapshotMemory& operator=(SnapshotMemory&&) noexcept = default;

    bool operator==(const SnapshotMemory&) const { return true; }
};

} // namespace gd
