// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nkeys/key_ring.h"
#include "core/nkeys/seed.h"
#include "core/nkeys/signer.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gd {

/// Keys that were made or taken for a plan and lie in no keystore yet. A draft names their public keys, so a plan shows
/// the real ones; the seeds wait here, in locked memory, until the plan is applied or dropped.
///
/// Filled by the window while somebody drafts, then handed over as NewKeysPtr and not filled any more.
class NewKeys final : public Signer {
public:
    /// Makes a random key. @return its public key.
    Result<std::string> create(KeyKind kind);
    /// Takes a key that somebody has, such as one from a seed file. @return its public key.
    std::string take(Seed seed);

    bool has(const std::string& publicKey) const { return m_seeds.contains(publicKey); }
    std::vector<std::string> publicKeys() const;
    /// The seed of a key, or null.
    const Seed* seed(const std::string& publicKey) const;

    bool canSign(const std::string& publicKey) const override;
    Result<Signature> sign(const std::string& publicKey, std::span<const std::uint8_t> message) const override;

private:
    std::map<std::string, Seed> m_seeds{};
};

using NewKeysPtr = std::shared_ptr<const NewKeys>;

/// A keystore and new keys as one signer. Both must outlive it; `keys` may be null.
class SignerWithNewKeys final : public Signer {
public:
    SignerWithNewKeys(const Signer& signer, const NewKeys* keys) : m_signer(signer), m_keys(keys) {}

    bool canSign(const std::string& publicKey) const override;
    Result<Signature> sign(const std::string& publicKey, std::span<const std::uint8_t> message) const override;

private:
    const Signer& m_signer;
    const NewKeys* m_keys = nullptr;
};

/// Stores new keys, and takes away again what it stored itself if what needed them fails.
class KeyStoring {
public:
    explicit KeyStoring(KeyRing keystore) : m_keystore(std::move(keystore)) {}

    /// @see KeyRing::add. A failure leaves what was stored before for takeBack().
    Status store(const Seed& seed);
    /// Removes the key files that store() has made; those that lay there before stay.
    void takeBack();

private:
    KeyRing m_keystore;
    std::vector<std::string> m_stored{};
};

} // namespace gd
