// SPDX-License-Identifier: Apache-2.0
#include "core/encoding/sha512_256.h"

#include <sodium.h>

#include <algorithm>
#include <iterator>

namespace gd {

namespace {

/// Initial hash values, FIPS 180-4 section 5.3.6.2.
constexpr std::array<std::uint64_t, 8> initialState{
    0x22312194fc2bf72cU, 0x9f555fa3c84c64c2U, 0x2393b86b6f53b151U, 0x963877195940eabdU,
    0x96283ee2a88effe3U, 0xbe5e1e2553863992U, 0x2b0199fc2c85b8aaU, 0x0eb72ddc81c52ca2U,
};

} // namespace

std::array<std::uint8_t, 32> sha512_256(std::string_view bytes)
{
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    std::copy(initialState.begin(), initialState.end(), std::begin(state.state));
    crypto_hash_sha512_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());

    std::array<std::uint8_t, crypto_hash_sha512_BYTES> whole{};
    crypto_hash_sha512_final(&state, whole.data());
    std::array<std::uint8_t, 32> hash{};
    std::copy_n(whole.begin(), hash.size(), hash.begin());
    return hash;
}

} // namespace gd
