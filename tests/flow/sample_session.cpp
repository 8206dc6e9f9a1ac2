// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/sample_session.h"

#include "core/jwt/token.h"

namespace gd::test {

static void forgetTimes(ClaimsHeader& header)
{
    header.issuedAt = 0;
    header.id.clear();
}

AccountClaims withoutTimes(AccountClaims claims)
{
    forgetTimes(claims.header);
    for (auto& import : claims.imports) {
        if (auto activation = decodeActivation(import.token)) {
            forgetTimes(activation->header);
            import.token = claimsJson(*activation);
        }
    }
    return claims;
}

} // namespace gd::test
