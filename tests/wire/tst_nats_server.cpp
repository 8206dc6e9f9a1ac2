// SPDX-License-Identifier: Apache-2.0
//
// The client against a real server whose operator is made here.
#include "core/wire/nats_client.h"
#include "core/wire/nats_link.h"
#include "tests/support/live_operator.h"
#include "tests/support/nats_server.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <set>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

namespace {

constexpr Millis enough = 20s;
constexpr Millis brief = 300ms;

using ClientPtr = std::unique_ptr<NatsClient>;

const char* why(const Error& error)
{
    static std::string text;
    text = "error " + std::to_string(int(error.code)) + ' ' + error.where + ' ' + error.detail;
    return text.c_str();
}

} // namespace

#define CONNECTED(name, credentials)                                                                                   \
    const auto name##Result = NatsClient::connect({.url = m_server.url()}, credentials, enough);                       \
    QVERIFY2(name##Result, name##Result ? "" : why(name##Result.error()));                                             \
    auto& name = **name##Result;

class TestNatsServer : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everySignatureIsAccepted();
    void whoMayNotSignIn();
    void publishAndSubscribe();
    void queuesShareTheWork();
    void requestsAndNoResponders();
    void requestMany();
    void headers();
    void bigPayloads();
    void permissions();
    void manyMessages();
    void theServerGoes();
    void linkDoesTheSame();
    void tls();

private:
    LiveOperator m_operator{};
    std::string m_account{};
    NatsServer m_server{};
};

void TestNatsServer::initTestCase()
{
    GD_NEEDS_NATS_SERVER();
    m_account = m_operator.addAccount("shop");
    QVERIFY2(m_server.start(m_operator.config(ResolverKind::Memory)), qPrintable(m_server.problem()));
}

/// One signature in 256 begins with a zero byte; a client that treats it as text ends there and is refused.
void TestNatsServer::everySignatureIsAccepted()
{
    constexpr int users = 50;
    constexpr int connectsEach = 100;
    int zeroFirst = 0;
    int zeroAnywhere = 0;
    QElapsedTimer time;
    time.start();
    for (int u = 0; u < users; ++u) {
        auto credentials = m_operator.user(m_account);
        const auto sign = credentials.sign;
        credentials.sign = [&, sign](std::span<const std::uint8_t> nonce) {
            auto signature = sign(nonce);
            zeroFirst += signature->front() == 0;
            zeroAnywhere += std::count(signature->begin(), signature->end(), 0) > 0;
            return signature;
        };
        for (int i = 0; i < connectsEach; ++i) {
            const auto client = NatsClient::connect({.url = m_server.url()}, credentials, enough);
            QVERIFY2(client, client ? "" : why(client.error()));
        }
    }
    qInfo("%d connects in %lld ms; %d signatures began with zero, %d held one", users * connectsEach, time.elapsed(),
          zeroFirst, zeroAnywhere);
    QVERIFY(zeroFirst > 0);
    QVERIFY(zeroAnywhere > zeroFirst);
}

void TestNatsServer::whoMayNotSignIn()
{
    const auto code = [&](const Credentials& credentials) {
        const auto client = NatsClient::connect({.url = m_server.url()}, credentials, enough);
        return client ? -1 : int(client.error().code);
    };
    const auto good = m_operator.user(m_account);
    const auto other = m_operator.user(m_account);
    QCOMPARE(code(good), -1);
    QCOMPARE(code({}), int(ErrorCode::NetAuthorization));
    QCOMPARE(code({good.userToken, {}}), int(ErrorCode::NetAuthorization));
    QCOMPARE(code({good.userToken, other.sign}), int(ErrorCode::NetAuthorization));
    QCOMPARE(code({"no.token.atall", good.sign}), int(ErrorCode::NetAuthorization));
    LiveOperator foreign;
    QCOMPARE(code(foreign.user(foreign.systemKey())), int(ErrorCode::NetAuthorization));
}

void TestNatsServer::publishAndSubscribe()
{
    CONNECTED(reader, m_operator.user(m_account));
    CONNECTED(writer, m_operator.user(m_account));
    QCOMPARE(reader.info().name, std::string("grantdesk-test"));
    const auto id = reader.subscribe("orders.*");
    QVERIFY(id);
    QVERIFY(reader.flush(enough));
    QVERIFY(writer.publish("orders.new", "one", "answer.here"));
    QVERIFY(writer.publish("orders.new.deep", "no"));
    QVERIFY(writer.publish("orders.old", std::string("\0\r\n\xff", 4)));
    QVERIFY(writer.flush(enough));
    const auto first = reader.next(*id, enough);
    QVERIFY(first && first.value());
    QCOMPARE((*first)->subject, std::string("orders.new"));
    QCOMPARE((*first)->reply, std::string("answer.here"));
    QCOMPARE((*first)->payload, std::string("one"));
    const auto second = reader.next(*id, enough);
    QVERIFY(second && second.value());
    QCOMPARE((*second)->payload, std::string("\0\r\n\xff", 4));
    const auto none = reader.next(*id, brief);
    QVERIFY(none);
    QVERIFY(!none.value());

    QVERIFY(reader.unsubscribe(*id));
    const auto again = reader.subscribe("orders.>");
    QVERIFY(again);
    QVERIFY(reader.publish("orders.echo", "mine"));
    const auto echo = reader.next(*again, enough);
    QVERIFY(echo && echo.value());
    QCOMPARE((*echo)->payload, std::string("mine"));
}

void TestNatsServer::queuesShareTheWork()
{
    CONNECTED(one, m_operator.user(m_account));
    CONNECTED(two, m_operator.user(m_account));
    CONNECTED(writer, m_operator.user(m_account));
    const auto first = one.subscribe("work", "workers");
    const auto second = two.subscribe("work", "workers");
    QVERIFY(first && second && one.flush(enough) && two.flush(enough));
    constexpr int messages = 200;
    for (int i = 0; i < messages; ++i)
        QVERIFY(writer.publish("work", std::to_string(i)));
    QVERIFY(writer.flush(enough) && one.flush(enough) && two.flush(enough));
    std::multiset<std::string> seen;
    int shares[2] = {0, 0};
    const auto drain = [&](NatsClient& client, int id, int& share) {
        while (true) {
            const auto message = client.next(id, brief);
            if (!message || !message.value()) return;
            seen.insert((*message)->payload);
            ++share;
        }
    };
    drain(one, *first, shares[0]);
    drain(two, *second, shares[1]);
    QCOMPARE(seen.size(), std::size_t{messages});
    QCOMPARE((std::set<std::string>(seen.begin(), seen.end()).size()), std::size_t{messages});
    QVERIFY(shares[0] > 0 && shares[1] > 0);
}

void TestNatsServer::requestsAndNoResponders()
{
    CONNECTED(client, m_operator.user(m_account));
    CONNECTED(service, m_operator.user(m_account));
    QElapsedTimer time;
    time.start();
    const auto nobody = client.request("nobody.here", "x", enough);
    QVERIFY(!nobody);
    QCOMPARE(nobody.error().code, ErrorCode::NetNoResponders);
    QVERIFY(time.elapsed() < enough.count() / 2);

    const auto id = service.subscribe("svc");
    QVERIFY(id && service.flush(enough));
    const auto silent = client.request("svc", "x", brief);
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, ErrorCode::NetTimeout);
    const auto asked = service.next(*id, enough);
    QVERIFY(asked && asked.value());
    QVERIFY((*asked)->reply.starts_with("_INBOX."));
    // An answer to the first request must not be taken for one to the second.
    QVERIFY(service.publish((*asked)->reply, "late"));
    QVERIFY(service.flush(enough));
    const auto second = client.request("svc", "x", brief);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::NetTimeout);
}

void TestNatsServer::requestMany()
{
    // The services answer from a thread of their own, because the asking call blocks this one.
    QSemaphore ready;
    const std::unique_ptr<QThread> services(QThread::create([&, credentials = m_operator.user(m_account)] {
        const auto client = NatsClient::connect({.url = m_server.url()}, credentials, enough);
        const auto id = client ? (*client)->subscribe("ask.all") : client.error();
        const bool listens = id && (*client)->flush(enough);
        ready.release();
        const auto asked = listens ? (*client)->next(*id, enough) : Error{};
        if (!asked || !asked.value()) return;
        for (const char* text : {"1", "2", "3"})
            static_cast<void>((*client)->publish((*asked)->reply, text));
        static_cast<void>((*client)->flush(enough));
    }));
    services->start();
    ready.acquire();
    CONNECTED(client, m_operator.user(m_account));
    const auto replies = client.requestMany("ask.all", "", enough, 2s);
    services->wait();
    QVERIFY2(replies, replies ? "" : why(replies.error()));
    QCOMPARE(replies->size(), std::size_t{3});
    QCOMPARE(replies->back().payload, std::string("3"));
}

void TestNatsServer::headers()
{
    CONNECTED(client, m_operator.user(m_account));
    const auto id = client.subscribe("h");
    QVERIFY(id);
    const std::string block = "NATS/1.0\r\nKey: value\r\nNone:\r\n\r\n";
    QVERIFY(client.publish("h", "body", "", block));
    QVERIFY(client.publish("h", "", "", "NATS/1.0 404 Not Found\r\n\r\n"));
    const auto first = client.next(*id, enough);
    QVERIFY(first && first.value());
    QCOMPARE((*first)->headers, block);
    QCOMPARE((*first)->payload, std::string("body"));
    QCOMPARE((*first)->statusCode(), 0);
    const auto second = client.next(*id, enough);
    QVERIFY(second && second.value());
    QCOMPARE((*second)->statusCode(), 404);
}

void TestNatsServer::bigPayloads()
{
    CONNECTED(client, m_operator.user(m_account));
    const auto id = client.subscribe("big");
    QVERIFY(id);
    const auto limit = client.info().maxPayload;
    QCOMPARE(limit, std::size_t{1024 * 1024});
    for (int i = 0; i < 5; ++i) {
        const std::string payload(limit, static_cast<char>('a' + i));
        QVERIFY(client.publish("big", payload));
        const auto message = client.next(*id, enough);
        QVERIFY(message && message.value());
        QCOMPARE((*message)->payload, payload);
    }
    QCOMPARE(client.publish("big", std::string(limit + 1, 'x')).error().code, ErrorCode::NetPayloadTooLarge);
    QVERIFY(client.flush(enough));
}

void TestNatsServer::permissions()
{
    Permissions permissions;
    permissions.pub.allow = {"yes.>"};
    permissions.sub.allow = {"yes.>", "_INBOX.>"};
    CONNECTED(client, m_operator.user(m_account, permissions));
    QElapsedTimer time;
    time.start();
    const auto refused = client.request("no.way", "", enough);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NetAuthorization);
    QCOMPARE(refused.error().where, std::string("no.way"));
    const auto id = client.subscribe("no.too", "q");
    QVERIFY(id);
    QCOMPARE(client.next(*id, enough).error().code, ErrorCode::NetAuthorization);
    QVERIFY(client.publish("no.third", ""));
    QCOMPARE(client.flush(enough).error().code, ErrorCode::NetAuthorization);
    QVERIFY(time.elapsed() < enough.count() / 2);
    QVERIFY(client.publish("yes.a", ""));
    QVERIFY(client.flush(enough));

    Permissions noInbox;
    noInbox.sub.allow = {"yes.>"};
    CONNECTED(deaf, m_operator.user(m_account, noInbox));
    QCOMPARE(deaf.request("yes.a", "", enough).error().code, ErrorCode::NetAuthorization);
}

void TestNatsServer::manyMessages()
{
    CONNECTED(reader, m_operator.user(m_account));
    CONNECTED(writer, m_operator.user(m_account));
    const auto id = reader.subscribe("many");
    QVERIFY(id && reader.flush(enough));
    constexpr int messages = 20000;
    for (int i = 0; i < messages; ++i)
        QVERIFY(writer.publish("many", std::to_string(i)));
    QVERIFY(writer.flush(enough));
    for (int i = 0; i < messages; ++i) {
        const auto message = reader.next(*id, enough);
        QVERIFY(message && message.value());
        QCOMPARE((*message)->payload, std::to_string(i));
    }
}

void TestNatsServer::theServerGoes()
{
    NatsServer server;
    QVERIFY2(server.start(m_operator.config(ResolverKind::Memory)), qPrintable(server.problem()));
    const auto credentials = m_operator.user(m_account);
    const auto client = NatsClient::connect({.url = server.url()}, credentials, enough);
    QVERIFY(client);
    server.stop();
    QVERIFY(!server.isRunning());
    QCOMPARE((*client)->flush(enough).error().code, ErrorCode::NetClosed);
    const auto port = server.port();
    QVERIFY2(server.restart(), qPrintable(server.problem()));
    QCOMPARE(server.port(), port);
    QVERIFY(NatsClient::connect({.url = server.url()}, credentials, enough));
}

void TestNatsServer::linkDoesTheSame()
{
    const auto made = connectNats({.url = m_server.url()}, m_operator.user(m_account), enough);
    QVERIFY(made);
    Link& link = **made;
    QCOMPARE(link.serverName(), std::string("grantdesk-test"));
    const auto id = link.subscribe("l.>", "q");
    QVERIFY(id);
    QVERIFY(link.publish("l.a", "x", "r"));
    const auto message = link.next(*id, enough);
    QVERIFY(message && message.value());
    QCOMPARE((*message)->reply, std::string("r"));
    QVERIFY(link.unsubscribe(*id));
    QVERIFY(link.flush(enough));
    QCOMPARE(link.request("nobody", "", enough).error().code, ErrorCode::NetNoResponders);
    QCOMPARE(link.requestMany("nobody", "", enough, brief).error().code, ErrorCode::NetNoResponders);
    link.close();
    QCOMPARE(link.flush(enough).error().code, ErrorCode::NetClosed);
}

void TestNatsServer::tls()
{
    const std::string folder = GRANTDESK_TEST_DATA "/tls/";
    const auto config = QString::fromStdString("tls { cert_file: \"" + folder + "server.pem\", key_file: \"" + folder +
                                               "server.key\" }\n");
    NatsServer server;
    QVERIFY2(server.start(config + m_operator.config(ResolverKind::Memory)), qPrintable(server.problem()));
    const auto credentials = m_operator.user(m_account);
    const auto client = NatsClient::connect({.url = server.url(), .caFile = folder + "ca.pem"}, credentials, enough);
    QVERIFY2(client, client ? "" : why(client.error()));
    QVERIFY((*client)->isEncrypted());
    const auto id = (*client)->subscribe("big");
    const std::string payload((*client)->info().maxPayload, 'x');
    QVERIFY(id && (*client)->publish("big", payload));
    const auto message = (*client)->next(*id, enough);
    QVERIFY(message && message.value());
    QVERIFY((*message)->payload == payload);

    const auto distrusted = NatsClient::connect({.url = server.url()}, credentials, enough);
    QVERIFY(!distrusted);
    QCOMPARE(distrusted.error().code, ErrorCode::NetTls);
}

QTEST_GUILESS_MAIN(TestNatsServer)
#include "tst_nats_server.moc"
