// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "core/live/link.h"

#include <string>
#include <vector>

namespace gd {

enum class ImportActivity { Active, Inactive, Unknown };

/// What a server made of one import of an account.
struct ActiveImport {
    std::string provider{}; ///< account key
    ExportType type = ExportType::Unset;
    std::string subject{}; ///< as the provider names it
    ImportActivity activity = ImportActivity::Unknown;
};

struct ActiveImports {
    std::string server{};
    bool loaded = false;                 ///< false: no server has the account in use; nothing can be said
    std::vector<ActiveImport> imports{}; ///< one per import of the claims, in their order
};

/// Asks which imports of an account are really active ("jwt updated" does not mean that they are).
Result<ActiveImports> activeImports(Link& link, const std::string& accountKey, const AccountClaims& claims,
                                    Millis deadline = Millis{3000});

} // namespace gd
