// SPDX-License-Identifier: Apache-2.0
//
// Compact tokens: header.payload.signature. Decoding proves only that the key named in `iss` signed the text; whether
// that key may is a question for core/share/trust and the findings.
#pragma once

#include "core/base/result.h"
#include "core/jwt/claims.h"
#include "core/nkeys/signer.h"

#include <string>
#include <string_view>

namespace gd {

/// Any token; the first failure of the order in core/README.md ("Decoding") is the result.
Result<Claims> decodeToken(std::string_view token);

/// As decodeToken, and of that kind, else TokenTypeMismatch.
Result<OperatorClaims> decodeOperator(std::string_view token);
Result<AccountClaims> decodeAccount(std::string_view token);
Result<UserClaims> decodeUser(std::string_view token);
Result<ActivationClaims> decodeActivation(std::string_view token);

/// Generic decoder: any kind of claims with `nats` as a plain map. It has no rule for issuers or versions, and the
/// header alone says what is signed, so it reads what decodeToken() refuses: the tokens of kinds nobody knows.
Result<GenericClaims> decodeGenericToken(std::string_view token);

/// Signs claims as the Go library would: sets iss, iat, jti, type and version, sorts imports and exports.
///
/// @param claims     copied; the header's issuer, issuedAt and id are replaced.
/// @param issuerKey  public key text of the signer; its kind must be allowed (EncodeIssuerPrefix).
/// @param issuedAt   seconds UTC.
/// @return           the compact token; nothing is validated beyond what encoding needs (EncodeSubjectKind …).
Result<std::string> encodeToken(OperatorClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer);
Result<std::string> encodeToken(AccountClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer);
Result<std::string> encodeToken(UserClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer);
Result<std::string> encodeToken(ActivationClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer);

/// Generic claims: any issuer and any subject that is not empty (EncodeSubjectMissing), `nats.version` becomes 2 if
/// there is a `nats`; TokenPayloadJson if natsJson is no JSON object.
Result<std::string> encodeToken(GenericClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer);

/// The claims as JSON, as a token would hold them (no re-issuing); `indented` for people.
std::string claimsJson(const Claims& claims, bool indented = false);

/// Hash id of an activation (nsc shows it, account servers store by it); empty if iss, sub or subject is.
std::string activationHashId(const ActivationClaims& claims);

} // namespace gd
