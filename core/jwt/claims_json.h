// SPDX-License-Identifier: Apache-2.0
//
// Claims <-> JSON below the level of tokens. Internal to core/jwt and its tests.
#pragma once

#include "core/base/result.h"
#include "core/jwt/claim_fields.h"
#include "core/jwt/json_value.h"

#include <string>

namespace gd {

/// Claims of every kind.
template <class T>
concept AnyClaims = TypedClaims<T> || std::same_as<T, GenericClaims>;

/// The outer object as JSON, exactly as the payload of a token holds it. EncodeSamplingRate is the only error.
template <AnyClaims C>
Result<std::string> payloadJson(const C& claims);

/// The JSON that is hashed for the token id: the outer members without `jti`, `nats` and what we do not know.
std::string tokenIdInput(const ClaimsHeader& header);

/// As payloadJson(), with the id that belongs to the other members instead of header.id. What the two have in common is
/// written once.
template <AnyClaims C>
Result<std::string> issuedPayload(C& claims);

/// Reads the outer object; `json` is used up. Unknown members go where they are written from again.
///
/// Stricter than the reference library: a member that differs from a known one in letter case only, or that stands
/// there twice, is refused, because two programs could then read different claims from one signature.
template <TypedClaims C>
Result<C> readClaims(JsonValue json);

/// As readClaims for a kind nobody here knows: `nats` is kept as genericJson() of it.
Result<GenericClaims> readGenericClaims(JsonValue json);

} // namespace gd
