// SPDX-License-Identifier: Apache-2.0
#include "core/encoding/crc16.h"

#include <array>

namespace gd {

namespace {

/// What each byte leaves when no, one, two or three zero bytes follow: so four bytes can be looked up at a time.
constexpr auto remainders = [] {
    std::array<std::array<std::uint16_t, 256>, 4> tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte << 8;
        for (auto& table : tables) {
            for (int bit = 0; bit < 8; ++bit)
                crc = ((crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1) & 0xffff;
            table[byte] = static_cast<std::uint16_t>(crc);
        }
    }
    return tables;
}();

} // namespace

std::uint16_t crc16(std::span<const std::uint8_t> bytes)
{
    std::uint32_t crc = 0;
    for (; bytes.size() >= 4; bytes = bytes.subspan(4)) {
        crc = remainders[3][crc >> 8 ^ bytes[0]] ^ remainders[2][(crc & 0xff) ^ bytes[1]] ^ remainders[1][bytes[2]] ^
              remainders[0][bytes[3]];
    }
    for (const std::uint8_t byte : bytes)
        crc = (crc << 8 & 0xffff) ^ remainders[0][crc >> 8 ^ byte];
    return static_cast<std::uint16_t>(crc);
}

} // namespace gd
