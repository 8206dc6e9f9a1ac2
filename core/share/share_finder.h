// SPDX-License-Identifier: Apache-2.0
//
// Grants -> shares: recognises by recipe what nsc or GrantDesk made, and says what is missing.
#pragma once

#include "core/share/import_facts.h"
#include "core/share/row_role.h"

#include <map>

namespace gd {

/// The role of each export of each account, by account key and index.
using ExportRoles = std::map<std::string, std::vector<RowRole>>;

/// An import, or a token that waits on the shelf, as a possible row of a share.
struct Crossing {
    std::string consumer{};
    std::string provider{};
    const Account* providerAccount = nullptr;
    const ImportFact* fact = nullptr; ///< of the import; null for a token on the shelf
    const TokenFile* shelf = nullptr; ///< the token on the shelf; null for an import
    std::optional<std::size_t> exportIndex{};
    RolePiece piece{};
    Grant grant{};
};

/// The export side: one share per recipe and JetStream consumer, one per export outside any recipe.
std::vector<Share> findOffers(const Snapshot& world, const ExportRoles& roles);

/// The consumer side, tokens on the shelf included.
std::vector<Share> findShares(const Snapshot& world, const std::vector<Crossing>& crossings,
                              const std::vector<Share>& offers);

/// Everything that crosses a border or could; roles not yet assigned. Points into `world` and `facts`.
std::vector<Crossing> findCrossings(const Snapshot& world, const std::vector<ImportFact>& facts);

/// Roles of exports from their subjects and names; a DELIVER export under a free name from what its importers do.
/// Fills in the roles of the crossings as well.
ExportRoles findRoles(const Snapshot& world, std::vector<Crossing>& crossings);

/// Text of a grant's identity: provider/consumer/type/subject.
std::string grantId(const Grant& grant);

} // namespace gd
