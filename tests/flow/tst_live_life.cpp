// SPDX-License-Identifier: Apache-2.0
//
// The life of a share on a real server: what an application receives after each step.
#include "core/share/share_life.h"
#include "tests/flow/live_desk.h"
#include "tests/flow/order_events.h"

#include <chrono>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

class TestLiveLife : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { GD_NEEDS_NATS_SERVER(); }
    void init()
    {
        m_desk = std::make_unique<LiveDesk>();
        QCOMPARE(m_desk->startServer(), QString());
    }
    void cleanup()
    {
        m_b.reset();
        m_desk.reset();
    }

    void revokedAndLetInAgain();
    void newTokensAfterARevocation();
    void aPublicFeedIsClosedToOne();
    void removed();

private:
    static constexpr const char* subject = "retail.v1.cart.filled";

    const Snapshot& world() { return *m_desk->sample.session.snapshot(); }
    std::string idOf(const char* consumer)
    {
        for (const auto& share : world().shares)
            if (share.consumer == m_desk->sample.key(consumer)) return share.id;
        return {};
    }

    /// Applies a plan and pushes everything; what went wrong, else empty.
    QString apply(const Result<SharePlan>& plan)
    {
        if (!plan) return QStringLiteral("no plan: %1").arg(static_cast<int>(plan.error().code));
        if (const auto error = m_desk->sample.apply(*plan))
            return QStringLiteral("not applied: %1").arg(static_cast<int>(error->code));
        return m_desk->push({"ACCTA", "ACCTB", "ACCTC"});
    }

    QString shareFeed(bool isPrivate)
    {
        ShareDraft draft;
        draft.provider = m_desk->sample.key("ACCTA");
        draft.recipe = "message-feed";
        draft.stream = "CARTEVENTS";
        draft.subject = "retail.v1.cart.>";
        draft.isPrivate = isPrivate;
        for (const auto* consumer : {"ACCTB", "ACCTC"})
            draft.consumers.push_back({.account = m_desk->sample.key(consumer)});
        return apply(planShare(draft, world(), now()));
    }

    UnixSeconds now() { return m_desk->sample.session.now(); }

    /// Whether a message of ACCTA reaches a new connection of an account.
    bool reaches(const char* consumer)
    {
        const auto from = connectAs(world(), "ACCTA", m_desk->nats.url());
        const auto to = connectAs(world(), consumer, m_desk->nats.url());
        if (!from || !to) return false;
        const auto feed = to->subscribe("retail.v1.cart.>");
        return feed && to->flush(5s) && arrives(*from, *to, *feed, 400ms);
    }

    static bool arrives(Link& from, Link& to, int feed, std::chrono::milliseconds within)
    {
        if (!from.publish(subject, "apples") || !from.flush(5s)) return false;
        const auto message = to.next(feed, within);
        return message && *message;
    }

    std::unique_ptr<LiveDesk> m_desk{};
    std::unique_ptr<Link> m_b{};
};

void TestLiveLife::revokedAndLetInAgain()
{
    QCOMPARE(shareFeed(true), QString());
    QVERIFY(reaches("ACCTB") && reaches("ACCTC"));
    // An application that stays connected.
    const auto from = connectAs(world(), "ACCTA", m_desk->nats.url());
    m_b = connectAs(world(), "ACCTB", m_desk->nats.url());
    QVERIFY(from && m_b);
    const auto feed = m_b->subscribe("retail.v1.cart.>");
    QVERIFY(feed && m_b->flush(5s));
    QVERIFY(arrives(*from, *m_b, *feed, 10s));

    QCOMPARE(apply(planRevocation({.shares = {idOf("ACCTB")}}, world(), now())), QString());
    QVERIFY(!arrives(*from, *m_b, *feed, 300ms));
    QVERIFY(!reaches("ACCTB"));
    QVERIFY(reaches("ACCTC"));

    QCOMPARE(apply(planLetIn({.shares = {idOf("ACCTB")}}, world(), now())), QString());
    QVERIFY(arrives(*from, *m_b, *feed, 10s));
    QVERIFY(reaches("ACCTB"));
}

void TestLiveLife::newTokensAfterARevocation()
{
    QCOMPARE(shareFeed(true), QString());
    QCOMPARE(apply(planRevocation({.shares = {idOf("ACCTB")}, .everybody = true}, world(), now())), QString());
    QVERIFY(!reaches("ACCTB") && !reaches("ACCTC"));
    QCOMPARE(apply(planRenewal({.shares = {idOf("ACCTB")}}, world(), now())), QString());
    QVERIFY(reaches("ACCTB"));
    QVERIFY(!reaches("ACCTC"));
}

void TestLiveLife::aPublicFeedIsClosedToOne()
{
    QCOMPARE(shareFeed(false), QString());
    QVERIFY(reaches("ACCTB") && reaches("ACCTC"));
    QCOMPARE(apply(planRevocation({.shares = {idOf("ACCTB")}}, world(), now())), QString());
    QVERIFY(!reaches("ACCTB"));
    QVERIFY(reaches("ACCTC"));
}

void TestLiveLife::removed()
{
    QCOMPARE(shareFeed(true), QString());
    QCOMPARE(apply(planRemoval({.shares = {idOf("ACCTB")}}, world(), now())), QString());
    QVERIFY(!reaches("ACCTB"));
    QVERIFY(reaches("ACCTC"));
}

QTEST_GUILESS_MAIN(TestLiveLife)
#include "tst_live_life.moc"
