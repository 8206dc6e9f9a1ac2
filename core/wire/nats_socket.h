// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/wire/server_address.h"

#include <QDeadlineTimer>
#include <QSslSocket>

#include <string>
#include <string_view>

namespace gd {

/// A TCP connection, plain or TLS, whose calls block up to a deadline and need no event loop.
///
/// No signal of the socket is connected to anything: so nothing of ours runs inside the socket, and the owner may go at
/// any time. It is made, used and destroyed in one thread. The only wait without a deadline is the look-up of a name.
class NatsSocket {
public:
    ~NatsSocket() { close(); }

    /// NetUnreachable or NetTimeout.
    Status connect(const ServerHost& server, const QDeadlineTimer& deadline);

    /// The TLS handshake; the certificate must be good for the host.
    ///
    /// @param caFile  PEM; empty: the system's trust.
    /// @return        NetTls with the reasons in `detail`, or NetTimeout.
    Status encrypt(const ServerHost& server, const std::string& caFile, const QDeadlineTimer& deadline);
    bool isEncrypted() const { return m_socket.isEncrypted(); }

    /// Some bytes, at least one; empty when the deadline passed. NetClosed or NetTls at the end of the stream.
    Result<std::string> read(const QDeadlineTimer& deadline);

    /// Everything is handed to the system, or NetTimeout, NetClosed.
    Status write(std::string_view bytes, const QDeadlineTimer& deadline);

    /// Hangs up, without waiting for what was not sent yet.
    void close();

private:
    Error failure(ErrorCode fallback) const;

    QSslSocket m_socket{};
};

} // namespace gd
