// SPDX-License-Identifier: Apache-2.0
//
// Internal to core/share: what the planners of the life of shares have in common.
#pragma once

#include "core/share/grant_sides.h"
#include "core/share/plan_builder.h"

namespace gd {

/// The shares of these ids, each once; PlanOutdated (where: the id) if one is gone.
Result<std::vector<const Share*>> sharesOf(const std::vector<std::string>& ids, const Snapshot& world);

/// The export of a type and subject; null if there is none. Of claims that may change, or of such that may not.
template <class Claims>
auto* exportOf(Claims& claims, ExportType type, const std::string& subject)
{
    for (auto& one : claims.exports)
        if (one.type == type && one.subject == subject) return &one;
    return static_cast<decltype(claims.exports.data())>(nullptr);
}

/// Issues a token and puts it into an import; `role` is that of the row, unknown if it has none. Nothing happens if the
/// plan has changed the import already.
void renewImport(const std::string& consumer, const Import& import, const RowRole& role, const Validity& validity,
                 PlanBuilder& plan);

/// Tokens without an end for everybody in this store who imports what an export covers, but for `without` (account
/// keys; `*`: nobody gets one).
void tokensForImporters(const std::string& provider, const Export& exported, const std::vector<std::string>& without,
                        PlanBuilder& plan);

/// Makes an export private: who imports it in this store gets a token, see tokensForImporters(). Nothing happens if it
/// is private, or open to each account by its own key.
///
/// @param present  of the world; the same for revokeIn().
void makePrivate(const std::string& provider, const Export& present, const std::vector<std::string>& without,
                 PlanBuilder& plan);

/// Revokes in the plan, unless an entry that reaches further is there.
void revokeIn(const std::string& provider, const Export& present, const std::string& target, UnixSeconds until,
              const std::string& role, PlanBuilder& plan);

} // namespace gd
