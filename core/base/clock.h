// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace gd {

/// Whole seconds since 1970-01-01T00:00:00Z: the only unit of time in tokens.
using UnixSeconds = std::int64_t;

/// "Now", injected, so that a test decides what time it is.
using Clock = std::function<UnixSeconds()>;

/// The clock of this machine, rounded down to whole seconds.
inline Clock systemClock()
{
    return [] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return static_cast<UnixSeconds>(std::chrono::floor<std::chrono::seconds>(now).count());
    };
}

} // namespace gd
