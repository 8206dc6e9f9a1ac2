// SPDX-License-Identifier: Apache-2.0
//
// "Who signed" questions as the reference library answers them. They compare keys only: that the signature is good was
// shown when the token was decoded.
#pragma once

#include "core/jwt/claims.h"

#include <string_view>

namespace gd {

/// Whether an account issued these claims: with its identity key, or, if they are a user or an activation that names
/// the account as `issuer_account`, with one of its signing keys (scoped or not).
bool accountSigned(const AccountClaims& account, const Claims& claims);

/// Whether an operator issued these claims. A strict operator uses its identity key for its own claims only.
bool operatorSigned(const OperatorClaims& op, const Claims& claims);

/// Whether a subject is contained in that of some export, of whatever type.
bool exportsCover(const std::vector<Export>& exports, std::string_view subject);

} // namespace gd
