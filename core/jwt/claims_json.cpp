// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/claims_json.h"

#include "core/encoding/base32.h"
#include "core/encoding/sha512_256.h"
#include "core/jwt/claims_writer.h"
#include "core/jwt/token.h"

namespace gd {

namespace {

constexpr std::size_t usualPayloadSize = 1024;

std::string tokenId(std::string_view idInput)
{
    return base32Encode(sha512_256(idInput));
}

/// Visitor of the outer object that writes all but the id and notes where it belongs.
class WithoutId {
public:
    explicit WithoutId(std::string& out) : m_out(out), m_writer(out, m_badSampling) {}

    template <class T>
    void member(std::string_view name, const T& value)
    {
        if (name == "jti") {
            m_place = m_out.size();
        } else {
            m_writer.member(name, value);
        }
    }

    /// Once the members before `nats` are written: makes the id of them and puts it in its place.
    void insertId()
    {
        m_out += '}';
        const std::string id = tokenId(m_out);
        m_out.pop_back();
        const bool isFirst = m_place == 1; // behind the brace; others follow, at least the issuer
        m_out.insert(m_place, isFirst ? R"("jti":"",)" : R"(,"jti":"")");
        m_out.insert(m_place + (isFirst ? 7 : 8), id);
    }

    bool badSampling() const { return m_badSampling; }

private:
    std::string& m_out;
    bool m_badSampling = false;
    ClaimsWriter m_writer;
    std::size_t m_place = 0;
};

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

/// Writes the payload and, of the same text, its id. Only where the header has no members that we do not know.
template <TypedClaims C>
Result<std::string> payloadInOneGo(const C& claims)
{
    std::string json;
    json.reserve(usualPayloadSize);
    bool badSampling = false;
    {
        WithoutId writer(json);
        headerFields(writer, claims.header);
        writer.insertId();
        writer.member("nats", NatsOf<const C>{claims});
        badSampling = writer.badSampling();
    }
    if (badSampling) return Error{ErrorCode::EncodeSamplingRate, claims.header.subject, {}};
    return json;
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

std::string tokenIdInput(const ClaimsHeader& header)
{
    std::string json;
    {
        WithoutId writer(json);
        headerFields(writer, header);
    }
    return json;
}

template <AnyClaims C>
Result<std::string> issuedPayload(C& claims)
{
    // Members that we do not know are no part of what the id is made of, but stand in the same text.
    if constexpr (TypedClaims<C>)
        if (claims.header.unknown.empty()) return payloadInOneGo(claims);
    claims.header.id = tokenId(tokenIdInput(claims.header));
    return payloadJson(claims);
}

template Result<std::string> issuedPayload(OperatorClaims&);
template Result<std::string> issuedPayload(AccountClaims&);
template Result<std::string> issuedPayload(UserClaims&);
template Result<std::string> issuedPayload(ActivationClaims&);
template Result<std::string> issuedPayload(GenericClaims&);

std::string claimsJson(const Claims& claims, bool indented)
{
    std::string json;
    std::visit([&](const auto& typed) { appendClaims(json, typed); }, claims);
    return indented ? indentedJson(json) : json;
}

} // namespace gd
