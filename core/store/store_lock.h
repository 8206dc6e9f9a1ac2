// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/unix_file.h"

#include <chrono>

namespace gd {

/// Keeps every other process of this program from writing while one writes: held over a whole step, from reading
/// journal and history until both are written. Other programs know nothing of it; against them FileArea::change()
/// compares.
///
/// A lock of the system (flock) on `<state>/lock`, so it is gone with its process, however that ends.
class StoreLock {
public:
    /// Waits until it is free. Makes the state folder if need be. File systems without locks are taken as having it.
    ///
    /// @return StoreBusy if somebody holds it all the time, FileUnwritable or FolderUnwritable.
    static Result<StoreLock> take(const std::filesystem::path& state,
                                  std::chrono::milliseconds patience = std::chrono::seconds(10));

private:
    explicit StoreLock(Descriptor file) : m_file(std::move(file)) {}

    Descriptor m_file;
};

} // namespace gd
