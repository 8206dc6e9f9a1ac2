// SPDX-License-Identifier: Apache-2.0
//
// Internal to core/text: words of nsc commands.
#pragma once

#include "core/base/clock.h"

#include <string>

namespace gd {

/// A word for a POSIX shell. Single quotes keep everything; "$JS.ACK" must never be taken for a variable.
std::string quoted(const std::string& word);

/// nsc takes no seconds since 1970; this is the one absolute form that keeps seconds.
std::string nscTime(UnixSeconds seconds);

} // namespace gd
