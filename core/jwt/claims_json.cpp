// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/claims_json.h"

#include "core/jwt/claims_writer.h"
#include "core/jwt/token.h"

namespace gd {

namespace {

constexpr std::size_t usualPayloadSize = 1024;

template <class C>
bool appendClaims(std::string& out, const C& claims)
{
    bool badSampling = false;
    {
        ClaimsWriter writer(out, badSampling);
        fields(writer, claims);
    }
    return !badSampling;
}

} // namespace

template <AnyClaims C>
Result<std::string> payloadJson(const C& claims)
{
    std::string json;
    json.reserve(usualPayloadSize);
    if (!appendClaims(json, claims)) return Error{ErrorCode::EncodeSamplingRate, claims.header.subject, {}};
    return json;
}

template Result<std::string> payloadJson(const OperatorClaims&);
template Result<std::string> payloadJson(const AccountClaims&);
template Result<std::string> payloadJson(const UserClaims&);
template Result<std::string> payloadJson(const ActivationClaims&);
template Result<std::string> payloadJson(const GenericClaims&);

std::string tokenIdInput(ClaimsHeader header)
{
    header.id.clear();
    std::string json;
    bool unused = false;
    {
        ClaimsWriter writer(json, unused);
        headerFields(writer, header);
    }
    return json;
}

std::string claimsJson(const Claims& claims, bool indented)
{
    std::string json;
    std::visit([&](const auto& typed) { appendClaims(json, typed); }, claims);
    return indented ? indentedJson(json) : json;
}

} // namespace gd
