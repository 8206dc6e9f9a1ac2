// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// RFC 4648 Base32 without padding, upper case.
std::string base32Encode(std::span<const std::uint8_t> bytes);

/// Strict: upper case only, no padding, no left-over characters, unused bits zero. Empty optional otherwise.
/// Not for secrets: the result lies in ordinary memory (seeds have their own path in seed.cpp).
std::optional<std::vector<std::uint8_t>> base32Decode(std::string_view text);

} // namespace gd
