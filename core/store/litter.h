// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/workspace.h"

namespace gd {

/// Removes the temporary files of writes that a crash or a broken disk cut off, in every folder of the workspace that
/// transactions write to, and in its keystore. Only with the StoreLock, else they may be those of a write that is under
/// way. The keystore is also written to without that lock: there only what is older than an hour goes.
///
/// @return how many it removed.
int removeLitter(const Workspace& workspace);

} // namespace gd
