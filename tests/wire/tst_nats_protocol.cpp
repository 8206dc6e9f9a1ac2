// SPDX-License-Identifier: Apache-2.0
#include "core/wire/nats_protocol.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <string>
#include <vector>

using namespace gd;

namespace {

/// One line per operation, and the error if it came to one: what a split of the stream must not change.
std::string describe(const ServerOp& op)
{
    const auto& m = op.message;
    switch (op.kind) {
    case ServerOpKind::Info:
        return "INFO " + op.text;
    case ServerOpKind::Message:
        return "MSG " + m.subject + '|' + std::to_string(op.subscriptionId) + '|' + m.reply + '|' + m.headers + '|' +
               m.payload;
    case ServerOpKind::Ping:
        return "PING";
    case ServerOpKind::Pong:
        return "PONG";
    case ServerOpKind::Ok:
        return "OK";
    case ServerOpKind::Err:
        return "ERR " + op.text;
    }
    return "?";
}

/// Feeds pieces, takes out what is complete after each. False once the parser refused.
bool take(ProtocolParser& parser, std::vector<std::string>& seen)
{
    while (true) {
        const auto op = parser.next();
        if (!op) {
            seen.push_back("failed: " + op.error().detail);
            return false;
        }
        if (!op.value()) return true;
        seen.push_back(describe(**op));
    }
}

std::vector<std::string> parseWhole(std::string_view bytes, ProtocolLimits limits = {})
{
    ProtocolParser parser(limits);
    std::vector<std::string> seen;
    parser.feed(bytes);
    take(parser, seen);
    return seen;
}

QString joined(const std::vector<std::string>& lines)
{
    QStringList list;
    for (const auto& line : lines)
        list << QString::fromStdString(line);
    return list.join(QStringLiteral(" // "));
}

const std::string goodStream = "INFO {\"server_name\":\"n1\",\"nonce\":\"x\"}\r\n"
                               "PING\r\n+OK\r\nPONG\r\n"
                               "MSG orders.new 7 5\r\nhello\r\n"
                               "MSG a.b 1 _INBOX.x.1 0\r\n\r\n"
                               "HMSG svc 2 16 16\r\nNATS/1.0 503\r\n\r\n\r\n"
                               "HMSG svc 12345678901 rep 22 27\r\nNATS/1.0\r\nK: v\r\nL:\r\n\r\n12345\r\n"
                               "MSG bin 3 7\r\n\r\nA\r\n" +
                               std::string("\0B\r\n", 4) +
                               "-ERR 'Permissions Violation for Publish to \"x\"'\r\n"
                               "msg  lower\t9  2 \r\nok\r\n";

} // namespace

class TestNatsProtocol : public QObject {
    Q_OBJECT
private slots:
    void operations_data();
    void operations();
    void refused_data();
    void refused();
    void everySplitGivesTheSame();
    void everyPairOfSplitsGivesTheSameForGarbage();
    void limits();
    void longLinesAreRefusedBeforeTheyEnd();
    void aFailureStays();
    void manySmallOperationsAreNotKept();
    void info();
    void badInfo_data();
    void badInfo();
    void connectLine();
    void lines();
    void wireNames();
    void headerBlocks();
};

void TestNatsProtocol::operations_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("ping") << QByteArray("PING\r\n") << QByteArray("PING");
    QTest::newRow("pong with blank") << QByteArray("PONG \r\n") << QByteArray("PONG");
    QTest::newRow("ok") << QByteArray("+ok\r\n") << QByteArray("OK");
    QTest::newRow("info") << QByteArray("INFO {\"a\":1} \r\n") << QByteArray("INFO {\"a\":1}");
    QTest::newRow("err") << QByteArray("-ERR 'Authorization Violation'\r\n")
                         << QByteArray("ERR Authorization Violation");
    QTest::newRow("err without quotes") << QByteArray("-ERR oh\r\n") << QByteArray("ERR oh");
    QTest::newRow("err without text") << QByteArray("-ERR\r\n") << QByteArray("ERR ");
    QTest::newRow("message") << QByteArray("MSG a 1 2\r\nhi\r\n") << QByteArray("MSG a|1|||hi");
    QTest::newRow("reply") << QByteArray("MSG a 1 r 2\r\nhi\r\n") << QByteArray("MSG a|1|r||hi");
    QTest::newRow("line ends inside") << QByteArray("MSG a 1 4\r\n\r\n\r\n\r\n") << QByteArray("MSG a|1|||\r\n\r\n");
    QTest::newRow("headers") << QByteArray("HMSG a 1 12 14\r\nNATS/1.0\r\n\r\nhi\r\n")
                             << QByteArray("MSG a|1||NATS/1.0\r\n\r\n|hi");
    QTest::newRow("strange headers are the sender's")
        << QByteArray("HMSG a 1 r 1 2\r\nxy\r\n") << QByteArray("MSG a|1|r|x|y");
    QTest::newRow("no headers") << QByteArray("HMSG a 1 0 2\r\nxy\r\n") << QByteArray("MSG a|1|||xy");
    QTest::newRow("incomplete line") << QByteArray("PIN") << QByteArray("");
    QTest::newRow("incomplete payload") << QByteArray("MSG a 1 5\r\nhell") << QByteArray("");
    QTest::newRow("payload without its end") << QByteArray("MSG a 1 2\r\nhi\r") << QByteArray("");
}

void TestNatsProtocol::operations()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    QCOMPARE(joined(parseWhole(bytes.toStdString())), QString::fromUtf8(expected));
}

void TestNatsProtocol::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char* bytes : {"HTTP/1.1 400 Bad Request\r\n",
                              "SSH-2.0-OpenSSH_9.2\r\n",
                              "\r\n",
                              "\n",
                              " PING\r\n",
                              "PING\n",
                              "PINGX\r\n",
                              "PI\rNG\r\n",
                              "PING\r\r\n",
                              "INFO{}\r\n",
                              "MSG\r\n",
                              "MSG a\r\n",
                              "MSG a 1\r\n",
                              "MSG a 1 r 2 3\r\n",
                              "MSG a 1 r 2 3 4 5\r\n",
                              "MSG a x 2\r\n",
                              "MSG a -1 2\r\n",
                              "MSG a 1 -2\r\n",
                              "MSG a 1 +2\r\n",
                              "MSG a 1 2x\r\n",
                              "MSG a 1 0x2\r\n",
                              "MSG a 1 18446744073709551616\r\n",
                              "MSG a 99999999999999999999 1\r\n",
                              "MSG a 1 999999999999\r\n",
                              "HMSG a 1 2\r\n",
                              "HMSG a 1 5 4\r\n12345\r\n",
                              "HMSG a 1 r 1 2 3\r\n",
                              "HMSG a 1 x 2\r\n",
                              "MSG a 1 2\r\nhey\r\n",
                              "MSG a 1 2\r\nhi\n\n",
                              "MSG a\x01 1 2\r\nhi\r\n",
                              "CONNECT {}\r\n",
                              "PUB a 1\r\nx\r\n"})
        QTest::newRow(bytes) << QByteArray(bytes);
}

void TestNatsProtocol::refused()
{
    QFETCH(QByteArray, bytes);
    ProtocolParser parser;
    parser.feed(bytes.toStdString());
    const auto op = parser.next();
    QVERIFY(!op);
    QCOMPARE(op.error().code, ErrorCode::NetProtocol);
}

void TestNatsProtocol::everySplitGivesTheSame()
{
    const auto whole = parseWhole(goodStream);
    QCOMPARE(whole.size(), std::size_t{11});
    QCOMPARE(joined(whole).contains(QStringLiteral("failed")), false);
    for (std::size_t first = 0; first <= goodStream.size(); ++first) {
        ProtocolParser parser;
        std::vector<std::string> seen;
        parser.feed(std::string_view(goodStream).substr(0, first));
        QVERIFY(take(parser, seen));
        parser.feed(std::string_view(goodStream).substr(first));
        QVERIFY(take(parser, seen));
        QCOMPARE(joined(seen), joined(whole));
        QCOMPARE(parser.buffered(), std::size_t{0});
    }
    for (std::size_t piece = 1; piece < 40; ++piece) {
        ProtocolParser parser;
        std::vector<std::string> seen;
        for (std::size_t at = 0; at < goodStream.size(); at += piece) {
            parser.feed(std::string_view(goodStream).substr(at, piece));
            QVERIFY(take(parser, seen));
        }
        QCOMPARE(joined(seen), joined(whole));
    }
}

void TestNatsProtocol::everyPairOfSplitsGivesTheSameForGarbage()
{
    const ProtocolLimits limits{.controlLine = 24, .infoLine = 40, .payload = 16};
    const std::vector<std::string> streams{"PING\r\nMSG a 1 2\r\nhiX\r\nPING\r\n",
                                           "INFO 12345678901234567890123456789012\r\nPING\n",
                                           "INFO 1234567890123456789012345678901234567890\r\n",
                                           "+OK\r\nPING 9012345678901234567890\r\n",
                                           "MSG a 1 17\r\n12345678901234567\r\n",
                                           "\r\nPING\r\n",
                                           "INFOPING 1234567890123456789\r\n"};
    for (const auto& stream : streams) {
        const auto whole = joined(parseWhole(stream, limits));
        for (std::size_t a = 0; a <= stream.size(); ++a)
            for (std::size_t b = a; b <= stream.size(); ++b) {
                ProtocolParser parser(limits);
                std::vector<std::string> seen;
                bool goesOn = true;
                for (const auto& piece : {stream.substr(0, a), stream.substr(a, b - a), stream.substr(b)}) {
                    parser.feed(piece);
                    goesOn = goesOn && take(parser, seen);
                }
                QCOMPARE(joined(seen), whole);
            }
    }
}

void TestNatsProtocol::limits()
{
    const ProtocolLimits limits{.controlLine = 20, .infoLine = 30, .payload = 4};
    const auto fails = [&](const std::string& bytes) {
        return joined(parseWhole(bytes, limits)).contains(QStringLiteral("failed"));
    };
    // The carriage return counts.
    QVERIFY(!fails("PING" + std::string(15, ' ') + "\r\n"));
    QVERIFY(fails("PING" + std::string(16, ' ') + "\r\n"));
    QVERIFY(!fails("INFO " + std::string(24, 'x') + "\r\n"));
    QVERIFY(fails("INFO " + std::string(25, 'x') + "\r\n"));
    QVERIFY(!fails("MSG a 1 4\r\n1234\r\n"));
    QVERIFY(fails("MSG a 1 5\r\n"));
    QVERIFY(fails("HMSG a 1 4 5\r\n"));
}

void TestNatsProtocol::longLinesAreRefusedBeforeTheyEnd()
{
    ProtocolParser parser;
    parser.feed("MSG " + std::string(ProtocolLimits{}.controlLine, 'a'));
    QVERIFY(!parser.next());
    ProtocolParser info;
    info.feed("INFO " + std::string(ProtocolLimits{}.infoLine, 'a'));
    QVERIFY(!info.next());
}

void TestNatsProtocol::aFailureStays()
{
    ProtocolParser parser;
    parser.feed("what\r\nPING\r\n");
    const auto first = parser.next();
    QVERIFY(!first);
    parser.feed("PING\r\n");
    const auto second = parser.next();
    QVERIFY(!second);
    QCOMPARE(second.error(), first.error());
    QCOMPARE(parser.buffered(), std::size_t{0});
}

void TestNatsProtocol::manySmallOperationsAreNotKept()
{
    ProtocolParser parser;
    std::vector<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        parser.feed("MSG a 1 3\r\nabc\r\nPING\r\nMSG a 1 3\r\na");
        QVERIFY(take(parser, seen));
        parser.feed("bc\r\n");
        QVERIFY(take(parser, seen));
        QCOMPARE(parser.buffered(), std::size_t{0});
    }
    QCOMPARE(seen.size(), std::size_t{3000});
}

void TestNatsProtocol::info()
{
    const auto info =
        parseServerInfo(R"({"server_id":"NAX","server_name":"n1","version":"2.9.10","headers":true,"nonce":"abc",
        "auth_required":true,"tls_required":true,"tls_available":true,"max_payload":99,"jetstream":true,"new":{"x":[1]}})");
    QVERIFY(info);
    QCOMPARE(info->id, std::string("NAX"));
    QCOMPARE(info->name, std::string("n1"));
    QCOMPARE(info->version, std::string("2.9.10"));
    QCOMPARE(info->nonce, std::string("abc"));
    QVERIFY(info->headers && info->authRequired && info->tlsRequired && info->tlsAvailable);
    QCOMPARE(info->maxPayload, std::size_t{99});

    const auto bare = parseServerInfo("{}");
    QVERIFY(bare);
    QVERIFY(!bare->headers && !bare->authRequired && !bare->tlsRequired && !bare->tlsAvailable && bare->nonce.empty());
    QCOMPARE(bare->maxPayload, std::size_t{1024 * 1024});
}

void TestNatsProtocol::badInfo_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char* json :
         {"", "x", "[]", "1", "null", "{", "{}x", R"({"nonce":1})", R"({"headers":"yes"})", R"({"max_payload":-1})",
          R"({"max_payload":1.5})", R"({"max_payload":"1"})", "{\"nonce\":\"\xff\"}"})
        QTest::newRow(json) << QByteArray(json);
    QTest::newRow("deep") << QByteArray(50000, '[');
}

void TestNatsProtocol::badInfo()
{
    QFETCH(QByteArray, json);
    const auto info = parseServerInfo(json.toStdString());
    QVERIFY(!info);
    QCOMPARE(info.error().code, ErrorCode::NetProtocol);
}

void TestNatsProtocol::connectLine()
{
    const auto line = writeConnect(
        {.userToken = "a.b.c", .signature = "AAA_-", .name = "grant\"desk\xff", .version = "1", .tls = true});
    QVERIFY(line.starts_with("CONNECT {"));
    QVERIFY(line.ends_with("}\r\n"));
    QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
    const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(line.substr(8))).object();
    for (const char* on : {"headers", "no_responders", "echo", "tls_required"})
        QCOMPARE(object.value(QLatin1String(on)), QJsonValue(true));
    for (const char* off : {"verbose", "pedantic"})
        QCOMPARE(object.value(QLatin1String(off)), QJsonValue(false));
    QCOMPARE(object.value(QLatin1String("jwt")), QJsonValue(QStringLiteral("a.b.c")));
    QCOMPARE(object.value(QLatin1String("sig")), QJsonValue(QStringLiteral("AAA_-")));
    QCOMPARE(object.value(QLatin1String("protocol")), QJsonValue(1));

    const auto plain = QJsonDocument::fromJson(QByteArray::fromStdString(writeConnect({}).substr(8))).object();
    QVERIFY(!plain.contains(QLatin1String("jwt")) && !plain.contains(QLatin1String("sig")));
}

void TestNatsProtocol::lines()
{
    QCOMPARE(writePublish("a.b", "", "", "hi"), std::string("PUB a.b 2\r\nhi\r\n"));
    QCOMPARE(writePublish("a.b", "r", "", ""), std::string("PUB a.b r 0\r\n\r\n"));
    QCOMPARE(writePublish("a", "", "NATS/1.0\r\n\r\n", "hi"), std::string("HPUB a 12 14\r\nNATS/1.0\r\n\r\nhi\r\n"));
    QCOMPARE(writePublish("a", "r", "NATS/1.0\r\n\r\n", ""), std::string("HPUB a r 12 12\r\nNATS/1.0\r\n\r\n\r\n"));
    QCOMPARE(writeSubscribe("a.>", "", 7), std::string("SUB a.> 7\r\n"));
    QCOMPARE(writeSubscribe("a.>", "q", 7), std::string("SUB a.> q 7\r\n"));
    QCOMPARE(writeUnsubscribe(7), std::string("UNSUB 7\r\n"));
}

void TestNatsProtocol::wireNames()
{
    for (const char* good : {"a", "a.b.*.>", "$SYS.REQ.CLAIMS.UPDATE", "_INBOX.x.1", "gr\xc3\xbc\xc3\x9f"})
        QVERIFY2(checkWireName(good), good);
    QCOMPARE(checkWireName("").error().code, ErrorCode::SubjectEmpty);
    for (const char* bad : {"a b", "a\r\nPUB x 0\r\n", "a\tb", " a", "\x7f", "a\x01"})
        QCOMPARE(checkWireName(bad).error().code, ErrorCode::SubjectBadCharacter);
    QVERIFY(!checkWireName(std::string_view("a\0b", 3)));
}

void TestNatsProtocol::headerBlocks()
{
    QVERIFY(checkHeaderBlock("NATS/1.0\r\n\r\n"));
    QVERIFY(checkHeaderBlock("NATS/1.0\r\nA: b\r\n\r\n"));
    for (const char* bad :
         {"", "NATS/1.0", "NATS/1.0\r\n", "HTTP/1.1\r\n\r\n", "NATS/1.0\r\n\r\nA: b\r\n\r\n", "\r\n\r\n"})
        QCOMPARE(checkHeaderBlock(bad).error().code, ErrorCode::NetProtocol);
    QVERIFY(checkPayload(10, {.maxPayload = 10}, "a"));
    QCOMPARE(checkPayload(11, {.maxPayload = 10}, "a").error().code, ErrorCode::NetPayloadTooLarge);
}

QTEST_GUILESS_MAIN(TestNatsProtocol)
#include "tst_nats_protocol.moc"
