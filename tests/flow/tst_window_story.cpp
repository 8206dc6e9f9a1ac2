// SPDX-License-Identifier: Apache-2.0
//
// The whole way in the real window, by wizard, by drag and by keyboard, and then the message on a real server.
#include "core/jwt/token.h"
#include "tests/flow/window_story.h"
#include "tests/support/drag_events.h"
#include "ui/wizards/import_wizard.h"
#include "ui/wizards/share_wizard.h"

#include <chrono>
#include <map>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;
using namespace std::chrono_literals;

namespace {

/// What the token files for an account allow, by file name, without what every signing changes.
std::map<std::string, std::string> tokensFor(const SampleSession& sample, const char* account)
{
    std::map<std::string, std::string> tokens;
    for (const auto& file : sample.session.snapshot()->tokenFiles) {
        auto claims = decodeActivation(file.token);
        if (!claims || claims->header.subject != sample.key(account)) continue;
        claims->header.issuedAt = 0;
        claims->header.id.clear();
        tokens[file.file.filename().string()] = claimsJson(*claims);
    }
    return tokens;
}

void receivesAcknowledgesAndAsks(LiveDesk& desk)
{
    const auto& world = *desk.sample.session.snapshot();
    auto accountA = connectAs(world, "ACCTA", desk.nats.url());
    auto accountB = connectAs(world, "ACCTB", desk.nats.url());
    QVERIFY(accountA && accountB);
    QCOMPARE(createStreamAndConsumer(*accountA), QString());
    const auto orders = accountB->subscribe(OrderEvents::local, OrderEvents::group);
    QVERIFY(orders && accountB->flush(5s));
    QCOMPARE(captureOrder(*accountA, 1), QString());
    const auto message = accountB->next(*orders, 10s);
    QVERIFY(message && *message);
    QCOMPARE((*message)->payload, std::string(OrderEvents::text));
    QVERIFY(accountB->request((*message)->reply, "+ACK", 5s));
    QString said;
    QCOMPARE(ackFloor(*accountB, said), 1);
}

} // namespace

class TestWindowStory : public QObject {
    Q_OBJECT

private slots:
    void tokensByWizardImportByDragAndTheMessageArrives();
    void dragOnlyMakesTheSameShare();
};

void TestWindowStory::tokensByWizardImportByDragAndTheMessageArrives()
{
    GD_NEEDS_NATS_SERVER();
    Story story;
    auto& sample = story.live.sample;
    QVERIFY(story.shareByWizard(false));
    QCOMPARE(sample.claims("ACCTA").exports.size(), 3U);
    QVERIFY(sample.claims("ACCTB").imports.empty());
    QTRY_VERIFY(!story.openWizard<ShareWizard>());

    auto* shelf = story.view("tokenList");
    QTRY_COMPARE(shelf->model()->rowCount(), 3);
    shelf->selectAll();
    const auto files = story.payload(*shelf);
    QVERIFY(files->hasUrls());
    QCOMPARE(files->urls().size(), 3);
    QVERIFY(dragTo(story.consumerPane(), *files));
    auto* import = story.wizard<ImportWizard>();
    QVERIFY(import);
    Driver user(*import);
    QCOMPARE(user.read("account"), QStringLiteral("ACCTB"));
    user.next();
    QVERIFY(story.agree(user, "apply"));
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QVERIFY(sample.session.snapshot()->findings.empty());

    QCOMPARE(story.live.startServer(), QString());
    QCOMPARE(story.live.push({"ACCTA", "ACCTB"}), QString());
    receivesAcknowledgesAndAsks(story.live);
    for (const auto& one : sample.claims("ACCTB").imports)
        QCOMPARE(story.live.activity("ACCTB", one.subject), ImportActivity::Active);
}

void TestWindowStory::dragOnlyMakesTheSameShare()
{
    Story story;
    auto& sample = story.live.sample;
    // What is dragged must be on offer: ACCTC got it before.
    auto forC = sample.orderEvents();
    forC.consumers.front() = ConsumerWish{sample.key("ACCTC")};
    const auto offered = planShare(forC, *sample.session.snapshot(), sample.session.now());
    QVERIFY(offered && !sample.apply(*offered));

    const auto offering = withoutTimes(sample.claims("ACCTA"));
    QCOMPARE(offering.exports.size(), 3U);

    QVERIFY(story.shareByWizard(true));
    const auto tokensByWizard = tokensFor(sample, "ACCTB");
    QCOMPARE(tokensByWizard.size(), 3U);
    const auto providerByWizard = withoutTimes(sample.claims("ACCTA"));
    const auto consumerByWizard = withoutTimes(sample.claims("ACCTB"));
    QCOMPARE(providerByWizard, offering); // what is offered already is used, by either way
    QCOMPARE(consumerByWizard.imports.size(), 3U);
    QVERIFY(!sample.act([&] { story.action("undo")->trigger(); }));
    QVERIFY(sample.claims("ACCTB").imports.empty());
    QVERIFY(tokensFor(sample, "ACCTB").empty());

    auto* offers = story.view("providerShares");
    QTRY_COMPARE(offers->model()->rowCount(), 1);
    offers->setCurrentIndex(offers->model()->index(0, 0));
    QVERIFY(dragTo(story.consumerPane(), *story.payload(*offers)));
    auto* sheet = story.wizard<ShareWizard>();
    QVERIFY(sheet);
    Driver user(*sheet);
    QTRY_COMPARE(user.focus(), QStringLiteral("apply"));
    QVERIFY(!sample.act([&] { user.press(Qt::Key_Return); }));
    QCOMPARE(withoutTimes(sample.claims("ACCTA")), providerByWizard);
    QCOMPARE(withoutTimes(sample.claims("ACCTB")), consumerByWizard);
    QCOMPARE(tokensFor(sample, "ACCTB"), tokensByWizard);
    for (const char* role : {"DELIVER", "ACK", "INFO"})
        QVERIFY(tokensByWizard.contains(std::string("ORDEREVENTS-GRANT-") + role + "-ACCTB.tok"));
}

QTEST_MAIN(TestWindowStory)
#include "tst_window_story.moc"
