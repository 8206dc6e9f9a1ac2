// SPDX-License-Identifier: Apache-2.0
//
// Internal to core/share: what the planners of the life of shares have in common.
#pragma once

#include "core/share/plan_builder.h"
#include "core/share/token_file_names.h"

namespace gd {

/// The shares of these ids; PlanOutdated (where: the id) if one is gone.
Result<std::vector<const Share*>> sharesOf(const std::vector<std::string>& ids, const Snapshot& world);

/// The export of a type and subject; null if there is none.
Export* exportOf(AccountClaims& claims, ExportType type, const std::string& subject);
const Export* exportOf(const AccountClaims& claims, ExportType type, const std::string& subject);

/// The export behind a row as it is in the world; null if the provider is not here or has none.
const Export* exportOf(const Grant& grant, const Snapshot& world);
/// The import of a row as it is in the world; null if it has none.
const Import* importOf(const Grant& grant, const Snapshot& world);

/// What an account is called in names of files: its name, or that of a contact, or its key.
std::string fileNameOf(const std::string& account, const Snapshot& world);

/// Issues a token and puts it into an import; `role` is that of the row, unknown if it has none.
void renewImport(const std::string& consumer, const Import& import, const RowRole& role, const Validity& validity,
                 const Snapshot& world, TokenFileNames& names, PlanBuilder& plan);

/// Tokens for everybody in this store who imports what an export covers, but for `without` (account keys; `*`: nobody
/// gets one).
void tokensForImporters(const std::string& provider, const Export& exported, const std::vector<std::string>& without,
                        const Validity& validity, const Snapshot& world, TokenFileNames& names, PlanBuilder& plan);

/// Makes an export of the plan private: who imports it in this store gets a token, see tokensForImporters(). Nothing
/// happens if it is private, or open to each account by its own key.
void makePrivate(const std::string& provider, Export& exported, const std::vector<std::string>& without,
                 const Validity& validity, const Snapshot& world, TokenFileNames& names, PlanBuilder& plan);

/// Revokes in the plan, unless an entry that reaches further is there. @param exported  of the plan.
void revokeIn(const std::string& provider, Export& exported, const std::string& target, UnixSeconds until,
              const std::string& role, PlanBuilder& plan);

} // namespace gd
