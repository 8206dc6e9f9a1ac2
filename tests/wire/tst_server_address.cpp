// SPDX-License-Identifier: Apache-2.0
#include "core/wire/server_address.h"

#include <QTest>

using namespace gd;

class TestServerAddress : public QObject {
    Q_OBJECT
private slots:
    void good_data();
    void good();
    void bad_data();
    void bad();
    void aPasswordIsNotRepeated();
};

void TestServerAddress::good_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("tls");
    QTest::newRow("nats") << QByteArray("nats://n1.example:4333") << QByteArray("n1.example") << 4333 << false;
    QTest::newRow("tls") << QByteArray("tls://n1.example") << QByteArray("n1.example") << 4222 << true;
    QTest::newRow("case of the scheme") << QByteArray("NATS://h") << QByteArray("h") << 4222 << false;
    QTest::newRow("no scheme") << QByteArray("127.0.0.1:1") << QByteArray("127.0.0.1") << 1 << false;
    QTest::newRow("name only") << QByteArray("localhost") << QByteArray("localhost") << 4222 << false;
    QTest::newRow("slash at the end") << QByteArray("nats://h:65535/") << QByteArray("h") << 65535 << false;
    QTest::newRow("IPv6") << QByteArray("nats://[::1]:4555") << QByteArray("::1") << 4555 << false;
    QTest::newRow("IPv6, no port") << QByteArray("tls://[2001:db8::5]") << QByteArray("2001:db8::5") << 4222 << true;
    QTest::newRow("IPv6 with zone") << QByteArray("nats://[fe80::1%eth0]") << QByteArray("fe80::1%eth0") << 4222
                                    << false;
}

void TestServerAddress::good()
{
    QFETCH(QByteArray, url);
    const auto server = parseServerUrl(url.toStdString());
    QVERIFY(server);
    QTEST(QByteArray::fromStdString(server->host), "host");
    QTEST(int(server->port), "port");
    QTEST(server->tls, "tls");
}

void TestServerAddress::bad_data()
{
    QTest::addColumn<QByteArray>("url");
    for (const char* url : {"",
                            "nats://",
                            "nats://:4222",
                            "ws://h",
                            "http://h:80",
                            "https://h",
                            "nats://h:0",
                            "nats://h:65536",
                            "nats://h:",
                            "nats://h:+1",
                            "nats://h:12a",
                            "nats://h:1:2",
                            "nats://[::1",
                            "nats://[::1]x",
                            "nats://[h]:1",
                            "nats://[]:1",
                            "nats://::1",
                            "nats://h/path",
                            "nats://h?x",
                            "nats://h#x",
                            "nats://a b",
                            "nats://user:pass@h",
                            "nats://user@h:1",
                            "nats://h\r\nPING",
                            "nats://h,nats://i",
                            "://h"})
        QTest::newRow(url) << QByteArray(url);
}

void TestServerAddress::bad()
{
    QFETCH(QByteArray, url);
    const auto server = parseServerUrl(url.toStdString());
    QVERIFY(!server);
    const bool isOtherScheme = url.startsWith("ws:") || url.startsWith("http") || url.startsWith("://");
    QCOMPARE(server.error().code, isOtherScheme ? ErrorCode::NetScheme : ErrorCode::NetAddress);
    QVERIFY(!server.error().detail.empty());
}

void TestServerAddress::aPasswordIsNotRepeated()
{
    const auto server = parseServerUrl("nats://joe:geheim@h");
    QVERIFY(!server);
    QCOMPARE(server.error().where.find("geheim"), std::string::npos);
}

QTEST_GUILESS_MAIN(TestServerAddress)
#include "tst_server_address.moc"
