// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/link.h"

namespace gd {

/// Connects over TCP or TLS and signs in; the Connector of the program.
Result<std::unique_ptr<Link>> connectNats(const ServerAddress& address, const Credentials& credentials,
                                          Millis deadline);

} // namespace gd
