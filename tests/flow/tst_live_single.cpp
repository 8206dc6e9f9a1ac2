// SPDX-License-Identifier: Apache-2.0
//
// Shares of one subject, used as an application of the other account would: a message feed, a service, and publishing
// into a stream. An account without the grant gets nothing of it.
#include "tests/flow/live_desk.h"
#include "tests/flow/order_events.h"

#include <chrono>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

class TestLiveSingle : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { GD_NEEDS_NATS_SERVER(); }
    void init()
    {
        m_desk = std::make_unique<LiveDesk>();
        QCOMPARE(m_desk->startServer(), QString());
    }
    void cleanup() { m_desk.reset(); }

    void aMessageFeedArrives();
    void aFeedArrivesUnderAnotherName();
    void aServiceAnswers_data();
    void aServiceAnswers();
    void publishingIsAcknowledged();

private:
    /// Shares it with ACCTB and connects to all three accounts.
    bool share(const std::string& recipe, const std::string& subject, const std::string& local = {},
               const std::string& responseType = "Singleton")
    {
        auto& sample = m_desk->sample;
        ShareDraft draft;
        draft.provider = sample.key("ACCTA");
        draft.recipe = recipe;
        draft.stream = "TRYIT";
        draft.subject = subject;
        draft.responseType = responseType;
        draft.consumers = {ConsumerWish{.account = sample.key("ACCTB"), .localSubject = local}};
        const auto plan = planShare(draft, *sample.session.snapshot(), sample.session.now());
        if (!plan || !plan->findings.empty() || sample.apply(*plan)) return false;
        if (!m_desk->push({"ACCTA", "ACCTB", "ACCTC"}).isEmpty()) return false;
        const auto& world = *sample.session.snapshot();
        if (world.shares.size() != 1 || world.shares.front().recipe != recipe) return false;
        m_a = connectAs(world, "ACCTA", m_desk->nats.url());
        m_b = connectAs(world, "ACCTB", m_desk->nats.url());
        m_c = connectAs(world, "ACCTC", m_desk->nats.url());
        return m_a && m_b && m_c;
    }

    std::unique_ptr<LiveDesk> m_desk{};
    std::unique_ptr<Link> m_a{}, m_b{}, m_c{};
};

void TestLiveSingle::aMessageFeedArrives()
{
    QVERIFY(share("message-feed", "retail.v1.cart.>"));
    const auto atB = m_b->subscribe("retail.v1.cart.>"), atC = m_c->subscribe("retail.v1.cart.>");
    QVERIFY(atB && atC && m_b->flush(5s) && m_c->flush(5s));
    QVERIFY(m_a->publish("retail.v1.cart.filled", "three apples"));
    const auto message = m_b->next(*atB, 10s);
    QVERIFY(message && *message);
    QCOMPARE((*message)->payload, std::string("three apples"));
    QCOMPARE((*message)->subject, std::string("retail.v1.cart.filled"));
    const auto nothing = m_c->next(*atC, 300ms);
    QVERIFY(nothing && !*nothing);
}

void TestLiveSingle::aFeedArrivesUnderAnotherName()
{
    QVERIFY(share("message-feed", "retail.v1.cart.>", "shop.cart.>"));
    const auto atB = m_b->subscribe("shop.cart.>");
    QVERIFY(atB && m_b->flush(5s));
    QVERIFY(m_a->publish("retail.v1.cart.filled", "three apples"));
    const auto message = m_b->next(*atB, 10s);
    QVERIFY(message && *message);
    QCOMPARE((*message)->subject, std::string("shop.cart.filled"));
}

void TestLiveSingle::aServiceAnswers_data()
{
    QTest::addColumn<QString>("responseType");
    QTest::addColumn<int>("replies");
    QTest::newRow("one") << "Singleton" << 1;
    QTest::newRow("several") << "Stream" << 3;
}

void TestLiveSingle::aServiceAnswers()
{
    QFETCH(QString, responseType);
    QFETCH(int, replies);
    QVERIFY(share("service", "retail.v1.payment.>", {}, responseType.toStdString()));
    const auto requests = m_a->subscribe("retail.v1.payment.>");
    QVERIFY(requests && m_a->flush(5s));
    const auto answers = m_b->subscribe("_INBOX.tests.service");
    QVERIFY(answers && m_b->flush(5s));
    QVERIFY(m_b->publish("retail.v1.payment.pay", "12.50", "_INBOX.tests.service"));
    const auto request = m_a->next(*requests, 10s);
    QVERIFY(request && *request);
    for (int i = 0; i < 3; ++i)
        QVERIFY(m_a->publish((*request)->reply, "part " + std::to_string(i)));
    QVERIFY(m_a->flush(5s));
    int came = 0;
    for (auto answer = m_b->next(*answers, 10s); answer && *answer; answer = m_b->next(*answers, 500ms))
        ++came;
    QCOMPARE(came, replies);
    const auto refused = m_c->request("retail.v1.payment.pay", "12.50", 5s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NetNoResponders);
}

void TestLiveSingle::publishingIsAcknowledged()
{
    QVERIFY(share("publish", OrderEvents::ingest));
    QCOMPARE(createStreamAndConsumer(*m_a), QString());
    QCOMPARE(captureOrder(*m_b, 1), QString()); // the server's own answer: kept in ORDEREVENTS as number 1
    QVERIFY(!captureOrder(*m_c, 2).isEmpty());
    QCOMPARE(captureOrder(*m_b, 2), QString());
}

QTEST_GUILESS_MAIN(TestLiveSingle)
#include "tst_live_single.moc"
