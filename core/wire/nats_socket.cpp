// SPDX-License-Identifier: Apache-2.0
#include "core/wire/nats_socket.h"

#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QStringList>

#include <algorithm>

namespace gd {

namespace {

/// At most this much is taken from the socket between two looks at the deadline.
constexpr qint64 pieceBytes = qint64{64} * 1024;

/// Qt waits forever below zero and takes an int.
int waitTime(const QDeadlineTimer& deadline)
{
    return static_cast<int>(std::clamp<qint64>(deadline.remainingTime(), 0, 24 * 60 * 60 * 1000));
}

Error timeOut(const char* what)
{
    return {ErrorCode::NetTimeout, {}, what};
}

bool isTlsError(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::SslHandshakeFailedError || error == QAbstractSocket::SslInternalError ||
           error == QAbstractSocket::SslInvalidUserDataError;
}

} // namespace

Error NatsSocket::failure(ErrorCode fallback) const
{
    QStringList reasons{m_socket.errorString()};
    for (const auto& problem : m_socket.sslHandshakeErrors())
        reasons << problem.errorString();
    reasons.removeDuplicates();
    return {isTlsError(m_socket.error()) ? ErrorCode::NetTls : fallback, {}, reasons.join("; ").toStdString()};
}

Status NatsSocket::connect(const ServerHost& server, const QDeadlineTimer& deadline)
{
    // A proxy for web pages does not carry this protocol.
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(QString::fromStdString(server.host), server.port);
    if (m_socket.waitForConnected(waitTime(deadline))) {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        return {};
    }
    if (deadline.hasExpired()) return timeOut("connecting");
    return failure(ErrorCode::NetUnreachable);
}

Status NatsSocket::encrypt(const ServerHost& server, const std::string& caFile, const QDeadlineTimer& deadline)
{
    if (!QSslSocket::supportsSsl()) return Error{ErrorCode::NetTls, {}, "no TLS library"};
    // What is already here came in the clear and would be read as if it had come under TLS.
    if (m_socket.bytesAvailable() > 0) return Error{ErrorCode::NetProtocol, {}, "data before the TLS handshake"};
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (!caFile.empty()) {
        const auto trusted = QSslCertificate::fromPath(QString::fromStdString(caFile), QSsl::Pem,
                                                       QSslCertificate::PatternSyntax::FixedString);
        if (trusted.isEmpty()) return Error{ErrorCode::NetTls, caFile, "no certificate in the file"};
        configuration.setCaCertificates(trusted);
    }
    m_socket.setSslConfiguration(configuration);
    m_socket.setPeerVerifyName(QString::fromStdString(server.host));
    m_socket.startClientEncryption();
    if (m_socket.waitForEncrypted(waitTime(deadline))) return {};
    if (deadline.hasExpired() && m_socket.sslHandshakeErrors().isEmpty()) return timeOut("TLS handshake");
    return failure(ErrorCode::NetTls);
}

Result<std::string> NatsSocket::read(const QDeadlineTimer& deadline)
{
    while (m_socket.bytesAvailable() == 0) {
        if (m_socket.waitForReadyRead(waitTime(deadline)) || m_socket.bytesAvailable() > 0) continue;
        if (m_socket.state() != QAbstractSocket::ConnectedState) return failure(ErrorCode::NetClosed);
        if (isTlsError(m_socket.error())) return failure(ErrorCode::NetTls);
        if (deadline.hasExpired()) return std::string{};
    }
    return m_socket.read(pieceBytes).toStdString();
}

Status NatsSocket::write(std::string_view bytes, const QDeadlineTimer& deadline)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (m_socket.write(bytes.data(), size) != size) return failure(ErrorCode::NetClosed);
    m_socket.flush();
    while (m_socket.bytesToWrite() > 0 || m_socket.encryptedBytesToWrite() > 0) {
        if (m_socket.waitForBytesWritten(waitTime(deadline))) continue;
        if (m_socket.state() != QAbstractSocket::ConnectedState) return failure(ErrorCode::NetClosed);
        if (isTlsError(m_socket.error())) return failure(ErrorCode::NetTls);
        if (deadline.hasExpired()) return timeOut("writing");
    }
    return {};
}

void NatsSocket::close()
{
    // abort() and not close(): nothing is left to write, and a peer that does not answer must not hold us up.
    m_socket.abort();
}

} // namespace gd
