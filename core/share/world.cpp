// SPDX-License-Identifier: Apache-2.0
#include "core/share/world.h"

#include "core/store/snapshot_reader.h"

namespace gd {

Result<SnapshotPtr> readWorld(const Workspace& workspace, UnixSeconds now, const SnapshotPtr& previous,
                              ReadProgress* progress)
{
    auto snapshot = readSnapshot(workspace, now, previous.get(), progress);
    if (!snapshot) return snapshot.error();
    deriveShares(*snapshot, previous.get(), progress);
    if (progress && progress->isCancelled()) return Error{ErrorCode::Cancelled, workspace.storeRoot.string(), {}};
    return SnapshotPtr(std::make_shared<const Snapshot>(std::move(*snapshot)));
}

} // namespace gd
