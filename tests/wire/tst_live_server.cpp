// SPDX-License-Identifier: Apache-2.0
//
// core/live against a real server: push, look up, what is active, and how a memory resolver shows itself.
#include "core/jwt/token.h"
#include "core/live/active.h"
#include "core/live/publisher.h"
#include "core/live/system_user.h"
#include "core/wire/nats_link.h"
#include "tests/support/live_operator.h"
#include "tests/support/nats_server.h"

#include <QFileInfo>
#include <QTest>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

namespace {

constexpr Millis enough = 20s;

/// Two accounts that share: a public feed, a private service, and one private feed for which no token exists.
struct Shop {
    LiveOperator op{};
    std::string provider = op.addAccount("provider");
    std::string consumer = op.addAccount("consumer");

    Shop()
    {
        op.account(provider).claims.exports = {
            {.name = "feed", .subject = "feed.>", .type = ExportType::Stream},
            {.name = "ask", .subject = "ask.*", .type = ExportType::Service, .tokenRequired = true},
            {.name = "secret", .subject = "secret", .type = ExportType::Stream, .tokenRequired = true}};
        op.account(consumer).claims.imports = {
            {.name = "feed",
             .subject = "feed.>",
             .account = provider,
             .localSubject = "from.feed.>",
             .type = ExportType::Stream},
            {.name = "ask",
             .subject = "ask.it",
             .account = provider,
             .token = op.activation(provider, consumer, ExportType::Service, "ask.it"),
             .localSubject = "question",
             .type = ExportType::Service},
            {.name = "secret", .subject = "secret", .account = provider, .type = ExportType::Stream}};
        op.signAll();
    }
};

} // namespace

class TestLiveServer : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void fullResolverTakesAccounts();
    void activeImportsTellTheTruth();
    void unknownProvider();
    void throwAwayUserMayDoNothingElse();
    void strictOperator();
    void memoryResolverIsRecognised();
    void configurationsStart_data();
    void configurationsStart();

private:
    static Result<std::unique_ptr<Link>> system(const NatsServer& server, const LiveOperator& op)
    {
        const auto credentials = systemCredentials(op.world(), op.keys(), systemClock()());
        if (!credentials) return credentials.error();
        return connectNats({.url = server.url()}, *credentials, enough);
    }

    static Status push(Link& link, const std::string& token)
    {
        const auto answers = pushAccount(link, token);
        if (!answers) return answers.error();
        if (answers->size() == 1 && answers->front().accepted && answers->front().message == "jwt updated") return {};
        return Error{ErrorCode::NetServerError, {}, answers->front().message};
    }
};

void TestLiveServer::initTestCase()
{
    GD_NEEDS_NATS_SERVER();
}

void TestLiveServer::fullResolverTakesAccounts()
{
    Shop shop;
    NatsServer server;
    QVERIFY2(server.start(shop.op.config(ResolverKind::Full)), qPrintable(server.problem()));
    const auto link = system(server, shop.op);
    QVERIFY(link);

    const auto nothing = lookUpAccount(**link, shop.provider);
    QVERIFY(nothing);
    QVERIFY(!nothing.value());

    const auto token = shop.op.account(shop.provider).token;
    const auto answers = pushAccount(**link, token);
    QVERIFY(answers);
    QCOMPARE(answers->size(), std::size_t{1});
    QCOMPARE(answers->front().server, std::string("grantdesk-test"));
    QVERIFY(!answers->front().version.empty());
    QCOMPARE(answers->front().message, std::string("jwt updated"));
    QVERIFY(answers->front().accepted);
    QCOMPARE(lookUpAccount(**link, shop.provider).value(), std::optional(token));

    // Content that a server refuses: the token is for another account than the one that imports.
    auto& imports = shop.op.account(shop.consumer).claims.imports;
    imports[1].token = shop.op.activation(shop.provider, shop.op.systemKey(), ExportType::Service, "ask.it");
    const auto refused = pushAccount(**link, shop.op.sign(shop.consumer));
    QVERIFY(refused);
    QCOMPARE(refused->size(), std::size_t{1});
    QVERIFY(!refused->front().accepted);
    QVERIFY2(refused->front().message.find("activation token") != std::string::npos, refused->front().message.c_str());
}

void TestLiveServer::activeImportsTellTheTruth()
{
    Shop shop;
    auto& op = shop.op;
    NatsServer server;
    QVERIFY2(server.start(op.config(ResolverKind::Full)), qPrintable(server.problem()));
    const auto link = system(server, op);
    QVERIFY(link);
    for (const auto& key : pushOrder({shop.consumer, shop.provider}, op.world()))
        QVERIFY(push(**link, op.account(key).token));

    const auto before = activeImports(**link, shop.consumer, op.account(shop.consumer).claims);
    QVERIFY(before);
    QVERIFY(!before->loaded || before->imports[0].activity == ImportActivity::Active);

    // Somebody uses the account: now the server has it loaded.
    const auto user = connectNats({.url = server.url()}, op.user(shop.consumer), enough);
    QVERIFY(user);
    const auto states = [&] {
        const auto active = activeImports(**link, shop.consumer, op.account(shop.consumer).claims);
        QString text = active && active->loaded ? QString() : QStringLiteral("not loaded");
        if (active)
            for (const auto& import : active->imports)
                text += import.activity == ImportActivity::Active     ? u'a'
                        : import.activity == ImportActivity::Inactive ? u'-'
                                                                      : u'?';
        return text;
    };
    QTRY_COMPARE(states(), QStringLiteral("aa-"));

    // A grant for the third, then the second is revoked.
    op.account(shop.consumer).claims.imports[2].token =
        op.activation(shop.provider, shop.consumer, ExportType::Stream, "secret");
    QVERIFY(push(**link, op.sign(shop.consumer)));
    QTRY_COMPARE(states(), QStringLiteral("aaa"));
    op.account(shop.provider).claims.exports[1].revocations[shop.consumer] = systemClock()() + 1;
    QVERIFY(push(**link, op.sign(shop.provider)));
    QVERIFY(push(**link, op.sign(shop.consumer)));
    QTRY_COMPARE(states(), QStringLiteral("a-a"));
}

void TestLiveServer::unknownProvider()
{
    Shop shop;
    auto& op = shop.op;
    NatsServer server;
    QVERIFY2(server.start(op.config(ResolverKind::Full)), qPrintable(server.problem()));
    const auto link = system(server, op);
    QVERIFY(link);
    // Live on the server, then it imports from accounts that the server was never given: it answers late, but it does.
    auto imports = std::exchange(op.account(shop.consumer).claims.imports, {});
    QVERIFY(push(**link, op.sign(shop.consumer)));
    const auto user = connectNats({.url = server.url()}, op.user(shop.consumer), enough);
    QVERIFY(user);
    imports.resize(1);
    op.account(shop.consumer).claims.imports = imports;
    QVERIFY(push(**link, op.sign(shop.consumer)));
    const auto active = activeImports(**link, shop.consumer, op.account(shop.consumer).claims, enough);
    QVERIFY(active);
    QVERIFY(active->loaded);
    QCOMPARE(active->imports[0].activity, ImportActivity::Inactive);
}

void TestLiveServer::throwAwayUserMayDoNothingElse()
{
    LiveOperator op;
    NatsServer server;
    QVERIFY2(server.start(op.config(ResolverKind::Full)), qPrintable(server.problem()));
    const auto link = system(server, op);
    QVERIFY(link);
    QCOMPARE((*link)->request("$SYS.REQ.SERVER.PING", "", enough).error().code, ErrorCode::NetAuthorization);
    const auto id = (*link)->subscribe("$SYS.>");
    QVERIFY(id);
    QCOMPARE((*link)->next(*id, enough).error().code, ErrorCode::NetAuthorization);
    QVERIFY((*link)->request("$SYS.REQ.CLAIMS.LIST", "", enough));
}

void TestLiveServer::strictOperator()
{
    LiveOperator op(true);
    op.addSigningKey(op.systemKey());
    const auto shop = op.addAccount("shop");
    NatsServer server;
    QVERIFY2(server.start(op.config(ResolverKind::Full)), qPrintable(server.problem()));
    const auto link = system(server, op);
    QVERIFY2(link, link ? "" : link.error().detail.c_str());
    QVERIFY(push(**link, op.account(shop).token));
}

void TestLiveServer::memoryResolverIsRecognised()
{
    Shop shop;
    NatsServer server;
    QVERIFY2(server.start(shop.op.config(ResolverKind::Memory)), qPrintable(server.problem()));
    const auto link = system(server, shop.op);
    QVERIFY(link);
    QCOMPARE(pushAccount(**link, shop.op.account(shop.provider).token).error().code, ErrorCode::NetNoResponders);
    // It still knows the accounts of its configuration, and says what is active.
    const auto user = connectNats({.url = server.url()}, shop.op.user(shop.consumer), enough);
    QVERIFY(user);
    const auto active = activeImports(**link, shop.consumer, shop.op.account(shop.consumer).claims);
    QVERIFY(active);
    QVERIFY(active->loaded);
    QCOMPARE(active->imports[0].activity, ImportActivity::Active);
    QCOMPARE(active->imports[2].activity, ImportActivity::Inactive);
}

void TestLiveServer::configurationsStart_data()
{
    QTest::addColumn<bool>("full");
    QTest::addColumn<bool>("systemAccount");
    QTest::newRow("full") << true << true;
    QTest::newRow("memory") << false << true;
    QTest::newRow("memory, no system account") << false << false;
}

void TestLiveServer::configurationsStart()
{
    QFETCH(bool, full);
    QFETCH(bool, systemAccount);
    Shop shop;
    if (!systemAccount) {
        auto& op = shop.op.world().op;
        op.claims.systemAccount.clear();
        const auto token = encodeToken(op.claims, op.key, systemClock()(), shop.op.keys());
        QVERIFY(token);
        op.token = *token;
    }
    // A name that is no harmless comment, and a folder that needs its quotes.
    shop.op.account(shop.provider).name = "a } b\nresolver: x";
    const auto config =
        serverConfig(shop.op.world(), full ? ResolverKind::Full : ResolverKind::Memory, "./a \"b\" \\c");
    QVERIFY(config);
    NatsServer server;
    if (!systemAccount) server.withoutJetStream();
    QVERIFY2(server.start(QString::fromStdString(*config)), qPrintable(server.problem()));
    if (!full) QVERIFY(connectNats({.url = server.url()}, shop.op.user(shop.provider), enough));
    QCOMPARE(QFileInfo::exists(server.folder() + QStringLiteral("/a \"b\" \\c")), full);
    QVERIFY2(server.restart(), qPrintable(server.problem()));
    if (!full) QVERIFY2(server.reload(QString::fromStdString(*config)), qPrintable(server.problem()));
}

QTEST_GUILESS_MAIN(TestLiveServer)
#include "tst_live_server.moc"
