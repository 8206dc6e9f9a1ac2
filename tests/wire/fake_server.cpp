// SPDX-License-Identifier: Apache-2.0
#include "tests/wire/fake_server.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTcpServer>

namespace gd::test {

namespace {

/// How often a blocked script looks whether the test is over.
constexpr int lookMillis = 20;

class SslServer : public QTcpServer {
public:
    QSslSocket socket{};

protected:
    void incomingConnection(qintptr descriptor) override { socket.setSocketDescriptor(descriptor); }
};

QString tlsFile(const char* name)
{
    return QStringLiteral(GRANTDESK_TEST_DATA "/tls/") + QLatin1String(name);
}

} // namespace

bool FakePeer::send(const QByteArray& bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
    while (!isOver() && (m_socket.bytesToWrite() > 0 || m_socket.encryptedBytesToWrite() > 0))
        m_socket.waitForBytesWritten(lookMillis);
    return !isOver();
}

bool FakePeer::waitForBytes()
{
    while (m_socket.bytesAvailable() == 0) {
        if (isOver()) return false;
        m_socket.waitForReadyRead(lookMillis);
    }
    m_read += m_socket.readAll();
    return true;
}

QByteArray FakePeer::readUntil(const QByteArray& end)
{
    while (!m_read.contains(end))
        if (!waitForBytes()) return {};
    const auto length = m_read.indexOf(end) + end.size();
    const auto text = m_read.left(length);
    m_read.remove(0, length);
    return text;
}

QByteArray FakePeer::greet(const QByteArray& more)
{
    send("INFO {\"server_name\":\"fake\",\"headers\":true,\"max_payload\":1000" + more + "}\r\n");
    const auto connect = readUntil("\r\n");
    readUntil("PING\r\n");
    send("PONG\r\n");
    return connect;
}

bool FakePeer::encrypt()
{
    QFile key(tlsFile("server.key"));
    if (!key.open(QIODevice::ReadOnly)) return false;
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate::fromPath(tlsFile("server.pem")).value(0));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_socket.setSslConfiguration(configuration);
    m_socket.startServerEncryption();
    while (!isOver() && !m_socket.isEncrypted())
        m_socket.waitForEncrypted(lookMillis);
    return m_socket.isEncrypted();
}

void FakePeer::waitForEnd()
{
    while (!isOver()) {
        m_socket.waitForReadyRead(lookMillis);
        m_socket.readAll();
    }
}

FakeServer::FakeServer(Script script) : m_script(std::move(script))
{
    start();
    while (m_port == 0)
        msleep(1); // pace: between two looks, until it listens
}

FakeServer::~FakeServer()
{
    m_stop = true;
    wait();
}

void FakeServer::run()
{
    SslServer server;
    server.listen(QHostAddress::LocalHost);
    m_port = server.serverPort();
    while (!m_stop && server.socket.state() != QAbstractSocket::ConnectedState)
        server.waitForNewConnection(lookMillis);
    if (m_stop) return;
    FakePeer peer(server.socket, m_stop);
    m_script(peer);
    server.socket.close();
    if (server.socket.state() != QAbstractSocket::UnconnectedState) server.socket.waitForDisconnected(1000);
}

} // namespace gd::test
