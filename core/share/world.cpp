// SPDX-License-Identifier: Apache-2.0
#include "core/share/world.h"

#include "core/store/snapshot_reader.h"

namespace gd {

Result<SnapshotPtr> readWorld(const Workspace& workspace, UnixSeconds now, const SnapshotPtr& previous)
{
    auto snapshot = readSnapshot(workspace, now, previous.get());
    if (!snapshot) return snapshot.error();
    deriveShares(*snapshot, previous.get());
    return SnapshotPtr(std::make_shared<const Snapshot>(std::move(*snapshot)));
}

} // namespace gd
