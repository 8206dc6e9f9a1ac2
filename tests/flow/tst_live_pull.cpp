// SPDX-License-Identifier: Apache-2.0
//
// A pull consumer shared with another account, used there as a client library uses it: with a prefix of its own in the
// place of $JS.
#include "core/share/js_subjects.h"
#include "tests/flow/live_desk.h"
#include "tests/flow/order_events.h"

#include <chrono>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

namespace {

constexpr auto nextHere = "ACCTA.API.CONSUMER.MSG.NEXT.ORDEREVENTS.ORDEREVENTS-C1";
constexpr auto inbox = "_INBOX.tests.pull";

/// As ACCTA: the stream of the example, with a consumer that is asked for messages, and that many messages in it.
QString fillStream(Link& provider, int messages)
{
    const auto made = provider.request("$JS.API.STREAM.CREATE.ORDEREVENTS", OrderEvents::streamConfig, 5s);
    if (!made || made->payload.find("\"error\"") != std::string::npos) return QStringLiteral("no stream");
    const auto consumer = provider.request("$JS.API.CONSUMER.DURABLE.CREATE.ORDEREVENTS.ORDEREVENTS-C1",
                                           R"({"stream_name":"ORDEREVENTS","config":{"durable_name":"ORDEREVENTS-C1",)"
                                           R"("ack_policy":"explicit","ack_wait":30000000000,"max_deliver":-1}})",
                                           5s);
    if (!consumer || consumer->payload.find("\"error\"") != std::string::npos) return QStringLiteral("no consumer");
    for (int i = 1; i <= messages; ++i)
        if (const auto wrong = captureOrder(provider, i); !wrong.isEmpty()) return wrong;
    return {};
}

ShareDraft pullDraft(const SampleSession& sample)
{
    auto draft = sample.orderEvents();
    draft.recipe = "pull-consumer";
    draft.deliverSubject.clear();
    draft.deliverGroup.clear();
    return draft;
}

/// Asks for a batch. @return the messages that came, without what says that there are no more.
std::vector<NatsMessage> fetch(Link& consumer, int batch)
{
    std::vector<NatsMessage> got;
    const auto answers = consumer.subscribe(inbox);
    const auto asked = R"({"batch":)" + std::to_string(batch) + R"(,"expires":2000000000})";
    if (!answers || !consumer.publish(nextHere, asked, inbox)) return got;
    while (static_cast<int>(got.size()) < batch) {
        const auto message = consumer.next(*answers, 5s);
        if (!message || !*message || (*message)->reply.empty()) break;
        got.push_back(**message);
    }
    static_cast<void>(consumer.unsubscribe(*answers));
    return got;
}

} // namespace

class TestLivePull : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { GD_NEEDS_NATS_SERVER(); }
    void aBatchOfThreeBringsThree();
    void withAnotherResponseTypeOnlyOneComes();
    void withoutTheGrantNobodyAnswers();
    void acknowledgementsHaveTwoForms();

private:
    static SharePlan plan(const LiveDesk& desk)
    {
        const auto& session = desk.sample.session;
        auto planned = planShare(pullDraft(desk.sample), *session.snapshot(), session.now());
        return planned ? *planned : SharePlan{};
    }
};

void TestLivePull::aBatchOfThreeBringsThree()
{
    LiveDesk desk;
    QCOMPARE(desk.startServer(), QString());
    const auto planned = plan(desk);
    QVERIFY(planned.canApply());
    QVERIFY(planned.findings.empty());
    QVERIFY(!desk.sample.apply(planned));
    QCOMPARE(desk.push({"ACCTB", "ACCTA"}), QString());
    const auto& world = *desk.sample.session.snapshot();
    QCOMPARE(world.shares.size(), std::size_t(1));
    QCOMPARE(world.shares.front().recipe, std::string("pull-consumer"));
    QVERIFY(world.shares.front().missingRoles.empty());

    auto accountA = connectAs(world, "ACCTA", desk.nats.url());
    auto accountB = connectAs(world, "ACCTB", desk.nats.url());
    QVERIFY(accountA && accountB);
    QCOMPARE(fillStream(*accountA, 5), QString());
    const auto messages = fetch(*accountB, 3);
    QCOMPARE(messages.size(), std::size_t(3));
    for (const auto& message : messages) {
        QCOMPARE(message.payload, std::string(OrderEvents::text));
        const auto acknowledged = accountB->request(message.reply, "+ACK", 5s);
        QVERIFY2(acknowledged, acknowledged ? "" : acknowledged.error().detail.c_str());
    }
    QString said;
    QCOMPARE(ackFloor(*accountB, said), 3);
    for (const auto& import : desk.sample.claims("ACCTB").imports)
        QCOMPARE(desk.activity("ACCTB", import.subject), ImportActivity::Active);
}

/// Why the recipe says Stream.
void TestLivePull::withAnotherResponseTypeOnlyOneComes()
{
    LiveDesk desk;
    QCOMPARE(desk.startServer(), QString());
    auto planned = plan(desk);
    for (auto& account : planned.accounts)
        for (auto& exported : account.after->exports)
            if (exported.responseType == "Stream") exported.responseType = "Singleton";
    QVERIFY(!desk.sample.apply(planned));
    QCOMPARE(desk.push({"ACCTA", "ACCTB"}), QString());
    const auto& world = *desk.sample.session.snapshot();
    auto accountA = connectAs(world, "ACCTA", desk.nats.url());
    auto accountB = connectAs(world, "ACCTB", desk.nats.url());
    QVERIFY(accountA && accountB);
    QCOMPARE(fillStream(*accountA, 3), QString());
    QCOMPARE(fetch(*accountB, 3).size(), std::size_t(1));
}

void TestLivePull::withoutTheGrantNobodyAnswers()
{
    LiveDesk desk;
    QCOMPARE(desk.startServer(), QString());
    QVERIFY(!desk.sample.apply(plan(desk)));
    QCOMPARE(desk.push({"ACCTA", "ACCTB", "ACCTC"}), QString());
    const auto& world = *desk.sample.session.snapshot();
    auto accountA = connectAs(world, "ACCTA", desk.nats.url());
    auto accountC = connectAs(world, "ACCTC", desk.nats.url());
    QVERIFY(accountA && accountC);
    QCOMPARE(fillStream(*accountA, 3), QString());
    const auto answer = accountC->request(nextHere, "1", 5s);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::NetNoResponders);

    auto accountB = connectAs(world, "ACCTB", desk.nats.url());
    QVERIFY(accountB);
    QCOMPARE(fetch(*accountB, 1).size(), std::size_t(1));
    QVERIFY(!desk.sample.act([&] { desk.sample.session.undo(); }));
    QCOMPARE(desk.push({"ACCTA", "ACCTB"}), QString());
    const auto gone = accountB->request(nextHere, "1", 5s);
    QVERIFY(!gone);
}

/// With both forms granted it does not matter which one the server writes. One that knows the new form is told to.
void TestLivePull::acknowledgementsHaveTwoForms()
{
    const bool knowsBoth = NatsServer::version() >= QVersionNumber(2, 14);
    LiveDesk desk;
    QCOMPARE(desk.startServer(knowsBoth ? QStringLiteral("\nfeature_flags { js_ack_fc_v2: true }\n") : QString()),
             QString());
    auto draft = pullDraft(desk.sample);
    draft.ackForm = ShareDraft::AckForm::Both;
    const auto planned = planShare(draft, *desk.sample.session.snapshot(), desk.sample.session.now());
    QVERIFY(planned && planned->findings.empty());
    QVERIFY(!desk.sample.apply(*planned));
    QCOMPARE(desk.push({"ACCTB", "ACCTA"}), QString());
    const auto& world = *desk.sample.session.snapshot();
    QCOMPARE(world.shares.size(), std::size_t(1));
    QCOMPARE(world.shares.front().rows.size(), std::size_t(4));
    auto accountA = connectAs(world, "ACCTA", desk.nats.url());
    auto accountB = connectAs(world, "ACCTB", desk.nats.url());
    QVERIFY(accountA && accountB);
    QCOMPARE(fillStream(*accountA, 3), QString());
    const auto messages = fetch(*accountB, 3);
    QCOMPARE(messages.size(), std::size_t(3));
    const auto expected = knowsBoth ? "$JS.ACK._." + accountHash(desk.sample.key("ACCTA")) + ".ORDEREVENTS."
                                    : std::string("$JS.ACK.ORDEREVENTS.");
    for (const auto& message : messages) {
        QVERIFY2(message.reply.starts_with(expected), message.reply.c_str());
        QVERIFY(accountB->request(message.reply, "+ACK", 5s));
    }
    QString said;
    QCOMPARE(ackFloor(*accountB, said), 3);
}

QTEST_GUILESS_MAIN(TestLivePull)
#include "tst_live_pull.moc"
