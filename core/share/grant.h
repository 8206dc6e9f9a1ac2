// SPDX-License-Identifier: Apache-2.0
//
// What is derived from both sides of a border: grants (one export -> import pair for one consumer) and shares (the
// grants that belong together). Plain values; core/share/share_finder makes them.
#pragma once

#include "core/base/clock.h"
#include "core/jwt/claims.h"

#include <optional>
#include <string>
#include <vector>

namespace gd {

/// A token that has less time left than this ends soon. It is well below the shortest validity that the wizard proposes
/// (30 days): a token that was issued just now must not ask to be renewed.
constexpr UnixSeconds endsSoonBefore = UnixSeconds{14} * 24 * 60 * 60;

/// How a grant stands, from both sides; the best first, so that the worst of a share is the greatest.
enum class GrantState {
    Active,          ///< nothing local speaks against it
    EndsSoon,        ///< active, its token ends within endsSoonBefore
    NotImported,     ///< exported, and a token for this consumer lies on the shelf; the import is missing
    Offered,         ///< exported; nobody's import is meant
    ProviderUnknown, ///< imported from an account that is not in this workspace; cannot be judged here
    TokenNotYetValid,
    TokenMissing, ///< the export is private and the import has no token
    TokenExpired,
    TokenRevoked,
    TokenNotTrusted,  ///< its issuer is neither the provider nor one of its signing keys now
    TokenTooNarrow,   ///< the token grants less than the import asks for
    TokenWrongKind,   ///< stream token in a service import or the reverse
    TokenForOther,    ///< made for another account: locks the consumer out
    TokenUndecodable, ///< damaged: locks the consumer out
    ExportMissing,    ///< the provider exports nothing that covers the import
};

/// One subject crossing one border. `exportIndex` and `importIndex` point into the claims of the snapshot.
struct Grant {
    std::string id{};       ///< from/to/kind/subject: survives a reload
    std::string provider{}; ///< account key
    std::string consumer{}; ///< account key; empty where only the export exists
    ExportType type = ExportType::Unset;
    std::string providerSubject{};
    std::string consumerSubject{};
    bool isPrivate = false;
    GrantState state = GrantState::Offered;
    UnixSeconds expires = 0;                  ///< of the token; 0: never
    std::optional<std::size_t> exportIndex{}; ///< in the provider's claims
    std::optional<std::size_t> importIndex{}; ///< in the consumer's claims

    bool operator==(const Grant&) const = default;
};

/// A grant in its part within a share.
struct ShareRow {
    std::string role{}; ///< DELIVER, ACK, INFO, FC …; empty for a row outside any recipe
    Grant grant{};

    bool operator==(const ShareRow&) const = default;
};

/// Grants that belong together. A row outside any recipe is a share of one row with an empty recipe.
struct Share {
    std::string id{};     ///< survives a reload
    std::string recipe{}; ///< "push-consumer" …, empty if none was recognised
    std::string title{};  ///< JetStream consumer name, or the export's name
    std::string stream{}; ///< where the recipe has one
    std::string jsConsumer{};
    std::string provider{}; ///< account key
    std::string consumer{}; ///< account key; empty on the export side
    std::vector<ShareRow> rows{};
    std::vector<std::string> missingRoles{}; ///< needed by the recipe and not there
    GrantState state = GrantState::Offered;  ///< the worst of its rows
    UnixSeconds expires = 0;                 ///< the earliest of its rows; 0: never

    bool operator==(const Share&) const = default;
};

} // namespace gd
