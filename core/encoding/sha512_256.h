// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gd {

/// SHA-512/256 of FIPS 180-4, which token ids are made with. Not the first half of SHA-512: it starts from other
/// values.
std::array<std::uint8_t, 32> sha512_256(std::string_view bytes);

} // namespace gd
