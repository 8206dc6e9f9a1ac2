// SPDX-License-Identifier: Apache-2.0
#include "core/share/world.h"

#include "core/store/snapshot_reader.h"

namespace gd {

Result<SnapshotPtr> readWorld(const Workspace& workspace, UnixSeconds now)
{
    auto snapshot = readSnapshot(workspace, now);
    if (!snapshot) return snapshot.error();
    deriveShares(*snapshot);
    return SnapshotPtr(std::make_shared<const Snapshot>(std::move(*snapshot)));
}

} // namespace gd
