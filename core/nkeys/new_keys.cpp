// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/new_keys.h"

#include <system_error>
#include <utility>

namespace gd {

Result<std::string> NewKeys::create(KeyKind kind)
{
    auto seed = Seed::create(kind);
    if (!seed) return seed.error();
    return take(std::move(*seed));
}

std::string NewKeys::take(Seed seed)
{
    std::string key = seed.publicKey().text();
    m_seeds.insert_or_assign(key, std::move(seed));
    return key;
}

std::vector<std::string> NewKeys::publicKeys() const
{
    std::vector<std::string> keys;
    for (const auto& [key, seed] : m_seeds)
        keys.push_back(key);
    return keys;
}

const Seed* NewKeys::seed(const std::string& publicKey) const
{
    const auto found = m_seeds.find(publicKey);
    return found == m_seeds.end() ? nullptr : &found->second;
}

bool NewKeys::canSign(const std::string& publicKey) const
{
    const auto* found = seed(publicKey);
    return found && found->kind() != KeyKind::Curve;
}

Result<Signature> NewKeys::sign(const std::string& publicKey, std::span<const std::uint8_t> message) const
{
    const auto* found = seed(publicKey);
    if (!found) return Error{ErrorCode::KeyNotHere, publicKey, {}};
    return found->sign(message);
}

bool SignerWithNewKeys::canSign(const std::string& publicKey) const
{
    return (m_keys && m_keys->canSign(publicKey)) || m_signer.canSign(publicKey);
}

Result<Signature> SignerWithNewKeys::sign(const std::string& publicKey, std::span<const std::uint8_t> message) const
{
    return m_keys && m_keys->has(publicKey) ? m_keys->sign(publicKey, message) : m_signer.sign(publicKey, message);
}

Status KeyStoring::store(const Seed& seed)
{
    const std::string key = seed.publicKey().text();
    if (m_keystore.open(key)) return {};
    if (auto added = m_keystore.add(seed); !added) return added;
    m_stored.push_back(key);
    return {};
}

void KeyStoring::takeBack()
{
    std::error_code ignored;
    for (const auto& key : m_stored) {
        const auto file = m_keystore.pathOf(key);
        std::filesystem::remove(file, ignored);
        // Only if nothing else is in them.
        auto folder = file.parent_path();
        while (folder != m_keystore.root() && std::filesystem::remove(folder, ignored))
            folder = folder.parent_path();
    }
    m_stored.clear();
}

} // namespace gd
