// SPDX-License-Identifier: Apache-2.0
#include "core/live/link.h"
#include "core/wire/nats_mailbox.h"

#include <QTest>

using namespace gd;

class TestNatsMessage : public QObject {
    Q_OBJECT
private slots:
    void statusCodes_data();
    void statusCodes();
    void mailboxKeepsOrderAndIsBounded();
    void mailboxTakesOneMessageOfAnySize();
};

void TestNatsMessage::statusCodes_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("code");
    QTest::newRow("none") << QByteArray() << 0;
    QTest::newRow("plain block") << QByteArray("NATS/1.0\r\nA: b\r\n\r\n") << 0;
    QTest::newRow("no responders") << QByteArray("NATS/1.0 503\r\n\r\n") << 503;
    QTest::newRow("with words") << QByteArray("NATS/1.0 404 No Messages\r\nX: 1\r\n\r\n") << 404;
    QTest::newRow("idle") << QByteArray("NATS/1.0 100 Idle Heartbeat\r\n\r\n") << 100;
    QTest::newRow("two blanks") << QByteArray("NATS/1.0  408\r\n\r\n") << 408;
    QTest::newRow("longer number") << QByteArray("NATS/1.0 5031\r\n\r\n") << 0;
    QTest::newRow("short") << QByteArray("NATS/1.0 50\r\n\r\n") << 0;
    QTest::newRow("sign") << QByteArray("NATS/1.0 -50\r\n\r\n") << 0;
    QTest::newRow("other version") << QByteArray("NATS/2.0 503\r\n\r\n") << 0;
    QTest::newRow("cut") << QByteArray("NATS/1.0 503") << 503;
}

void TestNatsMessage::statusCodes()
{
    QFETCH(QByteArray, headers);
    NatsMessage message;
    message.headers = headers.toStdString();
    QTEST(message.statusCode(), "code");
}

void TestNatsMessage::mailboxKeepsOrderAndIsBounded()
{
    NatsMailbox box;
    for (std::size_t i = 0; i < NatsMailbox::maxMessages + 5; ++i)
        box.add({.payload = std::to_string(i)});
    for (std::size_t i = 0; i < NatsMailbox::maxMessages; ++i)
        QCOMPARE(box.take()->payload, std::to_string(i));
    QVERIFY(!box.take());
    QVERIFY(box.empty());
}

void TestNatsMessage::mailboxTakesOneMessageOfAnySize()
{
    NatsMailbox box;
    box.add({.payload = std::string(NatsMailbox::maxBytes + 1, 'x')});
    box.add({.payload = "dropped"});
    QVERIFY(box.take());
    QVERIFY(!box.take());
    box.add({.payload = "y"});
    QCOMPARE(box.take()->payload, std::string("y"));
}

QTEST_GUILESS_MAIN(TestNatsMessage)
#include "tst_nats_message.moc"
