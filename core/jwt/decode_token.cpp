// SPDX-License-Identifier: Apache-2.0
//
// The order of the checks is part of the interface: the first failure is the result (core/README.md, "Decoding").
#include "core/jwt/token.h"

#include "core/encoding/base64url.h"
#include "core/jwt/claims_json.h"
#include "core/jwt/claims_reader.h"
#include "core/jwt/generic_json.h"
#include "core/jwt/token_parts.h"
#include "core/jwt/version1.h"
#include "core/nkeys/key_text.h"

#include <algorithm>
#include <optional>

namespace gd {

namespace {

struct Parts {
    std::string_view header{}, payload{}, signature{};
    std::string_view headerAndPayload{};
};

/// Which claims a payload holds, found before they are read.
struct KindAndVersion {
    std::string kind{};
    std::int64_t version = 0;
};

Error failed(ErrorCode code)
{
    return Error{code};
}

std::optional<Parts> split(std::string_view token)
{
    const std::size_t first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
    return Parts{token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1),
                 token.substr(0, second)};
}

bool equalIgnoringCase(std::string_view text, std::string_view lower)
{
    return std::ranges::equal(text, lower, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

/// Text of a header member: empty if absent or null, nothing if it is no text.
std::optional<std::string> headerText(const JsonValue& header, std::string_view name)
{
    const JsonValue* const value = header.find(name);
    if (value == nullptr || value->isNull()) return std::string();
    if (!value->isText()) return std::nullopt;
    return value->text;
}

/// @param oldAlgorithm  set to whether the header names the algorithm of version 1.
Status checkHeader(std::string_view part, bool& oldAlgorithm)
{
    oldAlgorithm = false;
    if (part == tokenHeader) return {}; // what every tool writes today
    bool secondSpelling = false;
    const auto text = base64UrlDecode(part, secondSpelling);
    if (!text) return failed(ErrorCode::TokenHeaderBase64);
    const auto header = parseJson(*text);
    if (!header || !(header->isObject() || header->isNull())) return failed(ErrorCode::TokenHeaderJson);
    const auto typ = headerText(*header, "typ");
    const auto alg = headerText(*header, "alg");
    if (!typ || !alg) return failed(ErrorCode::TokenHeaderJson);
    if (!equalIgnoringCase(*typ, "jwt")) return failed(ErrorCode::TokenHeaderTyp);
    if (!equalIgnoringCase(*alg, "ed25519") && !equalIgnoringCase(*alg, "ed25519-nkey")) {
        return failed(ErrorCode::TokenHeaderAlg);
    }
    if (secondSpelling) return failed(ErrorCode::TokenHeaderBase64);
    oldAlgorithm = *alg == "ed25519";
    return {};
}

Result<JsonValue> readPayload(std::string_view part)
{
    bool secondSpelling = false;
    const auto text = base64UrlDecode(part, secondSpelling);
    if (!text) return failed(ErrorCode::TokenPayloadBase64);
    auto payload = parseJson(*text);
    if (!payload) return payload;
    if (payload->isNull()) payload->type = JsonValue::Type::Object;
    if (!payload->isObject()) return failed(ErrorCode::TokenPayloadJson);
    // Only now: what was cut is better called unreadable than badly spelled.
    if (secondSpelling) return failed(ErrorCode::TokenPayloadBase64);
    return payload;
}

bool isTextOrAbsent(const JsonValue* value)
{
    return value == nullptr || value->isNull() || value->isText();
}

bool isTextListOrAbsent(const JsonValue* value)
{
    if (value == nullptr || value->isNull()) return true;
    return value->type == JsonValue::Type::List &&
           std::ranges::all_of(value->items, [](const JsonValue& item) { return isTextOrAbsent(&item); });
}

Result<KindAndVersion> findKind(const JsonValue& payload)
{
    const JsonValue nothing;
    const JsonValue* const top = payload.find("type");
    const JsonValue* nats = payload.find("nats");
    if (nats == nullptr) nats = &nothing;
    const JsonValue* const type = nats->find("type");
    const JsonValue* const version = nats->find("version");
    const bool good = isTextOrAbsent(top) && (nats->isNull() || nats->isObject()) && isTextOrAbsent(type) &&
                      isTextListOrAbsent(nats->find("tags"));
    if (!good) return failed(ErrorCode::TokenPayloadJson);

    KindAndVersion found;
    if (version != nullptr && !version->isNull()) {
        const auto number = integerOf(*version, false);
        if (!number) return failed(ErrorCode::TokenPayloadJson);
        found.version = *number;
    }
    if (top != nullptr && !top->text.empty()) return KindAndVersion{top->text, 1};
    if (type != nullptr) found.kind = type->text;
    return found;
}

Status verify(const Parts& parts, const ClaimsHeader& header, bool payloadOnly, std::initializer_list<KeyKind> issuers)
{
    bool secondSpelling = false;
    const auto signature = base64UrlDecode(parts.signature, secondSpelling);
    if (!signature) return failed(ErrorCode::TokenSignatureBase64);
    const ErrorCode wrong = payloadOnly ? ErrorCode::TokenSignatureV1 : ErrorCode::TokenSignatureV2;
    const auto issuer = PublicKey::parse(header.issuer);
    if (!issuer) {
        return failed(isPublicKeyOfWrongLength(header.issuer) ? ErrorCode::TokenIssuerKeyLength : wrong);
    }
    const std::string_view message = payloadOnly ? parts.payload : parts.headerAndPayload;
    const auto bytes = [](std::string_view text) {
        return std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    };
    if (!issuer->verify(bytes(message), bytes(*signature))) return failed(wrong);
    if (secondSpelling) return failed(ErrorCode::TokenSignatureBase64);
    // No list means any issuer.
    if (issuers.size() > 0 && !contains(issuers, issuer->kind())) return failed(ErrorCode::TokenIssuerPrefix);
    return {};
}

/// An account with tiers has no flat JetStream limits, whatever its token says.
template <class C>
void settle(C& claims)
{
    if constexpr (std::same_as<C, AccountClaims>) {
        if (!claims.limits.tiers.empty()) claims.limits.jetStream = {};
    }
}

template <class C>
Result<Claims> decodeTyped(const Parts& parts, JsonValue payload, const KindAndVersion& found)
{
    if (found.version != 1 && found.version != 2) return failed(ErrorCode::TokenVersionUnsupported);
    if (found.version == 1 && !upgradeVersion1(payload, found.kind)) return failed(ErrorCode::TokenPayloadJson);
    auto claims = readClaims<C>(std::move(payload));
    if (!claims) return claims.error();
    if (const Status verified = verify(parts, claims->header, found.version == 1, KindRules<C>::issuers); !verified) {
        return verified.error();
    }
    settle(*claims);
    return Claims(std::move(*claims));
}

Result<Claims> decodeGeneric(const Parts& parts, JsonValue payload, const KindAndVersion& found)
{
    const bool request = found.kind == "authorization_request";
    const bool response = found.kind == "authorization_response";
    // Claims of no known kind count as old, so their signature covers the payload alone.
    const bool payloadOnly = !(request || response) || found.version <= 1;
    auto claims = readGenericClaims(std::move(payload));
    if (!claims) return claims.error();
    Status verified;
    if (request) {
        verified = verify(parts, claims->header, payloadOnly, {KeyKind::Server});
    } else if (response) {
        verified = verify(parts, claims->header, payloadOnly, {KeyKind::Account});
    } else {
        verified = verify(parts, claims->header, payloadOnly, {});
    }
    if (!verified) return verified.error();
    return Claims(std::move(*claims));
}

/// The members of version 1 that the generic decoder knows at the top.
bool topLevelIsGood(const JsonValue& payload)
{
    const JsonValue* const version = payload.find("version");
    return isTextOrAbsent(payload.find("type")) && isTextListOrAbsent(payload.find("tags")) &&
           (version == nullptr || version->isNull() || integerOf(*version, false));
}

/// Version 1 kept type and tags at the top; with its header they are copied to where they are today.
void moveIntoNats(JsonValue& payload)
{
    const JsonValue* const type = payload.find("type");
    const JsonValue* const tags = payload.find("tags");
    const bool hasType = type != nullptr && !type->text.empty();
    const bool hasTags = tags != nullptr && !tags->items.empty();
    if (!hasType && !hasTags) return;
    JsonValue nats;
    if (const JsonValue* const present = payload.find("nats")) nats = *present;
    if (nats.isNull()) nats.type = JsonValue::Type::Object;
    if (!nats.isObject()) return; // refused when it is read
    if (hasType) setMember(nats, "type", *type);
    if (hasTags) setMember(nats, "tags", *tags);
    setMember(payload, "nats", std::move(nats));
}

template <class C>
Result<C> decodeAs(std::string_view token)
{
    auto claims = decodeToken(token);
    if (!claims) return claims.error();
    if (C* const typed = std::get_if<C>(&*claims)) return std::move(*typed);
    return Error{ErrorCode::TokenTypeMismatch, std::string(KindRules<C>::type), {}};
}

} // namespace

Result<Claims> decodeToken(std::string_view token)
{
    if (token.size() > maxTokenBytes) return failed(ErrorCode::TokenTooLarge);
    const auto parts = split(token);
    if (!parts) return failed(ErrorCode::TokenChunkCount);
    bool oldAlgorithm = false; // the body's version decides, not the header
    if (const Status header = checkHeader(parts->header, oldAlgorithm); !header) return header.error();
    auto payload = readPayload(parts->payload);
    if (!payload) return payload.error();
    const auto found = findKind(*payload);
    if (!found) return found.error();

    if (found->version > 2) return failed(ErrorCode::TokenVersionNewer);
    const std::string& kind = found->kind;
    if (kind == "cluster" || kind == "server") return failed(ErrorCode::TokenTypeUnsupported);
    if (kind == KindRules<OperatorClaims>::type)
        return decodeTyped<OperatorClaims>(*parts, std::move(*payload), *found);
    if (kind == KindRules<AccountClaims>::type) return decodeTyped<AccountClaims>(*parts, std::move(*payload), *found);
    if (kind == KindRules<UserClaims>::type) return decodeTyped<UserClaims>(*parts, std::move(*payload), *found);
    if (kind == KindRules<ActivationClaims>::type) {
        return decodeTyped<ActivationClaims>(*parts, std::move(*payload), *found);
    }
    return decodeGeneric(*parts, std::move(*payload), *found);
}

Result<GenericClaims> decodeGenericToken(std::string_view token)
{
    const auto parts = split(token);
    if (!parts) return failed(ErrorCode::TokenChunkCount);
    bool oldAlgorithm = false;
    if (const Status header = checkHeader(parts->header, oldAlgorithm); !header) return header.error();
    auto payload = readPayload(parts->payload);
    if (!payload) return payload.error();
    if (!topLevelIsGood(*payload)) return failed(ErrorCode::TokenPayloadJson);
    if (oldAlgorithm) moveIntoNats(*payload);
    auto claims = readGenericClaims(std::move(*payload));
    if (!claims) return claims.error();
    if (const Status verified = verify(*parts, claims->header, oldAlgorithm, {}); !verified) return verified.error();
    return claims;
}

Result<OperatorClaims> decodeOperator(std::string_view token)
{
    return decodeAs<OperatorClaims>(token);
}
Result<AccountClaims> decodeAccount(std::string_view token)
{
    return decodeAs<AccountClaims>(token);
}
Result<UserClaims> decodeUser(std::string_view token)
{
    return decodeAs<UserClaims>(token);
}
Result<ActivationClaims> decodeActivation(std::string_view token)
{
    return decodeAs<ActivationClaims>(token);
}

} // namespace gd
