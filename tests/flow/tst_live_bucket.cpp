// SPDX-License-Identifier: Apache-2.0
//
// Buckets and mirrors shared with another account, used there as client libraries and servers use them: with a prefix
// in the place of $JS, and with a name for messages on which both accounts agree.
#include "core/admin/account_admin.h"
#include "core/share/share_life.h"
#include "tests/flow/live_desk.h"
#include "tests/flow/order_events.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

namespace {

QJsonObject objectIn(const Result<NatsMessage>& reply)
{
    if (!reply) return {{QStringLiteral("error"), QString::fromStdString(reply.error().detail)}};
    return QJsonDocument::fromJson(QByteArray::fromStdString(reply->payload)).object();
}

/// What the server refused, else empty.
QString refusal(const Result<NatsMessage>& reply)
{
    const auto object = objectIn(reply);
    if (!object.contains(QLatin1String("error"))) return {};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// As the client libraries configure a bucket.
QString createStream(Link& provider, const std::string& name, const std::string& subjects)
{
    return refusal(provider.request("$JS.API.STREAM.CREATE." + name,
                                    R"({"name":")" + name + R"(","subjects":[)" + subjects +
                                        R"(],"storage":"file","max_msgs_per_subject":5,"allow_direct":true,)"
                                        R"("allow_rollup_hdrs":true,"num_replicas":1})",
                                    5s));
}

/// A consumer of one's own whose messages come to a subject both know. @return what the server refused
QString follow(Link& link, const std::string& stream, const std::string& name, const std::string& filter,
               const std::string& deliver)
{
    return refusal(link.request("ACCTA.API.CONSUMER.CREATE." + stream + "." + name + "." + filter,
                                R"({"stream_name":")" + stream + R"(","config":{"name":")" + name +
                                    R"(","deliver_subject":")" + deliver + R"(","filter_subject":")" + filter +
                                    R"(","deliver_policy":"all","ack_policy":"none","flow_control":true,)"
                                    R"("idle_heartbeat":5000000000,"mem_storage":true}})",
                                5s));
}

} // namespace

class TestLiveBucket : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { GD_NEEDS_NATS_SERVER(); }
    void init()
    {
        m_desk = std::make_unique<LiveDesk>();
        QCOMPARE(m_desk->startServer(), QString());
    }
    void cleanup() { m_desk.reset(); }

    void aBucketIsReadAndWritten();
    void aBucketIsOnlyRead();
    void changesAreWatched();
    void aRevokedBucketIsClosed();
    void objectsArePutAndGot();
    void aStreamIsMirrored();

private:
    bool share(const std::string& recipe, const std::string& name, bool watches = false)
    {
        auto& sample = m_desk->sample;
        ShareDraft draft;
        draft.provider = sample.key("ACCTA");
        draft.recipe = recipe;
        draft.stream = name;
        draft.watches = watches;
        draft.consumers = {ConsumerWish{.account = sample.key("ACCTB")}};
        const auto plan = planShare(draft, *sample.session.snapshot(), sample.session.now());
        if (!plan || !plan->findings.empty() || sample.apply(*plan)) return false;
        return connectAll() && world().shares.size() == 1 && world().shares.front().recipe == recipe &&
               world().shares.front().missingRoles.empty();
    }

    bool connectAll()
    {
        if (!m_desk->push({"ACCTA", "ACCTB", "ACCTC"}).isEmpty()) return false;
        m_a = connectAs(world(), "ACCTA", m_desk->nats.url());
        m_b = connectAs(world(), "ACCTB", m_desk->nats.url());
        m_c = connectAs(world(), "ACCTC", m_desk->nats.url());
        return m_a && m_b && m_c;
    }

    const Snapshot& world() const { return *m_desk->sample.session.snapshot(); }

    std::unique_ptr<LiveDesk> m_desk{};
    std::unique_ptr<Link> m_a{}, m_b{}, m_c{};
};

void TestLiveBucket::aBucketIsReadAndWritten()
{
    QVERIFY(share("kv", "CONFIG"));
    QCOMPARE(createStream(*m_a, "KV_CONFIG", R"("$KV.CONFIG.>")"), QString());
    const auto kept = objectIn(m_b->request("ACCTA.API.$KV.CONFIG.color", "green", 5s));
    QCOMPARE(kept[QLatin1String("stream")].toString(), QString("KV_CONFIG"));
    QCOMPARE(kept[QLatin1String("seq")].toInt(), 1);
    QCOMPARE(refusal(m_b->request("ACCTA.API.$KV.CONFIG.color", "blue", 5s)), QString());

    const auto value = m_b->request("ACCTA.API.DIRECT.GET.KV_CONFIG.$KV.CONFIG.color", "", 5s);
    QVERIFY(value);
    QCOMPARE(value->payload, std::string("blue"));
    const auto earlier = m_b->request("ACCTA.API.DIRECT.GET.KV_CONFIG", R"({"seq":1})", 5s);
    QVERIFY(earlier);
    QCOMPARE(earlier->payload, std::string("green"));
    const auto old =
        objectIn(m_b->request("ACCTA.API.STREAM.MSG.GET.KV_CONFIG", R"({"last_by_subj":"$KV.CONFIG.color"})", 5s));
    const auto data = old[QLatin1String("message")][QLatin1String("data")].toString();
    QCOMPARE(QByteArray::fromBase64(data.toLatin1()), QByteArray("blue"));
    const auto bucket = objectIn(m_b->request("ACCTA.API.STREAM.INFO.KV_CONFIG", "", 5s));
    QCOMPARE(bucket[QLatin1String("state")][QLatin1String("messages")].toInt(), 2);

    for (const auto* subject : {"ACCTA.API.DIRECT.GET.KV_CONFIG.$KV.CONFIG.color", "ACCTA.API.$KV.CONFIG.color"}) {
        const auto refused = m_c->request(subject, "", 5s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NetNoResponders);
    }
}

void TestLiveBucket::aBucketIsOnlyRead()
{
    QVERIFY(share("kv-read", "CONFIG"));
    QCOMPARE(createStream(*m_a, "KV_CONFIG", R"("$KV.CONFIG.>")"), QString());
    QCOMPARE(refusal(m_a->request("$KV.CONFIG.color", "green", 5s)), QString());
    const auto value = m_b->request("ACCTA.API.DIRECT.GET.KV_CONFIG.$KV.CONFIG.color", "", 5s);
    QVERIFY(value);
    QCOMPARE(value->payload, std::string("green"));
    const auto refused = m_b->request("ACCTA.API.$KV.CONFIG.color", "blue", 5s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NetNoResponders);
    // Who may only read cannot follow either, as long as nobody said so.
    QVERIFY(!follow(*m_b, "KV_CONFIG", "w1", "$KV.CONFIG.>", "kvwatch.CONFIG.w1").isEmpty());
}

void TestLiveBucket::changesAreWatched()
{
    QVERIFY(share("kv-read", "CONFIG", true));
    QCOMPARE(createStream(*m_a, "KV_CONFIG", R"("$KV.CONFIG.>")"), QString());
    const auto watched = m_b->subscribe("kvwatch.CONFIG.w1");
    QVERIFY(watched && m_b->flush(5s));
    QCOMPARE(follow(*m_b, "KV_CONFIG", "w1", "$KV.CONFIG.>", "kvwatch.CONFIG.w1"), QString());
    QCOMPARE(refusal(m_a->request("$KV.CONFIG.color", "green", 5s)), QString());
    const auto change = m_b->next(*watched, 10s);
    QVERIFY(change && *change);
    QCOMPARE((*change)->payload, std::string("green"));
    QCOMPARE(refusal(m_b->request("ACCTA.API.CONSUMER.DELETE.KV_CONFIG.w1", "", 5s)), QString());
}

void TestLiveBucket::aRevokedBucketIsClosed()
{
    QVERIFY(share("kv", "CONFIG"));
    QCOMPARE(createStream(*m_a, "KV_CONFIG", R"("$KV.CONFIG.>")"), QString());
    QCOMPARE(refusal(m_b->request("ACCTA.API.$KV.CONFIG.color", "green", 5s)), QString());
    auto& sample = m_desk->sample;
    const auto plan = planRevocation({.shares = {world().shares.front().id}}, world(), sample.session.now());
    QVERIFY(plan && plan->canApply());
    QVERIFY(!sample.apply(*plan));
    QVERIFY(connectAll());
    for (const auto* subject : {"ACCTA.API.DIRECT.GET.KV_CONFIG.$KV.CONFIG.color", "ACCTA.API.$KV.CONFIG.color"})
        QVERIFY2(!m_b->request(subject, "blue", 2s), subject);
}

void TestLiveBucket::objectsArePutAndGot()
{
    QVERIFY(share("object-store", "FILES"));
    QCOMPARE(createStream(*m_a, "OBJ_FILES", R"("$O.FILES.C.>","$O.FILES.M.>")"), QString());
    for (const auto* part : {"part one", "part two"})
        QCOMPARE(refusal(m_b->request("$O.FILES.C.n1", part, 5s)), QString());
    QCOMPARE(refusal(m_b->request("$O.FILES.M.bG9nbw==", R"({"name":"logo","nuid":"n1","chunks":2})", 5s)), QString());

    const auto meta = m_b->request("ACCTA.API.DIRECT.GET.OBJ_FILES.$O.FILES.M.bG9nbw==", "", 5s);
    QVERIFY(meta);
    QCOMPARE(meta->payload, std::string(R"({"name":"logo","nuid":"n1","chunks":2})"));
    const auto parts = m_b->subscribe("objread.FILES.r1");
    QVERIFY(parts && m_b->flush(5s));
    QCOMPARE(follow(*m_b, "OBJ_FILES", "r1", "$O.FILES.C.n1", "objread.FILES.r1"), QString());
    std::string read;
    for (int i = 0; i < 2; ++i) {
        const auto part = m_b->next(*parts, 10s);
        QVERIFY(part && *part);
        read += (*part)->payload;
    }
    QCOMPARE(read, std::string("part onepart two"));
    QCOMPARE(refusal(m_b->request("ACCTA.API.STREAM.PURGE.OBJ_FILES", R"({"filter":"$O.FILES.C.n1"})", 5s)), QString());
    const auto refused = m_c->request("$O.FILES.C.n1", "part", 5s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NetNoResponders);
}

/// So many messages that they do not fit into the window of flow control.
void TestLiveBucket::aStreamIsMirrored()
{
    auto& sample = m_desk->sample;
    AccountEditDraft edit{.account = sample.key("ACCTB")};
    auto& limits = edit.patch.jetStream;
    limits.memoryStorage = limits.diskStorage = limits.streams = limits.consumer = -1;
    const auto withJetStream = planAccountEdit(edit, world(), sample.session.now());
    QVERIFY(withJetStream);
    QVERIFY(!sample.apply(*withJetStream));
    QVERIFY(share("mirror", "EVENTS"));
    QCOMPARE(createStream(*m_a, "EVENTS", R"("events.>")"), QString());
    constexpr int count = 10'000;
    const std::string payload(1000, 'x');
    for (int i = 0; i < count; ++i)
        QVERIFY(m_a->publish("events." + std::to_string(i), payload));
    QVERIFY(m_a->flush(30s));
    QCOMPARE(refusal(m_b->request("$JS.API.STREAM.CREATE.COPY",
                                  R"({"name":"COPY","storage":"file","num_replicas":1,"mirror":{"name":"EVENTS",)"
                                  R"("external":{"api":"ACCTA.API","deliver":"mirror.EVENTS"}}})",
                                  5s)),
             QString());
    const auto copied = [&] {
        const auto info = objectIn(m_b->request("$JS.API.STREAM.INFO.COPY", "", 5s));
        return info[QLatin1String("state")][QLatin1String("messages")].toInt();
    };
    QVERIFY2(QTest::qWaitFor([&] { return copied() == count; }, 60'000), qPrintable(QString::number(copied())));
}

QTEST_GUILESS_MAIN(TestLiveBucket)
#include "tst_live_bucket.moc"
