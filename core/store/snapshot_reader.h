// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/snapshot.h"

namespace gd {

/// Reads one operator of a workspace. An unreadable file becomes a Finding, not a failed start.
///
/// @return StoreNotFound, StoreNoOperator, StoreVersion or StoreOldKeyLayout if there is nothing to show. The derived
///         parts of the snapshot are empty; see core/share/world.h for the whole.
Result<Snapshot> readSnapshot(const Workspace& workspace, UnixSeconds now);

/// Revision of what lies on disk now, without reading the meaning; cheap enough for every file system signal.
Revision currentRevision(const Workspace& workspace);

} // namespace gd
