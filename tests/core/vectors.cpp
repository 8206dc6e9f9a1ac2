// SPDX-License-Identifier: Apache-2.0
#include "tests/core/vectors.h"

#include "core/jwt/claims_json.h"
#include "core/jwt/claims_reader.h"
#include "core/jwt/token.h"
#include "core/jwt/token_parts.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <type_traits>
#include <utility>

namespace gd::test {

bool foreignVectors()
{
    const char* const folder = std::getenv("GRANTDESK_VECTORS");
    return folder != nullptr && *folder != 0;
}

std::vector<std::string> vectorFiles()
{
    std::vector<std::string> folders{GRANTDESK_TEST_DATA "/vectors", GRANTDESK_TEST_DATA "/vectors-own"};
    if (foreignVectors()) folders = {std::getenv("GRANTDESK_VECTORS")};
    std::vector<std::string> files;
    for (const std::string& folder : folders) {
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
            if (entry.path().extension() == ".json") files.push_back(entry.path().string());
        }
    }
    std::ranges::sort(files);
    return files;
}

Result<JsonValue> readVectors(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    return parseJson(content.str(), {.bytes = std::size_t{1} << 30, .elements = 100'000'000});
}

const JsonValue& at(const JsonValue& object, std::string_view name)
{
    static const JsonValue nothing;
    const JsonValue* const value = object.find(name);
    return value != nullptr ? *value : nothing;
}

std::string text(const JsonValue& object, std::string_view name)
{
    return at(object, name).text;
}

std::int64_t integer(const JsonValue& object, std::string_view name)
{
    return integerOf(at(object, name), false).value_or(0);
}

bool truth(const JsonValue& object, std::string_view name)
{
    return at(object, name).truth;
}

bool has(const JsonValue& object, std::string_view name)
{
    return object.find(name) != nullptr;
}

std::vector<std::uint8_t> hexBytes(const JsonValue& object, std::string_view name)
{
    const std::string hex = text(object, name);
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

std::string hexText(std::span<const std::uint8_t> bytes)
{
    std::string hex;
    for (const std::uint8_t byte : bytes) {
        constexpr std::string_view digits = "0123456789abcdef";
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string codeText(ErrorCode code)
{
    static constexpr std::pair<ErrorCode, const char*> names[] = {
        {ErrorCode::KeyBase32, "base32"},
        {ErrorCode::KeyTooShort, "too_short"},
        {ErrorCode::KeyChecksum, "checksum"},
        {ErrorCode::KeyNotASeed, "not_a_seed"},
        {ErrorCode::KeyNotAPublicKey, "not_a_public_key"},
        {ErrorCode::KeyCurveSeed, "curve_seed"},
        {ErrorCode::KeySeedLength, "seed_length"},
        {ErrorCode::KeyCannotSign, "cannot_sign"},
        {ErrorCode::TokenTooLarge, "token_too_large"},
        {ErrorCode::TokenChunkCount, "chunk_count"},
        {ErrorCode::TokenHeaderBase64, "header_base64"},
        {ErrorCode::TokenHeaderJson, "header_json"},
        {ErrorCode::TokenHeaderTyp, "header_typ"},
        {ErrorCode::TokenHeaderAlg, "header_alg"},
        {ErrorCode::TokenPayloadBase64, "payload_base64"},
        {ErrorCode::TokenPayloadJson, "payload_json"},
        {ErrorCode::JsonTooDeep, "payload_json"},
        {ErrorCode::JsonTooLarge, "payload_json"},
        {ErrorCode::TokenVersionNewer, "version_newer"},
        {ErrorCode::TokenTypeUnsupported, "type_unsupported"},
        {ErrorCode::TokenVersionUnsupported, "version_unsupported"},
        {ErrorCode::TokenSignatureBase64, "signature_base64"},
        {ErrorCode::TokenSignatureV1, "signature_v1"},
        {ErrorCode::TokenSignatureV2, "signature_v2"},
        {ErrorCode::TokenIssuerKeyLength, "issuer_key_length"},
        {ErrorCode::TokenIssuerPrefix, "issuer_prefix"},
        {ErrorCode::TokenTypeMismatch, "type_mismatch"},
        {ErrorCode::EncodeSubjectKind, "subject_kind"},
        {ErrorCode::EncodeSubjectMissing, "subject_missing"},
        {ErrorCode::EncodeAccountServerUrl, "account_server_url"},
        {ErrorCode::EncodeIssuerPrefix, "issuer_prefix"},
        {ErrorCode::EncodeSamplingRate, "sampling_rate"},
        {ErrorCode::NoSeedFound, "no_seed_found"},
        {ErrorCode::NotASeedLine, "not_a_seed_line"},
        {ErrorCode::NotAUserSeed, "not_a_user_seed"},
        {ErrorCode::NotAUserJwt, "not_a_user_jwt"},
        {ErrorCode::SeedKind, "seed_kind"},
        {ErrorCode::SeedMismatch, "seed_mismatch"},
    };
    for (const auto& [known, name] : names) {
        if (known == code) return name;
    }
    return "code " + std::to_string(static_cast<int>(code));
}

namespace {

Seed seedOrDie(std::string_view seedText)
{
    auto seed = Seed::parse(seedText);
    if (!seed) {
        std::fprintf(stderr, "bad seed in a vector\n");
        std::exit(2);
    }
    return std::move(*seed);
}

template <class C>
Result<Claims> read(JsonValue json)
{
    auto claims = readClaims<C>(std::move(json));
    if (!claims) return claims.error();
    return Claims(std::move(*claims));
}

} // namespace

SeedSigner::SeedSigner(std::string_view seedText) : m_seed(seedOrDie(seedText)) {}

Result<Signature> SeedSigner::sign(const std::string& publicKey, std::span<const std::uint8_t> message) const
{
    if (publicKey != key()) return Error{ErrorCode::KeyNotHere, publicKey, {}};
    return m_seed.sign(message);
}

Result<Claims> claimsFromJson(std::string_view kind, JsonValue json)
{
    if (kind == "operator") return read<OperatorClaims>(std::move(json));
    if (kind == "account") return read<AccountClaims>(std::move(json));
    if (kind == "user") return read<UserClaims>(std::move(json));
    if (kind == "activation") return read<ActivationClaims>(std::move(json));
    auto claims = readGenericClaims(std::move(json));
    if (!claims) return claims.error();
    return Claims(std::move(*claims));
}

namespace {

/// Visitor of claim_fields.h that drops every member that this program does not know.
class Forgetter {
public:
    void unknown(UnknownMembers& list) { list.clear(); }
    template <class T>
    void member(std::string_view, T& value)
    {
        forget(value);
    }
    template <class T>
    void always(std::string_view, T& value)
    {
        forget(value);
    }
    void word(std::string_view, const char*) {}
    void addresses(std::string_view, std::vector<std::string>&) {}
    void sampling(std::string_view, std::int64_t&) {}
    void json(std::string_view, std::string&) {}
    void signingKeys(std::string_view, std::map<std::string, std::optional<UserScope>>& keys)
    {
        for (auto& [key, scope] : keys) {
            if (!scope) continue;
            ScopedKey<const std::string, UserScope> whole{key, *scope};
            fields(*this, whole);
        }
    }

private:
    template <class T>
    void forget(T& value)
    {
        if constexpr (requires { fields(*this, value); }) fields(*this, value);
    }
    template <class T>
    void forget(std::optional<T>& value)
    {
        if (value) forget(*value);
    }
    template <class T>
    void forget(std::vector<T>& list)
    {
        for (T& item : list)
            forget(item);
    }
    template <class T>
    void forget(std::map<std::string, T>& map)
    {
        for (auto& [name, value] : map)
            forget(value);
    }
};

std::string genericKind(const GenericClaims& claims)
{
    static constexpr std::string_view known[] = {
        "operator", "account", "user", "activation", "authorization_request", "authorization_response"};
    const auto nats = parseJson(claims.natsJson);
    if (!nats) return {};
    const JsonValue* type = nats->find("type");
    if (type == nullptr && nats->find("nats") != nullptr) type = nats->find("nats")->find("type");
    if (type == nullptr || !type->isText()) return {};
    return std::ranges::find(known, type->text) != std::end(known) ? type->text : "generic";
}

} // namespace

Claims withoutUnknown(Claims claims)
{
    Forgetter forgetter;
    std::visit([&](auto& typed) { fields(forgetter, typed); }, claims);
    return claims;
}

std::string kindOf(const Claims& claims)
{
    return std::visit(
        [](const auto& typed) -> std::string {
            using C = std::decay_t<decltype(typed)>;
            if constexpr (std::is_same_v<C, GenericClaims>) {
                return genericKind(typed);
            } else {
                return std::string(KindRules<C>::type);
            }
        },
        claims);
}

std::string decodingDiffers(std::string_view what, const Result<Claims>& claims, const JsonValue& wanted)
{
    const std::string result = claims ? "ok " + kindOf(*claims) : "error " + codeText(claims.error().code);
    const bool good = text(wanted, "result") == "ok";
    std::string problem = differs(what, result, (good ? "ok " : "error ") + text(wanted, good ? "claim_type" : "code"));
    // The reference library forgets what it does not know; we keep it, which has tests of its own.
    if (problem.empty() && claims && has(wanted, "claims_json")) {
        problem = differs("claims json", claimsJson(withoutUnknown(*claims)), text(wanted, "claims_json"));
    }
    return problem;
}

std::string genericDecodingDiffers(const std::string& token, const JsonValue& wanted)
{
    auto claims = decodeGenericToken(token);
    if (!claims) return decodingDiffers("decode generic", claims.error(), wanted);
    return decodingDiffers("decode generic", Claims(std::move(*claims)), wanted);
}

std::string hashIdDiffers(const Claims& claims, const JsonValue& expect)
{
    if (!has(expect, "hash_id") && !has(expect, "hash_id_error")) return {};
    const auto* const activation = std::get_if<ActivationClaims>(&claims);
    if (activation == nullptr) return "a hash id is for activations";
    return differs("hash id", activationHashId(*activation), text(expect, "hash_id"));
}

std::string answerDiffers(std::string_view what, bool answer, const JsonValue& expect, std::string_view name)
{
    return differs(what, answer ? "yes" : "no", truth(expect, name) ? "yes" : "no");
}

std::string joinedCodes(std::vector<std::string> codes)
{
    std::ranges::sort(codes);
    std::string joined;
    for (const std::string& code : codes)
        joined += code + ' ';
    return joined;
}

std::string joinedCodes(const std::vector<Issue>& issues, bool withLevel)
{
    static constexpr const char* levels[] = {":error", ":warning", ":time"};
    std::vector<std::string> codes;
    for (const Issue& issue : issues) {
        codes.push_back(std::string(issueCodeText(issue.code)) +
                        (withLevel ? levels[static_cast<int>(issue.level)] : ""));
    }
    return joinedCodes(std::move(codes));
}

std::string issuesDiffer(const Claims& claims, UnixSeconds now, const JsonValue& issues)
{
    std::vector<std::string> wanted;
    for (const JsonValue& issue : issues.items)
        wanted.push_back(text(issue, "code") + ":" + text(issue, "level"));
    return differs("issues", joinedCodes(validate(claims, now), true), joinedCodes(std::move(wanted)));
}

void Tally::count(const std::string& id, const std::string& problem, bool lenient)
{
    if (lenient) {
        ++m_lenient;
    } else if (problem.empty()) {
        ++m_passed;
    } else {
        ++m_failed;
        std::printf("%s: %s: %s\n", m_name.c_str(), id.c_str(), problem.c_str());
    }
}

bool Tally::finish() const
{
    std::printf("%s: %d passed, %d failed, %d lenient\n", m_name.c_str(), m_passed, m_failed, m_lenient);
    std::fflush(stdout);
    return m_failed == 0;
}

std::string differs(std::string_view what, const std::string& got, const std::string& wanted)
{
    if (got == wanted) return {};
    return std::string(what) + ": got " + got + ", wanted " + wanted;
}

} // namespace gd::test
