// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/snapshot.h"

namespace gd {

/// Fills the derived parts of a snapshot: offers, shares, findings.
///
/// @param previous  what was read and derived before, or null: only what may have changed since is derived anew. The
///                  result is the same.
void deriveShares(Snapshot& snapshot, const Snapshot* previous = nullptr);

/// Reads a workspace and derives: the one way to get a whole snapshot.
///
/// @param previous  what this function gave before, or null. Whoever passes it waits only for what changed since.
Result<SnapshotPtr> readWorld(const Workspace& workspace, UnixSeconds now, const SnapshotPtr& previous = nullptr);

} // namespace gd
