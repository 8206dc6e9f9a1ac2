// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace gd::test {

/// A request, and what is answered to it.
struct HttpRequest {
    QByteArray method{}, path{}, body{}, contentType{};
};
struct HttpReply {
    int status = 200;
    QByteArray body{};
    QByteArray headers{};  ///< further ones, each with its line end
    bool isSilent = false; ///< nothing is answered, ever
    bool isHungUp = false; ///< the connection is closed instead
    QByteArray raw{};      ///< sent instead of an answer
};

/// A small HTTP server on loopback, in the thread of the test.
class HttpServer {
public:
    using Handler = std::function<HttpReply(const HttpRequest&)>;

    explicit HttpServer(Handler handler) : m_handler(std::move(handler))
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (auto* socket = m_server.nextPendingConnection())
                serve(socket);
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    QString url(const QString& path = {}) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port ? m_port : m_server.serverPort()).arg(path);
    }
    /// From now on nobody listens there.
    void goDown()
    {
        m_port = m_server.serverPort();
        m_server.close();
    }
    /// Listens at the same place again.
    bool comeBack() { return m_server.listen(QHostAddress::LocalHost, m_port); }
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    /// "GET /path", in order.
    const QList<QByteArray>& asked() const { return m_asked; }
    void forget() { m_asked.clear(); }

private:
    void serve(QTcpSocket* socket)
    {
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, read = QByteArray()]() mutable {
            read += socket->readAll();
            const auto end = read.indexOf("\r\n\r\n");
            if (end < 0) return;
            HttpRequest request;
            qsizetype length = 0;
            const auto lines = read.left(end).split('\n');
            const auto first = lines.front().trimmed().split(' ');
            request.method = first.value(0);
            request.path = first.value(1);
            for (const auto& line : lines) {
                const auto colon = line.indexOf(':');
                const auto name = line.left(colon).trimmed().toLower();
                if (name == "content-length") length = line.mid(colon + 1).trimmed().toLongLong();
                if (name == "content-type") request.contentType = line.mid(colon + 1).trimmed();
            }
            if (read.size() < end + 4 + length) return;
            request.body = read.mid(end + 4, length);
            read.clear();
            m_asked << request.method + ' ' + request.path;
            answer(socket, m_handler(request));
        });
    }
    static void answer(QTcpSocket* socket, const HttpReply& reply)
    {
        if (reply.isSilent) return;
        if (!reply.isHungUp)
            socket->write(reply.raw.isEmpty() ? "HTTP/1.1 " + QByteArray::number(reply.status) + " Said\r\n" +
                                                    reply.headers + "Connection: close\r\nContent-Length: " +
                                                    QByteArray::number(reply.body.size()) + "\r\n\r\n" + reply.body
                                              : reply.raw);
        socket->disconnectFromHost();
    }

    Handler m_handler;
    QTcpServer m_server{};
    quint16 m_port = 0;
    QList<QByteArray> m_asked{};
};

} // namespace gd::test
