// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/read_progress.h"
#include "core/share/derived_memory.h"
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

/// The imports of a snapshot, by account and in the order of its claims: those of accounts and from providers within
/// the scope.
///
/// @param known     tokens that were decoded before, or null.
/// @param progress  told how far it is, or null; once cancelled, the rest is not judged.
std::vector<ImportFact> importFacts(const Snapshot& world, const Scope& scope, const DerivedMemory* known,
                                    ReadProgress* progress = nullptr);

} // namespace gd
