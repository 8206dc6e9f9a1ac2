// SPDX-License-Identifier: Apache-2.0
//
// What is measured: the same keys, claims and tokens in every run.
#pragma once

#include "core/jwt/token.h"
#include "core/nkeys/seed.h"
#include "core/store/snapshot.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace gd::bench {

/// Everything was issued in this second and is looked at a minute later.
inline constexpr UnixSeconds issued = 1'750'000'000;
inline constexpr UnixSeconds now = issued + 60;

/// One key in memory, as a signer; what a key ring does with files is not measured here.
class OneKey final : public Signer {
public:
    explicit OneKey(Seed seed) : m_seed(std::move(seed)), m_text(m_seed.publicKey().text()) {}

    const std::string& text() const { return m_text; }
    const PublicKey& publicKey() const { return m_seed.publicKey(); }
    const Seed& seed() const { return m_seed; }

    bool canSign(const std::string& key) const override { return key == m_text; }
    Result<Signature> sign(const std::string& key, std::span<const std::uint8_t> message) const override;

private:
    Seed m_seed;
    std::string m_text;
};

/// The key with that number; the same number gives the same key.
OneKey keyOf(KeyKind kind, std::uint8_t number);

/// A signed text in the parts that bare verification wants.
struct BareSignature {
    std::string_view message{};
    std::array<std::uint8_t, 64> signature{};
    std::array<std::uint8_t, 32> publicKey{};

    bool verify() const;
};
/// @param token  must outlive what is returned.
BareSignature bareSignature(std::string_view token, const OneKey& signer);

/// The JSON that a token carries.
std::string payloadOf(std::string_view token);

/// A provider that grants 100 subjects, and a consumer that imports them all and exports 100 of its own.
struct World {
    World();

    OneKey providerKey, providerSigningKey, consumerKey, operatorKey, userKey;

    ActivationClaims activation{}; ///< before it is issued
    std::string activationToken{};

    UserClaims user{};
    std::string userToken{};

    Account provider{};
    AccountClaims consumer{}; ///< before it is issued
    std::string consumerToken{};
    std::string consumerJson{};              ///< payload of its token
    std::vector<BareSignature> signatures{}; ///< of the 100 imports
    BareSignature consumerSignature{};
};

/// Made when first asked for.
const World& world();

} // namespace gd::bench
