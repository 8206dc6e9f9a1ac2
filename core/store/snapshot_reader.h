// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/snapshot.h"

namespace gd {

/// Reads one operator of a workspace (the only one, if it names none). An unreadable file becomes a Finding, not a
/// failed start; so does an account that lies there twice (the one in the folder of its name is taken) or is not the
/// operator's.
///
/// @return StoreVersion or an error of scanStore() if there is nothing to show. The derived parts of the snapshot are
///         empty; see core/share/world.h for the whole.
Result<Snapshot> readSnapshot(const Workspace& workspace, UnixSeconds now);

/// Revision of what lies on disk now, without reading the meaning; cheap enough for every file system signal. Empty if
/// there is no operator to read.
Revision currentRevision(const Workspace& workspace);

} // namespace gd
