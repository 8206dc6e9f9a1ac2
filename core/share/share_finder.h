// SPDX-License-Identifier: Apache-2.0
//
// Grants -> shares: recognises by recipe what nsc or GrantDesk made, and says what is missing.
#pragma once

#include "core/share/import_facts.h"
#include "core/share/row_role.h"

#include <map>
#include <string_view>
#include <unordered_map>

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
    RowRole bySubject{}; ///< what the subject alone tells
    Grant grant{};
};

/// The export side: one share per recipe and JetStream consumer, one per export outside any recipe.
std::vector<Share> findOffers(const Snapshot& world, const Scope& scope, const ExportRoles& roles);

/// The consumer side, tokens on the shelf included.
std::vector<Share> findShares(const Snapshot& world, const std::vector<Crossing>& crossings,
                              const std::vector<Share>& offers);

/// Everything that crosses a border or could, of providers within the scope; roles not yet assigned. Points into
/// `world` and `facts`.
///
/// @param validUntil  lowered to the first second in which some token on the shelf begins, ends, or ends soon.
std::vector<Crossing> findCrossings(const Snapshot& world, const Scope& scope, const std::vector<ImportFact>& facts,
                                    UnixSeconds& validUntil);

/// Lowers `validUntil` to the first second after `now` in which this token begins, ends, or ends soon.
void lowerTo(UnixSeconds& validUntil, const ActivationClaims& claims, UnixSeconds now);

/// Roles of exports from their subjects and names; a DELIVER export under a free name from what its importers do.
/// Fills in the roles of the crossings as well.
ExportRoles findRoles(const Snapshot& world, const Scope& scope, std::vector<Crossing>& crossings);

/// The order of shares: by the names of provider and consumer, then by what they are.
class ShareOrder {
public:
    explicit ShareOrder(const Snapshot& world);

    bool operator()(const Share& one, const Share& other) const;
    /// By provider alone.
    bool isProviderBefore(const std::string& one, const std::string& other) const;

private:
    int compare(const std::string& one, const std::string& other) const;

    std::unordered_map<std::string_view, std::size_t> m_ranks{}; ///< of accounts by name
};

/// Text of a grant's identity: provider/consumer/type/subject.
std::string grantId(const Grant& grant);

} // namespace gd
