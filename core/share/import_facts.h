// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/trust.h"

namespace gd {

/// An import with everything that both sides say about it. Computed once, because tokens are verified on the way.
struct ImportFact {
    const Account* consumer = nullptr; ///< never null; points into the snapshot
    const Account* provider = nullptr; ///< null if it is not in the workspace
    std::size_t index = 0;             ///< in the consumer's imports
    Trust trust{};

    const Import& import() const { return consumer->claims.imports[index]; }
};

/// All imports of a snapshot, by account and in the order of its claims.
std::vector<ImportFact> importFacts(const Snapshot& world);

} // namespace gd
