// SPDX-License-Identifier: Apache-2.0
//
// Asking behind http(s): which addresses are asked, where a redirection may lead, and what is shown of an answer.
#include "tests/support/http_server.h"
#include "ui/bridge/account_server.h"

#include <QTest>

#include <optional>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestAccountServer : public QObject {
    Q_OBJECT

private slots:
    void whichAddressesAreAsked_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("code"); ///< -1: it is
        QTest::newRow("https") << "https://op.example/jwt/v1" << -1;
        QTest::newRow("loopback") << "http://127.0.0.1:8080/jwt/v1" << -1;
        QTest::newRow("loopback 6") << "http://[::1]:8080/" << -1;
        QTest::newRow("localhost") << "http://localhost/" << -1;
        QTest::newRow("plain") << "http://op.example/" << int(ErrorCode::NetPlainHttp);
        QTest::newRow("looks local") << "http://localhost.example/" << int(ErrorCode::NetPlainHttp);
        QTest::newRow("file") << "file:///etc/passwd" << int(ErrorCode::UrlNotAllowed);
        QTest::newRow("nats") << "nats://127.0.0.1:4222" << int(ErrorCode::UrlNotAllowed);
        QTest::newRow("no host") << "https:///x" << int(ErrorCode::UrlNotAllowed);
        QTest::newRow("password") << "https://me:secret@op.example/" << int(ErrorCode::UrlNotAllowed);
    }
    void whichAddressesAreAsked()
    {
        QFETCH(QString, url);
        QFETCH(int, code);
        const auto refused = AccountServer::check(QUrl(url), PlainHttp::LocalOnly);
        QCOMPARE(refused ? int(refused->code) : -1, code);
        if (code == int(ErrorCode::NetPlainHttp)) QVERIFY(!AccountServer::check(QUrl(url), PlainHttp::Allowed));
    }

    void redirections_data()
    {
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("code");
        QTest::newRow("here") << QByteArray("/there") << -1;
        QTest::newRow("round and round") << QByteArray("/from") << int(ErrorCode::NetRedirected);
        QTest::newRow("elsewhere, plain") << QByteArray("http://op.example/") << int(ErrorCode::NetRedirected);
        QTest::newRow("elsewhere, plain, by a way round")
            << QByteArray("/there?http://op.example/") << int(ErrorCode::NetRedirected);
        QTest::newRow("a file") << QByteArray("file:///etc/passwd") << int(ErrorCode::NetRedirected);
    }
    void redirections()
    {
        QFETCH(QByteArray, to);
        QFETCH(int, code);
        HttpServer server([to](const HttpRequest& request) {
            const auto way = request.path.indexOf('?');
            if (way > 0) return HttpReply{.status = 302, .headers = "Location: " + request.path.mid(way + 1) + "\r\n"};
            return request.path == "/there" ? HttpReply{.body = "found"}
                                            : HttpReply{.status = 302, .headers = "Location: " + to + "\r\n"};
        });
        AccountServer client;
        std::optional<HttpAnswer> got;
        client.get(QUrl(server.url(QStringLiteral("/from"))), PlainHttp::LocalOnly,
                   [&](const HttpAnswer& answer) { got = answer; });
        QTRY_VERIFY(got);
        QCOMPARE(got->error ? int(got->error->code) : -1, code);
        if (code == -1) QCOMPARE(got->body, QByteArray("found"));
        QVERIFY(server.asked().size() <= 4);
    }

    void whatAServerSaysIsOneTameLine()
    {
        QCOMPARE(shownText("no\r\n  more \x1b[31mstreams\xE2\x80\xAE"), QStringLiteral("no more [31mstreams"));
        QVERIFY(shownText(QByteArray(5000, 'x')).size() < 400);
    }
};

QTEST_MAIN(TestAccountServer)

#include "tst_account_server.moc"
