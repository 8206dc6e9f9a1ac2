// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nkeys/signer.h"
#include "core/store/snapshot.h"

namespace gd::ui {

/// "Could this be signed here?" by the keys that a snapshot names. It never signs.
class KeysHere final : public Signer {
public:
    explicit KeysHere(const Snapshot& world) : m_world(world) {}

    bool canSign(const std::string& publicKey) const override { return m_world.keysHere.count(publicKey) > 0; }
    Result<Signature> sign(const std::string& publicKey, std::span<const std::uint8_t> message) const override;

private:
    const Snapshot& m_world;
};

/// Whether the token of an account can be signed anew with the keys that are here; success, or why not.
Status canBeSigned(const std::string& account, const Snapshot& world);

/// Accounts that take part in shares, by name: all but the system account.
std::vector<const Account*> sharingAccounts(const Snapshot& world);

} // namespace gd::ui
