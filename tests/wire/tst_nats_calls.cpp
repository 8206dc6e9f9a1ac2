// SPDX-License-Identifier: Apache-2.0
//
// The client against a server that is a script: requests, subscriptions, and ends of connections.
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

Result<std::unique_ptr<NatsClient>> connectTo(const FakeServer& server, Millis deadline = enough)
{
    return NatsClient::connect({.url = server.url()}, {}, deadline);
}

/// The inbox of a request line "PUB subject inbox size".
QByteArray inboxOf(const QByteArray& line)
{
    return line.split(' ').value(2);
}

} // namespace

class TestNatsCalls : public QObject {
    Q_OBJECT
private slots:
    void request();
    void lateAnswersAreDropped();
    void noResponders();
    void refusedRequest();
    void refusedSubscription();
    void requestManyEndsWhenItIsQuiet();
    void requestManyEndsByItsDeadline();
    void serverPingIsAnswered();
    void nothingComesThenTheServerGoes();
    void theReasonForHangingUpIsKept();
    void messagesBeforeTheEndAreDelivered();
    void oversizeMessage();
    void payloadAndNamesAreChecked();
    void floodDoesNotHoldTheDeadlineUp();
    void destroyedUnderTraffic();
    void closedByThisSide();
};

void TestNatsCalls::request()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        for (int i = 0; i < 2; ++i) {
            peer.readUntil("PUB ask ");
            const auto inbox = peer.readUntil(" ").trimmed();
            peer.readUntil("what\r\n");
            peer.send("MSG " + inbox + " 1 2\r\nyo\r\n");
        }
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    for (int i = 0; i < 2; ++i) {
        const auto reply = (*client)->request("ask", "what", enough);
        QVERIFY(reply);
        QCOMPARE(reply->payload, std::string("yo"));
    }
}

void TestNatsCalls::lateAnswersAreDropped()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("PUB one ");
        const auto first = peer.readUntil(" ").trimmed();
        peer.readUntil("PUB two ");
        const auto second = peer.readUntil(" ").trimmed();
        peer.send("MSG " + first + " 1 3\r\nold\r\nMSG " + second +
                  " 1 3\r\nnew\r\nMSG strange 1 1\r\nx\r\nMSG x 77 1\r\nx\r\n");
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    const auto first = (*client)->request("one", "", brief);
    QVERIFY(!first);
    QCOMPARE(first.error().code, ErrorCode::NetTimeout);
    QCOMPARE(first.error().where, std::string("one"));
    const auto second = (*client)->request("two", "", enough);
    QVERIFY(second);
    QCOMPARE(second->payload, std::string("new"));
}

void TestNatsCalls::noResponders()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        for (int i = 0; i < 2; ++i) {
            peer.readUntil("PUB ");
            const auto inbox = inboxOf("PUB " + peer.readUntil("\r\n"));
            peer.send("HMSG " + inbox + " 1 16 16\r\nNATS/1.0 503\r\n\r\n\r\n");
        }
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    QCOMPARE((*client)->request("ask", "", enough).error().code, ErrorCode::NetNoResponders);
    QCOMPARE((*client)->requestMany("ask", "", enough, brief).error().code, ErrorCode::NetNoResponders);
}

void TestNatsCalls::refusedRequest()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("PUB first ");
        peer.readUntil("PUB ask ");
        peer.readUntil("\r\n");
        peer.send("-ERR 'Permissions Violation for Publish to \"first\"'\r\n-ERR 'Permissions Violation for Publish to "
                  "\"ask\"'\r\n");
        peer.readUntil("PING\r\n");
        peer.send("PONG\r\n");
        peer.readUntil("PING\r\n");
        peer.send("PONG\r\n");
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    QVERIFY((*client)->publish("first", "x"));
    const auto reply = (*client)->request("ask", "", enough);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::NetAuthorization);
    QCOMPARE(reply.error().where, std::string("ask"));
    const auto flushed = (*client)->flush(enough);
    QVERIFY(!flushed);
    QCOMPARE(flushed.error().where, std::string("first"));
    QVERIFY((*client)->flush(enough));
}

void TestNatsCalls::refusedSubscription()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("SUB a q 2\r\nSUB b 3\r\n");
        peer.send("-ERR 'Permissions Violation for Subscription to \"a\" using queue \"q\"'\r\nMSG b 3 1\r\nx\r\n");
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    const auto a = (*client)->subscribe("a", "q");
    const auto b = (*client)->subscribe("b");
    QVERIFY(a && b);
    const auto message = (*client)->next(*b, enough);
    QVERIFY(message && message.value());
    const auto refused = (*client)->next(*a, enough);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NetAuthorization);
    QVERIFY((*client)->unsubscribe(*a));
    QVERIFY(!(*client)->unsubscribe(*a));
    QVERIFY(!(*client)->next(*a, brief));
}

void TestNatsCalls::requestManyEndsWhenItIsQuiet()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("PUB ");
        const auto inbox = inboxOf("PUB " + peer.readUntil("\r\n"));
        QByteArray answers;
        for (const char* text : {"1", "2", "3"})
            answers += "MSG " + inbox + " 1 1\r\n" + text + "\r\n";
        peer.send(answers);
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    QElapsedTimer time;
    time.start();
    const auto replies = (*client)->requestMany("ask", "", enough, brief);
    QVERIFY(replies);
    QCOMPARE(replies->size(), std::size_t{3});
    QCOMPARE(replies->back().payload, std::string("3"));
    QVERIFY(time.elapsed() < enough.count() / 2);
}

void TestNatsCalls::requestManyEndsByItsDeadline()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("PUB ");
        const auto inbox = inboxOf("PUB " + peer.readUntil("\r\n"));
        while (peer.send("MSG " + inbox + " 1 1\r\nx\r\n"))
            QThread::msleep(1); // pace: a peer that never stops sending
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    QElapsedTimer time;
    time.start();
    const auto replies = (*client)->requestMany("ask", "", brief, enough);
    QVERIFY(replies);
    QVERIFY(!replies->empty());
    QVERIFY(time.elapsed() < 5000);
}

void TestNatsCalls::serverPingIsAnswered()
{
    std::atomic<bool> answered{false};
    FakeServer server([&](FakePeer& peer) {
        peer.greet();
        peer.readUntil("SUB a 2\r\n");
        peer.send("PING\r\n");
        answered = !peer.readUntil("PONG\r\n").isEmpty();
        peer.send("MSG a 2 1\r\nx\r\n");
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    const auto id = (*client)->subscribe("a");
    QVERIFY(id);
    const auto message = (*client)->next(*id, enough);
    QVERIFY(message && message.value());
    QVERIFY(answered);
}

void TestNatsCalls::nothingComesThenTheServerGoes()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("SUB a 2\r\n");
        peer.readUntil("PING\r\n");
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    const auto id = (*client)->subscribe("a");
    QVERIFY(id);
    const auto nothing = (*client)->next(*id, brief);
    QVERIFY(nothing);
    QVERIFY(!nothing.value());
    QCOMPARE((*client)->flush(enough).error().code, ErrorCode::NetClosed);
    QCOMPARE((*client)->next(*id, enough).error().code, ErrorCode::NetClosed);
    QCOMPARE((*client)->request("b", "", enough).error().code, ErrorCode::NetClosed);
    QCOMPARE((*client)->publish("b", "").error().code, ErrorCode::NetClosed);
    QCOMPARE((*client)->subscribe("b").error().code, ErrorCode::NetClosed);
}

void TestNatsCalls::theReasonForHangingUpIsKept()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("PUB ");
        peer.readUntil("\r\n\r\n");
        peer.send("-ERR 'User Authentication Revoked'\r\n");
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    const auto reply = (*client)->request("ask", "", enough);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::NetAuthorization);
    QCOMPARE(reply.error().detail, std::string("User Authentication Revoked"));
    QCOMPARE((*client)->flush(enough).error().code, ErrorCode::NetAuthorization);
}

void TestNatsCalls::messagesBeforeTheEndAreDelivered()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("SUB a 2\r\n");
        peer.send("MSG a 2 1\r\n1\r\nMSG a 2 1\r\n2\r\n");
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    const auto id = (*client)->subscribe("a");
    QVERIFY(id);
    for (const char* text : {"1", "2"}) {
        const auto message = (*client)->next(*id, enough);
        QVERIFY(message && message.value());
        QCOMPARE((*message)->payload, std::string(text));
    }
    QCOMPARE((*client)->next(*id, enough).error().code, ErrorCode::NetClosed);
}

void TestNatsCalls::oversizeMessage()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.readUntil("SUB a 2\r\n");
        peer.send("MSG a 2 67108865\r\n");
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    const auto id = (*client)->subscribe("a");
    QVERIFY(id);
    QCOMPARE((*client)->next(*id, enough).error().code, ErrorCode::NetProtocol);
}

void TestNatsCalls::payloadAndNamesAreChecked()
{
    QByteArray received;
    {
        FakeServer server([&](FakePeer& peer) {
            peer.greet();
            received = peer.readUntil("PING\r\n");
            peer.send("PONG\r\n");
            peer.waitForEnd();
        });
        const auto client = connectTo(server);
        QVERIFY(client);
        auto& c = **client;
        const std::string big(1001, 'x');
        const std::string headers = "NATS/1.0\r\n\r\n";
        QCOMPARE(c.publish("a", big).error().code, ErrorCode::NetPayloadTooLarge);
        QCOMPARE(c.publish("a", std::string(989, 'x'), "", headers).error().code, ErrorCode::NetPayloadTooLarge);
        QCOMPARE(c.request("a", big, enough).error().code, ErrorCode::NetPayloadTooLarge);
        QCOMPARE(c.publish("", "").error().code, ErrorCode::SubjectEmpty);
        QCOMPARE(c.publish("a b", "").error().code, ErrorCode::SubjectBadCharacter);
        QCOMPARE(c.publish("a", "", "r\r\nPUB x 0").error().code, ErrorCode::SubjectBadCharacter);
        QCOMPARE(c.publish("a", "", "", "K: v\r\n").error().code, ErrorCode::NetProtocol);
        QCOMPARE(c.subscribe("a", "q 9\r\nPING").error().code, ErrorCode::SubjectBadCharacter);
        QCOMPARE(c.request("\r\n", "", enough).error().code, ErrorCode::SubjectBadCharacter);
        QVERIFY(c.publish("ok", "", "r", headers));
        QVERIFY(c.flush(enough));
    }
    QCOMPARE(received, QByteArray("HPUB ok r 12 12\r\nNATS/1.0\r\n\r\n\r\nPING\r\n"));
}

void TestNatsCalls::floodDoesNotHoldTheDeadlineUp()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        const auto many = QByteArray("MSG other 3 10\r\n0123456789\r\n").repeated(1000);
        while (peer.send(many)) {
        }
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    const auto quiet = (*client)->subscribe("quiet");
    const auto other = (*client)->subscribe("other");
    QVERIFY(quiet && other);
    QElapsedTimer time;
    time.start();
    const auto nothing = (*client)->next(*quiet, brief);
    QVERIFY(nothing);
    QVERIFY(!nothing.value());
    QCOMPARE((*client)->request("x", "", brief).error().code, ErrorCode::NetTimeout);
    QVERIFY(time.elapsed() < 5000);
    const auto message = (*client)->next(*other, enough);
    QVERIFY(message && message.value());
}

void TestNatsCalls::destroyedUnderTraffic()
{
    for (int i = 0; i < 20; ++i) {
        FakeServer server([](FakePeer& peer) {
            peer.greet();
            while (peer.send(QByteArray("MSG a 2 10\r\n0123456789\r\nPING\r\n").repeated(100))) {
            }
        });
        auto client = connectTo(server);
        QVERIFY(client);
        const auto id = (*client)->subscribe("a");
        QVERIFY(id);
        for (int n = 0; n < i; ++n)
            QVERIFY((*client)->next(*id, enough));
        if (i % 2 == 0) QVERIFY((*client)->unsubscribe(*id));
        client.value().reset();
    }
}

void TestNatsCalls::closedByThisSide()
{
    FakeServer server([](FakePeer& peer) {
        peer.greet();
        peer.waitForEnd();
    });
    const auto client = connectTo(server);
    QVERIFY(client);
    (*client)->close();
    (*client)->close();
    QCOMPARE((*client)->flush(enough).error().code, ErrorCode::NetClosed);
}

QTEST_GUILESS_MAIN(TestNatsCalls)
#include "tst_nats_calls.moc"
