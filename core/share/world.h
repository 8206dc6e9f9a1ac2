// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/snapshot.h"

namespace gd {

/// Fills the derived parts of a snapshot: offers, shares, findings.
void deriveShares(Snapshot& snapshot);

/// Reads a workspace and derives: the one way to get a whole snapshot.
Result<SnapshotPtr> readWorld(const Workspace& workspace, UnixSeconds now);

} // namespace gd
