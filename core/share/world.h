// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/read_progress.h"
#include "core/base/result.h"
#include "core/store/snapshot.h"

namespace gd {

/// Fills the derived parts of a snapshot: offers, shares, findings.
///
/// @param previous  what was read and derived before, or null: only what may have changed since is derived anew. The
///                  result is the same.
/// @param progress  told how far it is, or null. Once cancelled, the derived parts are worth nothing.
void deriveShares(Snapshot& snapshot, const Snapshot* previous = nullptr, ReadProgress* progress = nullptr);

/// Reads a workspace and derives: the one way to get a whole snapshot.
///
/// @param previous  what this function gave before, or null. Whoever passes it waits only for what changed since.
/// @param progress  told how far it is, or null.
/// @return Cancelled if `progress` was; an error of readSnapshot().
Result<SnapshotPtr> readWorld(const Workspace& workspace, UnixSeconds now, const SnapshotPtr& previous = nullptr,
                              ReadProgress* progress = nullptr);

} // namespace gd
