// SPDX-License-Identifier: Apache-2.0
#include "core/live/publisher.h"
#include "tests/support/live_operator.h"
#include "tests/support/scripted_link.h"

#include <QTest>

using namespace gd;
using namespace gd::test;

namespace {

constexpr const char* updateSubject = "$SYS.REQ.CLAIMS.UPDATE";

std::string joined(const std::vector<std::string>& keys)
{
    std::string text;
    for (const auto& key : keys)
        text += key;
    return text;
}

/// A world from "consumer<provider" pairs of one-letter accounts.
Snapshot worldOf(const QByteArray& imports)
{
    Snapshot world;
    for (const char key : {'A', 'B', 'C', 'D', 'E'}) {
        Account account;
        account.key = std::string(1, key);
        for (const auto& pair : imports.split(' '))
            if (pair.size() == 3 && pair[0] == key)
                account.claims.imports.push_back({.account = std::string(1, pair[2])});
        world.accounts.push_back(account);
    }
    return world;
}

} // namespace

class TestPublisher : public QObject {
    Q_OBJECT
private slots:
    void answers_data();
    void answers();
    void oneAnswerPerServer();
    void waitsLongEnough();
    void failures();
    void lookUp();
    void order_data();
    void order();
};

void TestPublisher::answers_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QByteArray>("message");
    // As 2.9.10 answers, shortened.
    QTest::newRow("updated")
        << QByteArray(
               R"({"data":{"account":"A","code":200,"message":"jwt updated"},"server":{"name":"n1","ver":"2.9.10"}})")
        << true << QByteArray("jwt updated");
    QTest::newRow("refused")
        << QByteArray(
               R"({"error":{"account":"n/a","code":500,"description":"jwt update resulted in error"},"server":{"name":"n1","ver":"2.9.10"}})")
        << false << QByteArray("jwt update resulted in error");
    QTest::newRow("other code")
        << QByteArray(R"({"data":{"code":202,"message":"later"},"server":{"name":"n1","ver":"2.9.10"}})") << false
        << QByteArray("later");
    QTest::newRow("no code") << QByteArray(R"({"data":{"message":"what"},"server":{"name":"n1","ver":"2.9.10"}})")
                             << false << QByteArray("what");
    QTest::newRow("wrong types") << QByteArray(
                                        R"({"data":{"code":"200","message":[]},"server":{"name":"n1","ver":"2.9.10"}})")
                                 << false << QByteArray();
}

void TestPublisher::answers()
{
    QFETCH(QByteArray, payload);
    LiveOperator op;
    ScriptedLink link;
    link.answers[updateSubject] = {payload.toStdString()};
    const auto answers = pushAccount(link, op.account(op.systemKey()).token);
    QVERIFY(answers);
    QCOMPARE(answers->size(), std::size_t{1});
    QCOMPARE(answers->front().server, std::string("n1"));
    QCOMPARE(answers->front().version, std::string("2.9.10"));
    QTEST(answers->front().accepted, "accepted");
    QTEST(QByteArray::fromStdString(answers->front().message), "message");
    QCOMPARE(link.asked.front().second, op.account(op.systemKey()).token);
}

void TestPublisher::oneAnswerPerServer()
{
    LiveOperator op;
    ScriptedLink link;
    link.answers[updateSubject] = {R"({"data":{"code":200},"server":{"name":"n1"}})",
                                   "garbage",
                                   "[]",
                                   "{}",
                                   R"({"error":{},"server":7})",
                                   R"({"data":{"code":200}})"};
    const auto answers = pushAccount(link, op.account(op.systemKey()).token);
    QVERIFY(answers);
    QCOMPARE(answers->size(), std::size_t{3});
    QCOMPARE(answers->back().server, std::string());
}

void TestPublisher::waitsLongEnough()
{
    LiveOperator op;
    const auto shop = op.addAccount("shop");
    ScriptedLink link;
    link.answers[updateSubject] = {R"({"data":{"code":200}})"};
    QVERIFY(pushAccount(link, op.account(shop).token, Millis{100}));
    QCOMPARE(link.lastDeadline, Millis{6000});
    QVERIFY(pushAccount(link, op.account(shop).token, Millis{9000}));
    QCOMPARE(link.lastDeadline, Millis{9000});
    // A server may look for the provider for 1.9 s while another has answered.
    QVERIFY(link.lastQuiet < Millis{1000});
    op.account(shop).claims.imports.push_back({.subject = "a", .account = op.systemKey(), .type = ExportType::Stream});
    QVERIFY(pushAccount(link, op.sign(shop)));
    QVERIFY(link.lastQuiet > Millis{1900});
}

void TestPublisher::failures()
{
    LiveOperator op;
    const auto token = op.account(op.systemKey()).token;
    ScriptedLink link;
    QCOMPARE(pushAccount(link, token).error().code, ErrorCode::NetNoResponders);
    link.errors[updateSubject] = ErrorCode::NetTimeout;
    QCOMPARE(pushAccount(link, token).error().code, ErrorCode::NetTimeout);
    link.errors.clear();
    link.answers[updateSubject] = {"what", ""};
    QCOMPARE(pushAccount(link, token).error().code, ErrorCode::ServerAnswerUnreadable);
    link.asked.clear();
    QVERIFY(!pushAccount(link, "no token"));
    QVERIFY(!pushAccount(link, op.world().op.token));
    QVERIFY(link.asked.empty());
}

void TestPublisher::lookUp()
{
    LiveOperator op;
    const auto shop = op.addAccount("shop");
    const auto subject = "$SYS.REQ.ACCOUNT." + shop + ".CLAIMS.LOOKUP";
    ScriptedLink link;
    QCOMPARE(lookUpAccount(link, shop).error().code, ErrorCode::NetNoResponders);
    link.answers[subject] = {""};
    QVERIFY(!lookUpAccount(link, shop).value());
    link.answers[subject] = {op.account(shop).token + "\n"};
    QCOMPARE(lookUpAccount(link, shop).value(), std::optional(op.account(shop).token));
    link.answers[subject] = {"garbage"};
    QCOMPARE(lookUpAccount(link, shop).error().code, ErrorCode::ServerAnswerUnreadable);
    link.answers[subject] = {op.account(op.systemKey()).token};
    QCOMPARE(lookUpAccount(link, shop).error().code, ErrorCode::ServerAnswerUnreadable);
    link.errors[subject] = ErrorCode::NetTimeout;
    QVERIFY(!lookUpAccount(link, shop).value());
    link.errors[subject] = ErrorCode::NetClosed;
    QCOMPARE(lookUpAccount(link, shop).error().code, ErrorCode::NetClosed);
}

void TestPublisher::order_data()
{
    QTest::addColumn<QByteArray>("imports");
    QTest::addColumn<QByteArray>("accounts");
    QTest::addColumn<QByteArray>("order");
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("no imports keep the order") << QByteArray() << QByteArray("CAB") << QByteArray("CAB");
    QTest::newRow("provider first") << QByteArray("A<B") << QByteArray("AB") << QByteArray("BA");
    QTest::newRow("chain") << QByteArray("A<B B<C C<D") << QByteArray("ABCD") << QByteArray("DCBA");
    QTest::newRow("diamond") << QByteArray("A<B A<C B<D C<D") << QByteArray("ABCD") << QByteArray("DBCA");
    QTest::newRow("provider that is not pushed") << QByteArray("A<B B<C") << QByteArray("AC") << QByteArray("AC");
    QTest::newRow("circle") << QByteArray("A<B B<A") << QByteArray("BA") << QByteArray("BA");
    QTest::newRow("behind a circle") << QByteArray("A<B B<A C<A A<D") << QByteArray("CABD") << QByteArray("DCAB");
    QTest::newRow("itself") << QByteArray("A<A A<B") << QByteArray("AB") << QByteArray("BA");
    QTest::newRow("twice named") << QByteArray("A<B") << QByteArray("ABAB") << QByteArray("BA");
    QTest::newRow("not in the world") << QByteArray("A<Z") << QByteArray("AZ") << QByteArray("ZA");
}

void TestPublisher::order()
{
    QFETCH(QByteArray, imports);
    QFETCH(QByteArray, accounts);
    std::vector<std::string> keys;
    for (const char key : accounts)
        keys.emplace_back(1, key);
    QTEST(QByteArray::fromStdString(joined(pushOrder(keys, worldOf(imports)))), "order");
}

QTEST_GUILESS_MAIN(TestPublisher)
#include "tst_publisher.moc"
