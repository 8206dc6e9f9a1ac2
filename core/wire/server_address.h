// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gd {

/// The parts of a server URL.
struct ServerHost {
    std::string host{}; ///< name or address; IPv6 without its brackets
    std::uint16_t port = 4222;
    bool tls = false; ///< the URL asks for TLS
};

/// Reads nats://host:port and tls://host:port; without a scheme it is nats, without a port 4222.
///
/// @return NetScheme or NetAddress, with the reason in `detail`. User names and passwords are refused, for they would
/// be written to
///         logs and here only keys sign in; so are paths, queries and other schemes (web sockets).
Result<ServerHost> parseServerUrl(std::string_view url);

} // namespace gd
