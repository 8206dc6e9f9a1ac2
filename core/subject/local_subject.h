// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gd {

/// The number of a reference token: `$` and a decimal integer with optional sign that fits 64 bits ("$1", "$+1", "$0").
/// Empty for every other token.
std::optional<std::int64_t> referenceNumber(std::string_view token);

} // namespace gd
