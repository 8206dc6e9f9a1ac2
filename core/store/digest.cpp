// SPDX-License-Identifier: Apache-2.0
#include "core/store/digest.h"

#include <sodium.h>

#include <cstdint>
#include <vector>

namespace gd {

struct Digest::State {
    crypto_generichash_state hash{};
};

Digest::Digest(std::size_t bytes) : m_state(std::make_unique<State>()), m_bytes(bytes)
{
    crypto_generichash_init(&m_state->hash, nullptr, 0, m_bytes);
}

Digest::~Digest() = default;

Digest& Digest::add(std::string_view text)
{
    const std::string length = std::to_string(text.size()) + ':';
    crypto_generichash_update(&m_state->hash, reinterpret_cast<const unsigned char*>(length.data()), length.size());
    crypto_generichash_update(&m_state->hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return *this;
}

std::string Digest::hex()
{
    std::vector<unsigned char> bytes(m_bytes);
    crypto_generichash_final(&m_state->hash, bytes.data(), bytes.size());
    std::string text(2 * m_bytes + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back(); // the closing zero that sodium writes
    return text;
}

std::string digestOf(std::string_view text)
{
    Digest digest;
    digest.add(text);
    return digest.hex();
}

} // namespace gd
