// SPDX-License-Identifier: Apache-2.0
//
// Claims to encode (operator.json, account.json and so on): encoding byte for byte, decoding again, and what validation
// says.
#include "core/encoding/base64url.h"
#include "core/jwt/claims_json.h"
#include "core/jwt/token.h"
#include "tests/core/vector_checks.h"

namespace gd::test {

namespace {

/// In the vectors whatever is not listed is zero and numbers are exact, while reading a scope presets its limits and
/// takes numbers for doubles. So they are taken out before reading and set afterwards.
struct ScopeNumbers {
    std::string key{};
    std::int64_t subs = 0, data = 0, payload = 0, max = 0, ttl = 0;
};

void takeOut(JsonValue& object, std::string_view name, std::int64_t& number)
{
    number = integer(object, name);
    std::erase_if(object.members, [&](const JsonMember& member) { return member.name == name; });
}

std::vector<ScopeNumbers> takeOutScopeNumbers(JsonValue& input)
{
    std::vector<ScopeNumbers> scopes;
    JsonValue* const nats = input.find("nats");
    JsonValue* const keys = nats != nullptr ? nats->find("signing_keys") : nullptr;
    if (keys == nullptr) return scopes;
    for (JsonValue& key : keys->items) {
        if (!key.isObject()) continue;
        if (key.find("kind") == nullptr) {
            key.members.push_back({"kind", JsonValue::of(JsonValue::Type::Text, "user_scope")});
        }
        if (key.find("template") == nullptr)
            key.members.push_back({"template", JsonValue::of(JsonValue::Type::Object)});
        JsonValue& permissions = *key.find("template");
        ScopeNumbers& scope = scopes.emplace_back();
        scope.key = text(key, "key");
        takeOut(permissions, "subs", scope.subs);
        takeOut(permissions, "data", scope.data);
        takeOut(permissions, "payload", scope.payload);
        if (JsonValue* const resp = permissions.find("resp")) {
            takeOut(*resp, "max", scope.max);
            takeOut(*resp, "ttl", scope.ttl);
        }
    }
    return scopes;
}

void putBack(const std::vector<ScopeNumbers>& scopes, Claims& claims)
{
    auto* const account = std::get_if<AccountClaims>(&claims);
    for (const ScopeNumbers& numbers : scopes) {
        const auto scope = account->signingKeys.find(numbers.key);
        if (scope == account->signingKeys.end() || !scope->second) continue;
        UserPermissions& limits = scope->second->permissions;
        limits.subs = numbers.subs;
        limits.data = numbers.data;
        limits.payload = numbers.payload;
        if (!limits.permissions.resp) continue;
        limits.permissions.resp->max = numbers.max;
        limits.permissions.resp->ttl = numbers.ttl;
    }
}

Result<std::string> encodeAny(const Claims& claims, const SeedSigner& signer, UnixSeconds issuedAt)
{
    return std::visit([&](const auto& typed) { return encodeToken(typed, signer.key(), issuedAt, signer); }, claims);
}

std::string partOf(const std::string& token, int index)
{
    std::size_t start = 0;
    for (int i = 0; i < index; ++i)
        start = token.find('.', start) + 1;
    return base64UrlDecode(std::string_view(token).substr(start, token.find('.', start) - start))
        .value_or("(bad base64)");
}

std::string checkHeader(const ClaimsHeader& header, const JsonValue& expect)
{
    std::string problem = differs("token id", header.id, text(expect, "jti"));
    if (problem.empty()) problem = differs("id input", tokenIdInput(header), text(expect, "jti_input"));
    return problem.empty() ? differs("issuer", header.issuer, text(expect, "issuer")) : problem;
}

std::string checkDecoded(const std::string& token, bool isGeneric, const JsonValue& expect)
{
    const JsonValue& wanted = at(expect, "decode");
    auto claims = decodeToken(token);
    std::string problem = decodingDiffers("decode", claims, wanted);
    if (problem.empty() && has(expect, "decode_generic")) {
        problem = genericDecodingDiffers(token, at(expect, "decode_generic"));
    }
    if (!claims) { // as what the generic decoder reads is the rest meant
        auto generic = decodeGenericToken(token);
        if (generic) claims = Claims(std::move(*generic));
    }
    if (!problem.empty() || !claims) return problem;

    // A token that only the generic decoder reads is written again as a map, which is its payload if it was one before.
    const bool asMade = text(wanted, "result") == "ok" ? !has(wanted, "claims_json") : isGeneric;
    if (asMade) problem = differs("claims json", claimsJson(*claims), text(expect, "payload"));
    if (problem.empty()) problem = hashIdDiffers(*claims, expect);
    if (problem.empty()) {
        problem = checkHeader(std::visit([](const auto& typed) { return typed.header; }, *claims), expect);
    }
    if (problem.empty() && has(expect, "issues")) {
        problem = issuesDiffer(*claims, integer(expect, "now"), at(expect, "issues"));
    }
    return problem;
}

} // namespace

std::string checkEncoding(const JsonValue& vector, const JsonValue&)
{
    JsonValue input = at(vector, "input");
    const auto scopes = takeOutScopeNumbers(input);
    auto claims = claimsFromJson(text(vector, "type"), std::move(input));
    if (!claims) return "the input is not readable";
    putBack(scopes, *claims);

    const bool isGeneric = std::holds_alternative<GenericClaims>(*claims);
    const SeedSigner signer(text(vector, "signer_seed"));
    const auto token = encodeAny(withoutUnknown(std::move(*claims)), signer, integer(vector, "iat"));
    const JsonValue& expect = at(vector, "expect");
    if (!token) return differs("encode", codeText(token.error().code), text(expect, "encode_error"));
    if (has(expect, "encode_error")) return "encoding should fail with " + text(expect, "encode_error");

    std::string problem = differs("header", partOf(*token, 0), text(expect, "header"));
    if (problem.empty()) problem = differs("payload", partOf(*token, 1), text(expect, "payload"));
    if (problem.empty()) problem = differs("token", *token, text(expect, "jwt"));
    if (problem.empty()) problem = checkDecoded(*token, isGeneric, expect);
    return problem;
}

} // namespace gd::test
