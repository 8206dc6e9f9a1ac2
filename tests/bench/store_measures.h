// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace gd::bench {

/// Makes a store of so many accounts and prints what reading it, reading it again and writing into it costs.
///
/// @return false if a reading was wrong; how long it took does not matter.
bool measureStore(std::size_t accounts);

} // namespace gd::bench
