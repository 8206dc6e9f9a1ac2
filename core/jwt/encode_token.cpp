// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/token.h"

#include "core/encoding/base32.h"
#include "core/encoding/base64url.h"
#include "core/jwt/claims_json.h"
#include "core/jwt/generic_json.h"
#include "core/jwt/token_parts.h"
#include "core/jwt/url_rules.h"
#include "core/subject/subject.h"

#include <sodium.h>

#include <algorithm>

namespace gd {

namespace {

/// What encoding asks of the claims themselves; far less than validate().
Status checkBeforeEncoding(const OperatorClaims& claims)
{
    if (claims.accountServerUrl.empty()) return {};
    const auto url = parseUrl(claims.accountServerUrl);
    if (url && !url->scheme.empty()) return {};
    return Error{ErrorCode::EncodeAccountServerUrl, claims.accountServerUrl, {}};
}

template <class C>
Status checkBeforeEncoding(const C&)
{
    return {};
}

/// Tokens list shares by subject. Stable, so that equal subjects keep the order somebody gave them.
void arrange(AccountClaims& claims)
{
    std::ranges::stable_sort(claims.imports, {}, &Import::subject);
    std::ranges::stable_sort(claims.exports, {}, &Export::subject);
}

template <class C>
void arrange(C&)
{}

/// Sets what every issue of a token sets anew, and signs.
template <class C>
Result<std::string> signedToken(C claims, const std::string& issuerKey, UnixSeconds issuedAt, const Signer& signer)
{
    ClaimsHeader& header = claims.header;
    header.issuer = issuerKey;
    header.issuedAt = issuedAt;
    const auto payload = issuedPayload(claims);
    if (!payload) return payload.error();
    std::string token;
    token.reserve(base64UrlSize(payload->size()) + tokenFrameSize);
    token += tokenHeader;
    token += '.';
    appendBase64Url(token, *payload);
    const auto signature =
        signer.sign(issuerKey, std::span(reinterpret_cast<const std::uint8_t*>(token.data()), token.size()));
    if (!signature) return signature.error();
    token += '.';
    appendBase64Url(token, *signature);
    return token;
}

template <class C>
Result<std::string> encode(C claims, const std::string& issuerKey, UnixSeconds issuedAt, const Signer& signer)
{
    using Rules = KindRules<C>;
    const std::string& subject = claims.header.subject;
    if (!isPublicKey(subject, Rules::subject)) return Error{ErrorCode::EncodeSubjectKind, subject, {}};
    if (const Status checked = checkBeforeEncoding(claims); !checked) return checked.error();
    const auto issuer = PublicKey::parse(issuerKey);
    if (!issuer || !contains(Rules::issuers, issuer->kind()))
        return Error{ErrorCode::EncodeIssuerPrefix, issuerKey, {}};

    arrange(claims);
    claims.tail.type = Rules::type;
    claims.tail.version = 2;
    return signedToken(std::move(claims), issuerKey, issuedAt, signer);
}

/// The subject as the hash id sees it: what stands before the first wildcard.
std::string beforeWildcard(std::string_view subject)
{
    std::string before;
    bool first = true;
    for (const std::string_view token : subjectTokens(subject)) {
        if (token == "*" || token == ">") {
            if (first) return "_";
            return before.empty() ? std::string(subject) : before;
        }
        if (!first) before += '.';
        before += token;
        first = false;
    }
    return before;
}

} // namespace

Result<std::string> encodeToken(OperatorClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer)
{
    return encode(std::move(claims), issuerKey, issuedAt, signer);
}

Result<std::string> encodeToken(AccountClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer)
{
    return encode(std::move(claims), issuerKey, issuedAt, signer);
}

Result<std::string> encodeToken(UserClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer)
{
    return encode(std::move(claims), issuerKey, issuedAt, signer);
}

Result<std::string> encodeToken(ActivationClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer)
{
    return encode(std::move(claims), issuerKey, issuedAt, signer);
}

Result<std::string> encodeToken(GenericClaims claims, const std::string& issuerKey, UnixSeconds issuedAt,
                                const Signer& signer)
{
    if (claims.header.subject.empty()) return Error{ErrorCode::EncodeSubjectMissing};
    if (!claims.natsJson.empty()) {
        auto nats = parseJson(claims.natsJson);
        if (!nats || !nats->isObject()) return Error{ErrorCode::TokenPayloadJson, "nats", {}};
        setMember(*nats, "version", JsonValue::of(JsonValue::Type::Number, "2"));
        auto json = genericJson(*nats);
        if (!json) return Error{ErrorCode::TokenPayloadJson, "nats", {}};
        claims.natsJson = std::move(*json);
    }
    return signedToken(std::move(claims), issuerKey, issuedAt, signer);
}

std::string activationHashId(const ActivationClaims& claims)
{
    if (claims.header.issuer.empty() || claims.header.subject.empty() || claims.grantedSubject.empty()) return {};
    const std::string text =
        claims.header.issuer + '.' + claims.header.subject + '.' + beforeWildcard(claims.grantedSubject);
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return base32Encode(hash) + "===="; // the only padded Base32 in this world
}

} // namespace gd
