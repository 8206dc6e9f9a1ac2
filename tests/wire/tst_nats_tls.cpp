// SPDX-License-Identifier: Apache-2.0
//
// The client against a server that is a script: TLS with a certificate of the test data.
#include "core/wire/nats_client.h"
#include "tests/wire/fake_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

namespace {

/// Far more than anything here needs on a slow machine; where a timeout is expected a short one is used.
constexpr Millis enough = 20s;
constexpr Millis brief = 300ms;

const std::string caFile = GRANTDESK_TEST_DATA "/tls/ca.pem";

} // namespace

class TestNatsTls : public QObject {
    Q_OBJECT
private slots:
    void upgrades_data();
    void upgrades();
    void refused_data();
    void refused();
    void handshakeKeepsTheDeadline();
    void nothingInTheClearIsTakenForTls();
};

void TestNatsTls::upgrades_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<bool>("first");
    QTest::newRow("asked by the address") << QByteArray("tls://") << QByteArray(",\"tls_available\":true") << false;
    QTest::newRow("asked by the server") << QByteArray("nats://") << QByteArray(",\"tls_required\":true") << false;
    QTest::newRow("before INFO") << QByteArray("nats://") << QByteArray(",\"tls_required\":true") << true;
    QTest::newRow("before INFO that does not say so") << QByteArray("tls://") << QByteArray() << true;
}

void TestNatsTls::upgrades()
{
    QFETCH(QByteArray, scheme);
    QFETCH(QByteArray, more);
    QFETCH(bool, first);
    QByteArray connect;
    FakeServer server([&](FakePeer& peer) {
        if (first && !peer.encrypt()) return;
        peer.send("INFO {\"headers\":true" + more + "}\r\n");
        if (!first && !peer.encrypt()) return;
        connect = peer.readUntil("PING\r\n");
        peer.send("PONG\r\n");
        peer.readUntil("SUB a 2\r\n");
        peer.send("MSG a 2 100000\r\n" + QByteArray(100000, 'x') + "\r\n");
        peer.waitForEnd();
    });
    const ServerAddress address{.url = scheme.toStdString() + server.address(), .caFile = caFile, .tlsFirst = first};
    const auto client = NatsClient::connect(address, {}, enough);
    QVERIFY2(client, client ? "" : client.error().detail.c_str());
    QVERIFY((*client)->isEncrypted());
    QVERIFY(connect.contains("\"tls_required\":true"));
    const auto id = (*client)->subscribe("a");
    QVERIFY(id);
    const auto message = (*client)->next(*id, enough);
    QVERIFY(message && message.value());
    QCOMPARE((*message)->payload.size(), std::size_t{100000});
}

void TestNatsTls::refused_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("ca");
    QTest::addColumn<QByteArray>("more");
    const QByteArray here("127.0.0.1");
    const auto good = QByteArray::fromStdString(caFile);
    const QByteArray required(",\"tls_required\":true");
    QTest::newRow("authority not known") << here << QByteArray() << required;
    QTest::newRow("no such file") << here << QByteArray("/nowhere/ca.pem") << required;
    QTest::newRow("not an authority") << here << QByteArray(GRANTDESK_TEST_DATA "/tls/README.md") << required;
    QTest::newRow("another name") << QByteArray("localhost") << good << required;
    QTest::newRow("none offered") << here << good << QByteArray();
}

void TestNatsTls::refused()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, ca);
    QFETCH(QByteArray, more);
    std::atomic<bool> signedIn{false};
    FakeServer server([&](FakePeer& peer) {
        peer.send("INFO {\"headers\":true" + more + "}\r\n");
        peer.encrypt();
        signedIn = !peer.readUntil("CONNECT").isEmpty();
    });
    const auto port = server.address().substr(server.address().find(':'));
    const ServerAddress address{.url = "tls://" + host.toStdString() + port, .caFile = ca.toStdString()};
    const auto client = NatsClient::connect(address, {"token", {}}, enough);
    QVERIFY(!client);
    QCOMPARE(client.error().code, ErrorCode::NetTls);
    QVERIFY(!client.error().detail.empty());
    QVERIFY(!signedIn);
}

void TestNatsTls::handshakeKeepsTheDeadline()
{
    FakeServer server([&](FakePeer& peer) {
        peer.send("INFO {\"tls_required\":true}\r\n");
        peer.waitForEnd();
    });
    QElapsedTimer time;
    time.start();
    const auto client = NatsClient::connect({.url = server.url(), .caFile = caFile}, {}, brief);
    QVERIFY(!client);
    QCOMPARE(client.error().code, ErrorCode::NetTimeout);
    QVERIFY(time.elapsed() < 5000);
}

void TestNatsTls::nothingInTheClearIsTakenForTls()
{
    FakeServer server([&](FakePeer& peer) {
        peer.send("INFO {\"tls_required\":true}\r\nPONG\r\n");
        peer.waitForEnd();
    });
    const auto client = NatsClient::connect({.url = server.url(), .caFile = caFile}, {}, enough);
    QVERIFY(!client);
    QCOMPARE(client.error().code, ErrorCode::NetProtocol);
}

QTEST_GUILESS_MAIN(TestNatsTls)
#include "tst_nats_tls.moc"
