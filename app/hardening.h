// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace gd {

/// Keeps what lies in memory inside this process: no core file is written, and no other process of the same user may
/// read the memory or attach a debugger. To be called first of all; there is no way back, and no option to leave it
/// out.
///
/// @return false if the system refuses; then no key may be read.
[[nodiscard]] bool keepMemoryPrivate();

} // namespace gd
