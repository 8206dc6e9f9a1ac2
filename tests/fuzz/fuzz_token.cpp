// SPDX-License-Identifier: Apache-2.0
//
// Compact tokens: whatever is accepted has one spelling, reads the same wherever it is looked for, and is made again
// from its claims byte for byte; what is encoded decodes to what it was made of.
//
// A fuzzer cannot guess signatures. So the mutator here changes the payload of a token and signs it with keys of its
// own; inputs stay real tokens that can be given to the program.
#include "core/encoding/base32.h"
#include "core/encoding/base64url.h"
#include "core/encoding/sha512_256.h"
#include "core/jwt/token.h"
#include "core/jwt/token_parts.h"
#include "core/jwt/token_sniff.h"
#include "core/jwt/validate.h"
#include "tests/fuzz/claims_checks.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace gd;
using namespace gd::fuzz;

namespace {

KeyKind kindOfLetter(char letter)
{
    for (const KeyKind kind : allKinds) {
        if (keyLetter(kind) == letter) return kind;
    }
    return KeyKind::Account;
}

/// A token around a payload, whose issuer becomes one of our keys of the same kind.
std::string tokenOf(std::string_view header, std::string payload)
{
    constexpr std::string_view issuer = "\"iss\":\"";
    constexpr std::size_t keySize = 56;
    const std::size_t at = payload.find(issuer);
    KeyKind kind = KeyKind::Account;
    if (at != std::string::npos && payload.size() > at + issuer.size() + keySize) {
        kind = kindOfLetter(payload[at + issuer.size()]);
        payload.replace(at + issuer.size(), keySize, keys().text(kind));
    }
    const std::string coded = base64UrlEncode(payload);
    const std::string unsignedText = std::string(header) + '.' + coded;
    const auto signedOver = [&](std::string_view text) {
        const auto signature = keys().sign(keys().text(kind), bytesOf(text));
        return unsignedText + '.' + (signature ? base64UrlEncode(*signature) : std::string());
    };
    std::string token = signedOver(unsignedText);
    const auto decoded = decodeToken(token);
    const bool old = !decoded && decoded.error().code == ErrorCode::TokenSignatureV1;
    return old ? signedOver(coded) : token;
}

/// The claims of a token issued anew, which makes its id right and its lists sorted.
std::string reissued(const std::string& token)
{
    const auto decoded = decodeToken(token);
    if (!decoded) return token;
    return std::visit(
        [&token](const auto& claims) {
            if constexpr (std::same_as<std::decay_t<decltype(claims)>, GenericClaims>) {
                return token;
            } else {
                const auto made = encodeToken(claims, claims.header.issuer, claims.header.issuedAt, keys());
                return made ? *made : token;
            }
        },
        *decoded);
}

/// Written as every encoder must write it; nothing here asks our encoder.
template <TypedClaims C>
bool isCanonical(const std::vector<std::string_view>& parts, const C& claims)
{
    if (parts[0] != tokenHeader || claims.tail.version != 2) return false;
    if (base64UrlDecode(parts[1]) != claimsJson(claims)) return false;
    if (claims.header.id != base32Encode(sha512_256(tokenIdInput(claims.header)))) return false;
    if (!isPublicKey(claims.header.subject, KindRules<C>::subject)) return false;
    if constexpr (std::same_as<C, AccountClaims>) {
        return std::ranges::is_sorted(claims.imports, {}, &Import::subject) &&
               std::ranges::is_sorted(claims.exports, {}, &Export::subject);
    }
    return true;
}

/// What decoding must give for these claims once they have been issued.
template <TypedClaims C>
C asIssued(C claims)
{
    claims.header.id = base32Encode(sha512_256(tokenIdInput(claims.header)));
    claims.tail.type = KindRules<C>::type;
    claims.tail.version = 2;
    if constexpr (std::same_as<C, AccountClaims>) {
        std::ranges::stable_sort(claims.imports, {}, &Import::subject);
        std::ranges::stable_sort(claims.exports, {}, &Export::subject);
    }
    return claims;
}

template <TypedClaims C>
void checkTyped(const std::vector<std::string_view>& parts, const C& claims)
{
    if constexpr (std::same_as<C, ActivationClaims>) static_cast<void>(activationHashId(claims));
    const std::string& issuer = claims.header.issuer;
    if (!keys().canSign(issuer)) return; // a token of the seed corpus, signed by another key

    const auto encoded = encodeToken(claims, issuer, claims.header.issuedAt, keys());
    if (isCanonical(parts, claims)) {
        const bool refused = !encoded && encoded.error().code == ErrorCode::EncodeAccountServerUrl;
        const bool outOfRange = !encoded && encoded.error().code == ErrorCode::EncodeSamplingRate;
        FUZZ_CHECK(encoded || refused || outOfRange);
        FUZZ_CHECK(!encoded || piecesOf(*encoded, '.') == parts);
    }
    if (!encoded) return;

    const C given = withoutScopeZeros(claims);
    const auto token = encodeToken(given, issuer, given.header.issuedAt, keys());
    FUZZ_CHECK(token);
    const auto back = decodeToken(*token);
    FUZZ_CHECK(back && std::holds_alternative<C>(*back));
    const C& read = std::get<C>(*back);
    FUZZ_CHECK(withoutUnknown(read) == withoutUnknown(asIssued(given)));
    FUZZ_CHECK(claimsJson(read) == claimsJson(asIssued(given)));
    const auto again = encodeToken(read, issuer, given.header.issuedAt, keys());
    FUZZ_CHECK(again && *again == *token);
}

void checkAccepted(std::string_view token, const Claims& claims)
{
    const auto parts = piecesOf(token, '.');
    FUZZ_CHECK(parts.size() == 3);
    for (const std::string_view part : parts) {
        const auto bytes = base64UrlDecode(part);
        FUZZ_CHECK(bytes && base64UrlEncode(*bytes) == part);
    }
    for (const UnixSeconds now : {INT64_MIN, std::int64_t{0}, std::int64_t{1735689600}, INT64_MAX})
        validate(claims, now);
    static_cast<void>(claimsJson(claims, true));
    std::visit(
        [&parts](const auto& typed) {
            if constexpr (TypedClaims<std::decay_t<decltype(typed)>>) checkTyped(parts, typed);
        },
        claims);

    FUZZ_CHECK(decodeActivation(token).has_value() == std::holds_alternative<ActivationClaims>(claims));
    const auto found = sniffTokens(" \n" + std::string(token) + "\r\n");
    FUZZ_CHECK(found && found->size() == 1 && found->front().token == token && found->front().claims == claims);
}

/// The generic decoder reads kinds that decodeToken() refuses. Issued again, its claims have one spelling.
void checkGeneric(std::string_view token)
{
    const auto claims = decodeGenericToken(token);
    if (!claims || !keys().canSign(claims->header.issuer)) return;
    const UnixSeconds issuedAt = claims->header.issuedAt;
    const auto issued = encodeToken(*claims, claims->header.issuer, issuedAt, keys());
    if (!issued) {
        FUZZ_CHECK(claims->header.subject.empty() == (issued.error().code == ErrorCode::EncodeSubjectMissing));
        return;
    }
    const auto back = decodeGenericToken(*issued);
    FUZZ_CHECK(back);
    FUZZ_CHECK(back->header.id == base32Encode(sha512_256(tokenIdInput(back->header))));
    FUZZ_CHECK(back->natsJson.empty() == claims->natsJson.empty());
    const auto again = encodeToken(*back, claims->header.issuer, issuedAt, keys());
    FUZZ_CHECK(again && *again == *issued);
}

std::vector<std::string> partsOfInput(std::string_view text)
{
    std::vector<std::string> parts;
    for (const std::string_view piece : piecesOf(text, '.'))
        parts.emplace_back(piece);
    if (parts.size() != 3) return {};
    const auto payload = base64UrlDecode(parts[1]);
    if (!payload) return {};
    parts[1] = *payload;
    return parts;
}

std::size_t payloadRoom(std::size_t maxSize, std::size_t headerSize)
{
    constexpr std::size_t signatureSize = 88;
    return maxSize < headerSize + signatureSize ? 0 : (maxSize - headerSize - signatureSize) / 4 * 3;
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize, unsigned seed)
{
    const auto parts = partsOfInput(textOf(data, size));
    const std::size_t room = parts.empty() ? 0 : payloadRoom(maxSize, parts[0].size());
    if (room == 0 || seed % 8 == 0) return LLVMFuzzerMutate(data, size, maxSize);
    std::string token = tokenOf(parts[0], mutated(parts[1], room));
    if (seed % 8 == 1) token = reissued(token);
    return token.size() > maxSize ? LLVMFuzzerMutate(data, size, maxSize) : giveBack(token, data, maxSize);
}

/// The begin of one payload and the end of another.
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                                 const std::uint8_t* data2, std::size_t size2, std::uint8_t* out,
                                                 std::size_t maxSize, unsigned seed)
{
    const auto one = partsOfInput(textOf(data1, size1));
    const auto other = partsOfInput(textOf(data2, size2));
    if (one.empty() || other.empty()) return textOf(data1, size1).copy(reinterpret_cast<char*>(out), maxSize);
    std::string payload = one[1].substr(0, seed % (one[1].size() + 1));
    payload += other[1].substr(seed / 7 % (other[1].size() + 1));
    return giveBack(tokenOf(one[0], payload), out, maxSize);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    checkGeneric(text);
    const auto claims = decodeToken(text);
    if (claims) {
        checkAccepted(text, *claims);
    } else if (const auto found = sniffTokens(text)) {
        for (const FoundToken& each : *found)
            FUZZ_CHECK(decodeToken(each.token));
    }
    return 0;
}
