// SPDX-License-Identifier: Apache-2.0
//
// What a share is worth is decided by a server: messages arrive, acknowledgements get through, information is given;
// and without the grant, or with a part of it, they do not.
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/share/signing.h"
#include "tests/flow/live_desk.h"
#include "tests/flow/order_events.h"

#include <QFile>

#include <chrono>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

class TestLiveShare : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { GD_NEEDS_NATS_SERVER(); }
    void accountBReceivesAcknowledgesAndAsks();
    void withoutATokenNothingArrives();
    void withoutTheAckTokenNobodyAnswersTheAck();
    void undoTakesTheAccessAway();

private:
    static SharePlan plan(const LiveDesk& desk, const ShareDraft& draft)
    {
        const auto& session = desk.sample.session;
        auto planned = planShare(draft, *session.snapshot(), session.now());
        return planned ? *planned : SharePlan{};
    }
};

void TestLiveShare::accountBReceivesAcknowledgesAndAsks()
{
    LiveDesk desk;
    QCOMPARE(desk.startServer(), QString());
    QVERIFY(!desk.sample.apply(plan(desk, desk.sample.orderEvents())));
    QCOMPARE(desk.push({"ACCTB", "ACCTA"}), QString()); // the order is the program's business
    const auto& world = *desk.sample.session.snapshot();

    auto accountA = connectAs(world, "ACCTA", desk.nats.url());
    auto accountB = connectAs(world, "ACCTB", desk.nats.url());
    QVERIFY(accountA && accountB);
    QCOMPARE(createStreamAndConsumer(*accountA), QString());
    const auto orders = accountB->subscribe(OrderEvents::local, OrderEvents::group);
    QVERIFY(orders);
    QVERIFY(accountB->flush(5s));
    QCOMPARE(captureOrder(*accountA, 1), QString());

    const auto message = accountB->next(*orders, 10s);
    QVERIFY(message && *message);
    QCOMPARE((*message)->payload, std::string(OrderEvents::text));
    const auto acknowledged = accountB->request((*message)->reply, "+ACK", 5s);
    QVERIFY2(acknowledged, acknowledged ? "" : acknowledged.error().detail.c_str());
    QString said;
    QCOMPARE(ackFloor(*accountB, said), 1);

    for (const auto& import : desk.sample.claims("ACCTB").imports)
        QCOMPARE(desk.activity("ACCTB", import.subject), ImportActivity::Active);
    QCOMPARE(desk.server.notPushed(), std::vector<std::string>{desk.sample.key("ACCTC")});
}

void TestLiveShare::withoutATokenNothingArrives()
{
    LiveDesk desk;
    QCOMPARE(desk.startServer(), QString());
    QVERIFY(!desk.sample.apply(plan(desk, desk.sample.orderEvents())));

    // ACCTC imports the private feed without a token: GrantDesk does not make such an import, nsc does.
    const auto& world = *desk.sample.session.snapshot();
    const auto* accountC = world.accountNamed("ACCTC");
    auto claims = accountC->claims;
    Import import;
    import.name = import.subject = OrderEvents::deliver;
    import.account = desk.sample.key("ACCTA");
    import.localSubject = OrderEvents::local;
    import.type = ExportType::Stream;
    claims.imports.push_back(import);
    const KeyRing keys(world.workspace.keystore);
    const auto signer = accountSigner(*accountC, world, keys);
    QVERIFY(signer);
    const auto token = encodeToken(claims, *signer, claims.header.issuedAt + 1, keys);
    QVERIFY(token);
    QSignalSpy changed(&desk.sample.session, &ui::Session::changedOutside);
    QVERIFY(DiskArea{}.replace(accountC->file, *token));
    QVERIFY(changed.wait(5000));
    QCOMPARE(desk.push({"ACCTA", "ACCTB", "ACCTC"}), QString());                      // the server takes it …
    QCOMPARE(desk.activity("ACCTC", OrderEvents::deliver), ImportActivity::Inactive); // … and does nothing with it

    auto linkA = connectAs(*desk.sample.session.snapshot(), "ACCTA", desk.nats.url());
    auto linkB = connectAs(*desk.sample.session.snapshot(), "ACCTB", desk.nats.url());
    auto linkC = connectAs(*desk.sample.session.snapshot(), "ACCTC", desk.nats.url());
    QVERIFY(linkA && linkB && linkC);
    QCOMPARE(createStreamAndConsumer(*linkA), QString());
    const auto atC = linkC->subscribe(OrderEvents::local, OrderEvents::group);
    QVERIFY(atC && linkC->flush(5s));
    const auto atB = linkB->subscribe(OrderEvents::local, OrderEvents::group);
    QVERIFY(atB && linkB->flush(5s));
    QCOMPARE(captureOrder(*linkA, 1), QString());
    const auto arrived = linkB->next(*atB, 10s);
    QVERIFY(arrived && *arrived);
    const auto nothing = linkC->next(*atC, 500ms);
    QVERIFY(nothing && !*nothing);
    QString said;
    QCOMPARE(ackFloor(*linkC, said), -1);
}

void TestLiveShare::withoutTheAckTokenNobodyAnswersTheAck()
{
    LiveDesk desk;
    QCOMPARE(desk.startServer(), QString());
    QVERIFY(!desk.sample.apply(plan(desk, desk.sample.orderEvents(false)))); // three token files, no import
    AcceptDraft draft;
    draft.account = desk.sample.key("ACCTB");
    for (const auto& file : desk.sample.session.snapshot()->tokenFiles) {
        const bool isAck = file.claims->grantedSubject.starts_with("$JS.ACK.");
        if (!isAck) draft.items.push_back({.token = file.token, .sourceName = file.file.filename().string()});
    }
    const auto accepted = planImport(draft, *desk.sample.session.snapshot(), desk.sample.session.now());
    QVERIFY(accepted);
    QVERIFY(!desk.sample.apply(*accepted));
    QCOMPARE(desk.push({"ACCTA", "ACCTB"}), QString());

    auto linkA = connectAs(*desk.sample.session.snapshot(), "ACCTA", desk.nats.url());
    auto linkB = connectAs(*desk.sample.session.snapshot(), "ACCTB", desk.nats.url());
    QVERIFY(linkA && linkB);
    QCOMPARE(createStreamAndConsumer(*linkA), QString());
    const auto orders = linkB->subscribe(OrderEvents::local, OrderEvents::group);
    QVERIFY(orders && linkB->flush(5s));
    QCOMPARE(captureOrder(*linkA, 1), QString());
    const auto message = linkB->next(*orders, 10s);
    QVERIFY(message && *message);
    const auto refused = linkB->request((*message)->reply, "+ACK", 5s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NetNoResponders);
    QString said;
    QCOMPARE(ackFloor(*linkB, said), 0);
}

void TestLiveShare::undoTakesTheAccessAway()
{
    LiveDesk desk;
    QCOMPARE(desk.startServer(), QString());
    QVERIFY(!desk.sample.apply(plan(desk, desk.sample.orderEvents())));
    QCOMPARE(desk.push({"ACCTA", "ACCTB"}), QString());
    auto linkA = connectAs(*desk.sample.session.snapshot(), "ACCTA", desk.nats.url());
    auto linkB = connectAs(*desk.sample.session.snapshot(), "ACCTB", desk.nats.url());
    QVERIFY(linkA && linkB);
    QCOMPARE(createStreamAndConsumer(*linkA), QString());
    QString said;
    QCOMPARE(ackFloor(*linkB, said), 0);

    QVERIFY(!desk.sample.act([&] { desk.sample.session.undo(); }));
    QCOMPARE(desk.push({"ACCTA", "ACCTB"}), QString());
    QCOMPARE(ackFloor(*linkB, said), -1);

    QVERIFY(!desk.sample.act([&] { desk.sample.session.redo(); }));
    QCOMPARE(desk.push({"ACCTA", "ACCTB"}), QString());
    QCOMPARE(ackFloor(*linkB, said), 0);
}

QTEST_GUILESS_MAIN(TestLiveShare)
#include "tst_live_share.moc"
