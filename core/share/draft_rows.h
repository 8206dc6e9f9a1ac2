// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/recipe.h"
#include "core/share/share_draft.h"

namespace gd {

/// A built-in recipe, or nullptr.
const Recipe* recipeWithId(const std::string& id);

/// The import that a row becomes, as nsc writes it: services always name their local subject, message feeds only if it
/// differs.
Import importOf(const std::string& name, const std::string& provider, ExportType type, const std::string& subject,
                const std::string& localSubject);

/// Names of an account's imports, for freeGrantName().
std::vector<std::string> importNames(const AccountClaims& claims);
/// Names of an account's exports, for freeGrantName().
std::vector<std::string> exportNames(const AccountClaims& claims);

} // namespace gd
