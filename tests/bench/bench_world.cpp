// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bench_world.h"

#include "core/encoding/base64url.h"

#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace gd::bench {

namespace {

constexpr int shareCount = 100;

/// There is nothing to measure if the world cannot be made.
template <class T>
T must(Result<T> result)
{
    if (result) return std::move(*result);
    std::fprintf(stderr, "the world to measure could not be made (error %d)\n", static_cast<int>(result.error().code));
    std::abort();
}

std::string numbered(const char* before, int number, const char* behind = "")
{
    return before + std::to_string(100 + number) + behind;
}

Export exportOf(std::string subject, std::string name, ExportType type)
{
    Export offered;
    offered.name = std::move(name);
    offered.subject = std::move(subject);
    offered.type = type;
    offered.tokenRequired = true;
    if (type == ExportType::Service) offered.responseType = "Stream";
    return offered;
}

ExportType typeOf(int number)
{
    return number % 2 == 0 ? ExportType::Service : ExportType::Stream;
}

std::string grantedSubject(int number)
{
    return numbered("$JS.API.CONSUMER.MSG.NEXT.ORDERS.worker", number);
}

ActivationClaims activationFor(const std::string& consumer, int number, const std::string& provider)
{
    ActivationClaims claims;
    claims.header.name = grantedSubject(number);
    claims.header.subject = consumer;
    claims.header.expires = issued + 90 * 86400;
    claims.grantedSubject = grantedSubject(number);
    claims.kind = typeOf(number);
    claims.issuerAccount = provider;
    return claims;
}

} // namespace

Result<Signature> OneKey::sign(const std::string& key, std::span<const std::uint8_t> message) const
{
    if (key != m_text) return Error{ErrorCode::KeyNotHere, key, {}};
    return m_seed.sign(message);
}

OneKey keyOf(KeyKind kind, std::uint8_t number)
{
    std::array<std::uint8_t, 32> raw{};
    raw.fill(number);
    return OneKey(must(Seed::fromRaw(kind, raw)));
}

bool BareSignature::verify() const
{
    return crypto_sign_verify_detached(signature.data(), reinterpret_cast<const unsigned char*>(message.data()),
                                       message.size(), publicKey.data()) == 0;
}

BareSignature bareSignature(std::string_view token, const OneKey& signer)
{
    const std::size_t dot = token.rfind('.');
    BareSignature bare{token.substr(0, dot), {}, signer.publicKey().bytes()};
    std::ranges::copy(base64UrlDecode(token.substr(dot + 1)).value_or(""), bare.signature.begin());
    return bare;
}

std::string payloadOf(std::string_view token)
{
    const std::size_t first = token.find('.') + 1;
    return base64UrlDecode(token.substr(first, token.find('.', first) - first)).value_or("");
}

World::World()
    : providerKey(keyOf(KeyKind::Account, 1)),
      providerSigningKey(keyOf(KeyKind::Account, 2)),
      consumerKey(keyOf(KeyKind::Account, 3)),
      operatorKey(keyOf(KeyKind::Operator, 4)),
      userKey(keyOf(KeyKind::User, 5))
{
    activation = activationFor(consumerKey.text(), 0, providerKey.text());
    activationToken = must(encodeToken(activation, providerSigningKey.text(), issued, providerSigningKey));

    user = newUserClaims(userKey.text(), "worker");
    user.permissions.permissions.pub.allow = {"orders.>", "$JS.ACK.ORDERS.worker.>"};
    user.permissions.permissions.sub.allow = {"_INBOX.>"};
    user.issuerAccount = providerKey.text();
    userToken = must(encodeToken(user, providerSigningKey.text(), issued, providerSigningKey));

    provider.key = providerKey.text();
    provider.claims = newAccountClaims(provider.key, "provider");
    provider.claims.signingKeys.emplace(providerSigningKey.text(), std::nullopt);
    consumer = newAccountClaims(consumerKey.text(), "consumer");
    for (int i = 0; i < shareCount; ++i) {
        const std::string name = numbered("ORDERS worker", i);
        provider.claims.exports.push_back(exportOf(grantedSubject(i), name, typeOf(i)));
        consumer.exports.push_back(exportOf(numbered("invoices.", i, ".*.>"), numbered("invoices ", i), typeOf(i)));
        Import import;
        import.name = name;
        import.subject = grantedSubject(i);
        import.account = provider.key;
        import.localSubject = numbered("provider.JS.API.CONSUMER.MSG.NEXT.ORDERS.worker", i);
        import.type = typeOf(i);
        import.token = must(encodeToken(activationFor(consumerKey.text(), i, provider.key), providerSigningKey.text(),
                                        issued, providerSigningKey));
        consumer.imports.push_back(std::move(import));
    }
    consumerToken = must(encodeToken(consumer, operatorKey.text(), issued, operatorKey));
    consumerJson = payloadOf(consumerToken);
    consumerSignature = bareSignature(consumerToken, operatorKey);
    for (const Import& import : consumer.imports)
        signatures.push_back(bareSignature(import.token, providerSigningKey));
}

const World& world()
{
    static const World made;
    return made;
}

} // namespace gd::bench
