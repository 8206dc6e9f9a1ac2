// SPDX-License-Identifier: Apache-2.0
#include "core/encoding/crc16.h"

#include <array>

namespace gd {

namespace {

constexpr auto remainders = [] {
    std::array<std::uint16_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t crc = byte << 8;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
        table[byte] = static_cast<std::uint16_t>(crc & 0xffff);
    }
    return table;
}();

} // namespace

std::uint16_t crc16(std::span<const std::uint8_t> bytes)
{
    std::uint16_t crc = 0;
    for (const std::uint8_t byte : bytes) {
        crc = static_cast<std::uint16_t>(crc << 8 ^ remainders[(crc >> 8 ^ byte) & 0xff]);
    }
    return crc;
}

} // namespace gd
