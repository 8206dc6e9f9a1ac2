// SPDX-License-Identifier: Apache-2.0
//
// Which part of which share a subject or a name stands for. Subjects speak for themselves, except a deliver subject:
// anybody may choose it, so a DELIVER row is known by its name, or because nothing else is left that it could be.
#pragma once

#include "core/share/recipe.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// The part that a grant plays: role within a recipe, and the JetStream names it is about. Empty role: none known.
struct RowRole {
    std::string recipe{};
    std::string role{};
    std::string stream{};
    std::string jsConsumer{};

    bool operator==(const RowRole&) const = default;
    bool known() const { return !role.empty(); }
};

/// The role that a provider's subject tells, if it names one stream and one consumer. Rows that several recipes have
/// (ACK, INFO) are told as those of a push consumer; a NEXT beside them says otherwise.
RowRole roleOfSubject(std::string_view subject);

/// `<S>-GRANT-<ROLE>` taken apart; `stream` may be `<S>-<C>` where two shares of one stream had to be told apart.
struct GrantNameParts {
    std::string stream{};
    std::string role{};
};

/// The parts of a name, or nothing if it is none that GrantDesk gives.
std::optional<GrantNameParts> partsOfGrantName(std::string_view name);

/// The same for a token file, `<S>-GRANT-<ROLE>-<CONSUMER>.tok`.
std::optional<GrantNameParts> partsOfFileName(std::string_view fileName);

/// The role of a single row as far as its subject tells it, else its name; unknown if neither does.
RowRole roleOfRow(std::string_view subject, std::string_view name);

/// The grant name for a role that is not in use yet for something else: `<S>-GRANT-<ROLE>`, else
/// `<S>-<C>-GRANT-<ROLE>`.
///
/// @param taken  names of the other exports or imports of the account.
std::string freeGrantName(const RowRole& role, const std::vector<std::string>& taken);

/// An export, import or token whose role is looked for, with what is known about it.
struct RolePiece {
    std::string name{}; ///< of the grant; may be empty
    std::string subject{};
    ExportType type = ExportType::Unset;
    RowRole role{}; ///< filled in by assignRoles, unless it is known before
};

/// Finds the roles of pieces that belong to one provider (and one consumer, on the consumer's side), by subject and
/// name.
void assignRoles(std::vector<RolePiece>& pieces);

/// Whether the DELIVER row of that stream and consumer is unknown so far.
using IsOpen = std::function<bool(const std::string& stream, const std::string& jsConsumer)>;

/// Takes the only literal message feed without a role for the only DELIVER that is missing. For pieces that were made
/// for one consumer, after assignRoles.
///
/// @param isOpen  false where the provider's exports tell which subject it is.
void assignLoneFeed(std::vector<RolePiece>& pieces, const IsOpen& isOpen);

} // namespace gd
