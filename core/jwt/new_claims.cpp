// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/claims.h"

#include <utility>

namespace gd {

AccountClaims newAccountClaims(std::string publicKey, std::string name)
{
    AccountClaims claims;
    claims.header.subject = std::move(publicKey);
    claims.header.name = std::move(name);
    AccountLimits& limits = claims.limits;
    limits.subs = limits.data = limits.payload = limits.imports = limits.exports = limits.conn = limits.leaf = -1;
    limits.wildcards = true;
    return claims;
}

UserClaims newUserClaims(std::string publicKey, std::string name)
{
    UserClaims claims;
    claims.header.subject = std::move(publicKey);
    claims.header.name = std::move(name);
    claims.permissions.subs = claims.permissions.data = claims.permissions.payload = -1;
    return claims;
}

} // namespace gd
