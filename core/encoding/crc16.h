// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace gd {

/// CRC-16/XMODEM: polynomial 0x1021, starts at zero, nothing reflected. Check value: "123456789" gives 0x31c3.
/// Key text carries it low byte first.
std::uint16_t crc16(std::span<const std::uint8_t> bytes);

} // namespace gd
