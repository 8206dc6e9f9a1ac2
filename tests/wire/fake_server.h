// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSslSocket>
#include <QThread>

#include <atomic>
#include <functional>
#include <string>

namespace gd::test {

/// The fake server's end of a connection: small blocking calls for scripts.
class FakePeer {
public:
    FakePeer(QSslSocket& socket, const std::atomic<bool>& stop) : m_socket(socket), m_stop(stop) {}

    /// False once the client is gone.
    bool send(const QByteArray& bytes);

    /// Reads up to and including the text; everything read before it too. Empty once the client is gone.
    QByteArray readUntil(const QByteArray& end);

    /// INFO out, CONNECT and PING in, PONG out: what every good conversation begins with.
    /// @param more  further members of INFO, such as `,"nonce":"x"`. @return the CONNECT line.
    QByteArray greet(const QByteArray& more = {});

    /// The server's half of a TLS handshake with the certificate of the test data.
    bool encrypt();

    /// Until the client is gone or the test is over.
    void waitForEnd();
    bool isOver() const { return m_stop || m_socket.state() != QAbstractSocket::ConnectedState; }

private:
    bool waitForBytes();

    QSslSocket& m_socket;
    const std::atomic<bool>& m_stop;
    QByteArray m_read{};
};

/// A server on loopback that plays one script for one connection, in a thread of its own.
class FakeServer : public QThread {
public:
    using Script = std::function<void(FakePeer&)>;

    explicit FakeServer(Script script);
    ~FakeServer() override;

    std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    std::string url() const { return "nats://" + address(); }

protected:
    void run() override;

private:
    Script m_script;
    std::atomic<bool> m_stop{false};
    std::atomic<quint16> m_port{0};
};

} // namespace gd::test
