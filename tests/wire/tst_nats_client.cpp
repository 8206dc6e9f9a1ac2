// SPDX-License-Identifier: Apache-2.0
//
// The client against a server that is a script: what a real one does not do on demand.
#include "core/wire/nats_client.h"
#include "tests/wire/fake_server.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <future>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

namespace {

/// Far more than anything here needs on a slow machine; where a timeout is expected a short one is used.
constexpr Millis enough = 20s;
constexpr Millis brief = 300ms;

Result<std::unique_ptr<NatsClient>> connectTo(const FakeServer& server, Millis deadline = enough)
{
    return NatsClient::connect({.url = server.url()}, {}, deadline);
}

} // namespace

Q_DECLARE_METATYPE(gd::test::FakeServer::Script)

class TestNatsClient : public QObject {
    Q_OBJECT
private slots:
    void signsIn();
    void badGreetings_data();
    void badGreetings();
    void badConversations_data();
    void badConversations();
    void nobodyListens();
    void deadlinesOfConnecting_data();
    void deadlinesOfConnecting();
    void theErrorOfSigningIsTold();
};

void TestNatsClient::signsIn()
{
    std::promise<QByteArray> told; // the client may be ready before the server's thread has gone on
    FakeServer server([&](FakePeer& peer) {
        told.set_value(peer.greet(",\"nonce\":\"n-o-n-c-e\""));
        peer.waitForEnd();
    });
    Signature signature{};
    signature[1] = 0xff;
    signature[63] = 0;
    std::string nonce;
    const Credentials credentials{"head.body.sig", [&](std::span<const std::uint8_t> bytes) -> Result<Signature> {
                                      nonce.assign(bytes.begin(), bytes.end());
                                      return signature;
                                  }};
    const auto client = NatsClient::connect({.url = server.url()}, credentials, enough);
    QVERIFY2(client, client ? "" : client.error().detail.c_str());
    QCOMPARE(nonce, std::string("n-o-n-c-e"));
    QCOMPARE((*client)->info().name, std::string("fake"));
    QVERIFY(!(*client)->isEncrypted());

    auto greeting = told.get_future();
    QVERIFY(greeting.wait_for(enough) == std::future_status::ready);
    const auto line = greeting.get();
    QVERIFY(line.startsWith("CONNECT {"));
    const auto object = QJsonDocument::fromJson(line.mid(8)).object();
    QCOMPARE(object.value(QLatin1String("jwt")).toString(), QStringLiteral("head.body.sig"));
    QCOMPARE(object.value(QLatin1String("name")).toString(), QStringLiteral("grantdesk"));
    const auto text = object.value(QLatin1String("sig")).toString().toLatin1();
    QCOMPARE(text.size(), 86);
    const auto sent = QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QCOMPARE(sent, QByteArray(reinterpret_cast<const char*>(signature.data()), 64));
}

void TestNatsClient::badGreetings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& bytes, ErrorCode code) {
        QTest::newRow(name) << bytes << int(code);
    };
    row("closes at once", "", ErrorCode::NetClosed);
    row("half of INFO", "INFO {\"server_na", ErrorCode::NetClosed);
    row("web server", "HTTP/1.1 400 Bad Request\r\n\r\n", ErrorCode::NetProtocol);
    row("mail server", "220 mail.example ESMTP\r\n", ErrorCode::NetProtocol);
    row("zeros", QByteArray(1000, '\0') + "\r\n", ErrorCode::NetProtocol);
    row("no JSON", "INFO hello\r\n", ErrorCode::NetProtocol);
    row("wrong types", "INFO {\"nonce\":{}}\r\n", ErrorCode::NetProtocol);
    row("no INFO", "PING\r\n", ErrorCode::NetProtocol);
    row("message first", "MSG a 1 2\r\nhi\r\n", ErrorCode::NetProtocol);
    row("endless line", QByteArray(100000, 'x'), ErrorCode::NetProtocol);
    row("endless INFO", "INFO " + QByteArray(200000, ' '), ErrorCode::NetProtocol);
    row("full", "-ERR 'maximum connections exceeded'\r\n", ErrorCode::NetServerError);
}

void TestNatsClient::badGreetings()
{
    QFETCH(QByteArray, bytes);
    FakeServer server([&](FakePeer& peer) { peer.send(bytes); });
    const auto client = connectTo(server);
    QVERIFY(!client);
    QTEST(int(client.error().code), "code");
    QCOMPARE(client.error().where, server.url());
}

void TestNatsClient::badConversations_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& bytes, ErrorCode code) {
        QTest::newRow(name) << bytes << int(code);
    };
    row("hangs up", "", ErrorCode::NetClosed);
    row("not allowed", "-ERR 'Authorization Violation'\r\n", ErrorCode::NetAuthorization);
    row("expired", "-ERR 'User Authentication Expired'\r\n", ErrorCode::NetAuthorization);
    row("account", "-ERR 'Account Authentication Expired'\r\n", ErrorCode::NetAuthorization);
    row("revoked", "-ERR 'User Authentication Revoked'\r\n", ErrorCode::NetAuthorization);
    row("other", "-ERR 'Parser Error'\r\n", ErrorCode::NetServerError);
    row("garbage", "what?\r\n", ErrorCode::NetProtocol);
    row("half a PONG", "PON", ErrorCode::NetClosed);
    row("bad second INFO", "INFO []\r\n", ErrorCode::NetProtocol);
    row("huge message", "MSG a 1 99999999999\r\n", ErrorCode::NetProtocol);
}

void TestNatsClient::badConversations()
{
    QFETCH(QByteArray, bytes);
    FakeServer server([&](FakePeer& peer) {
        peer.send("INFO {}\r\n");
        peer.readUntil("PING\r\n");
        peer.send(bytes);
    });
    const auto client = connectTo(server);
    QVERIFY(!client);
    QTEST(int(client.error().code), "code");
}

void TestNatsClient::nobodyListens()
{
    std::string url;
    {
        FakeServer gone([](FakePeer&) {});
        url = gone.url();
    }
    const auto client = NatsClient::connect({.url = url}, {}, enough);
    QVERIFY(!client);
    QCOMPARE(client.error().code, ErrorCode::NetUnreachable);
    QCOMPARE(client.error().where, url);
    QCOMPARE(NatsClient::connect({.url = "nats://a:b@127.0.0.1"}, {}, enough).error().code, ErrorCode::NetAddress);
}

void TestNatsClient::deadlinesOfConnecting_data()
{
    QTest::addColumn<FakeServer::Script>("script");
    QTest::newRow("says nothing") << FakeServer::Script([](FakePeer& peer) { peer.waitForEnd(); });
    QTest::newRow("says nothing after INFO") << FakeServer::Script([](FakePeer& peer) {
        peer.send("INFO {}\r\n");
        peer.waitForEnd();
    });
    QTest::newRow("drips") << FakeServer::Script([](FakePeer& peer) {
        peer.send("INFO ");
        while (peer.send(" "))
            QThread::msleep(1); // pace: a peer that drips
    });
    QTest::newRow("pings forever") << FakeServer::Script([](FakePeer& peer) {
        peer.send("INFO {}\r\n");
        while (peer.send(QByteArray("+OK\r\nINFO {}\r\n").repeated(500))) {
        }
    });
}

void TestNatsClient::deadlinesOfConnecting()
{
    QFETCH(FakeServer::Script, script);
    FakeServer server(script);
    QElapsedTimer time;
    time.start();
    const auto client = connectTo(server, brief);
    QVERIFY(!client);
    QCOMPARE(client.error().code, ErrorCode::NetTimeout);
    QVERIFY(time.elapsed() >= brief.count() - 5);
    QVERIFY2(time.elapsed() < 5000, qPrintable(QString::number(time.elapsed())));
}

void TestNatsClient::theErrorOfSigningIsTold()
{
    FakeServer server([](FakePeer& peer) { peer.greet(",\"nonce\":\"x\""); });
    const Credentials credentials{"token", [](auto) -> Result<Signature> {
                                      return Error{ErrorCode::KeyNotHere, "UABC", {}};
                                  }};
    const auto client = NatsClient::connect({.url = server.url()}, credentials, enough);
    QVERIFY(!client);
    QCOMPARE(client.error().code, ErrorCode::KeyNotHere);
    QCOMPARE(client.error().where, std::string("UABC"));
}

QTEST_GUILESS_MAIN(TestNatsClient)
#include "tst_nats_client.moc"
