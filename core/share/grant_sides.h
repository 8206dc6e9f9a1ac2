// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

namespace gd {

/// The export behind a row as the snapshot has it; null if the provider is not here or has none.
const Export* exportOf(const Grant& grant, const Snapshot& world);

/// The import of a row as the snapshot has it; null if the consumer is not here or does not import it.
const Import* importOf(const Grant& grant, const Snapshot& world);

} // namespace gd
