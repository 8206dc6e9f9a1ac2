// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_finder.h"
#include "core/share/world.h"
#include "tests/support/world_builder.h"

#include <QtTest>

#include <algorithm>

using namespace gd;
using namespace gd::test;

namespace {

const std::string deliver = "deliver.retail.v1.order.events";

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

/// "recipe stream/consumer: ROLE ROLE -MISSING" for each share.
QStringList shown(const std::vector<Share>& shares)
{
    QStringList list;
    for (const auto& share : shares) {
        QStringList parts;
        for (const auto& row : share.rows)
            parts << (row.role.empty() ? text(row.grant.providerSubject) : text(row.role));
        for (const auto& role : share.missingRoles)
            parts << "-" + text(role);
        list << (share.recipe.empty() ? QString("alone")
                                      : text(share.recipe + " " + share.stream + "/" + share.jsConsumer)) +
                    ": " + parts.join(' ');
    }
    return list;
}

/// Imports in `consumer` what ACCTA exports now, as nsc would with the guide's options.
void importAll(WorldBuilder& builder, const std::string& consumer, bool withTokens = true)
{
    const auto exports = builder.claims("ACCTA").exports;
    for (const auto& offered : exports) {
        Import import{
            .name = offered.name, .subject = offered.subject, .account = builder.key("ACCTA"), .type = offered.type};
        if (withTokens)
            import.token = builder.activation("ACCTA", builder.key(consumer), offered.type, offered.subject);
        import.localSubject =
            offered.subject.starts_with("$JS.API") ? "ACCTA" + offered.subject.substr(3) : offered.subject;
        builder.addImport(consumer, import);
    }
}

void offer(WorldBuilder& builder, const std::string& jsConsumer, const std::string& deliverSubject)
{
    for (const auto& offered : pushConsumerExports("ORDEREVENTS", jsConsumer, deliverSubject))
        builder.addExport("ACCTA", offered);
}

void eraseImport(WorldBuilder& builder, const std::string& start)
{
    std::erase_if(builder.claims("ACCTB").imports, [&](const Import& one) { return one.subject.starts_with(start); });
}

} // namespace

class TstShareFinder : public QObject {
    Q_OBJECT

private slots:
    void findsTheGuidesShare();
    void feedsAndServicesAreKnownByTheirNames();
    void threeConsumers();
    void missingRows();
    void deliverUnderAnyName();
    void twoConsumersOfAStream();
    void pullSharesAreNoPushShares();
    void rowsOutsideStandAlone();
    void shelfShowsWhatIsNotImported();
    void shelfTakesTheBestToken();
    void states_data();
    void states();
    void unknownProvider();
    void idsSurvive();
    void deriveTwiceIsTheSame();
};

void TstShareFinder::findsTheGuidesShare()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    QCOMPARE(shown(world.offers), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK INFO"});
    QCOMPARE(shown(world.shares), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK INFO"});
    const auto& offered = world.offers[0];
    QVERIFY(offered.consumer.empty() && offered.state == GrantState::Offered && offered.title == "ORDEREVENTS-C1");
    QVERIFY(offered.rows[0].grant.isPrivate && offered.rows[0].grant.exportIndex);
    const auto& share = world.shares[0];
    QCOMPARE(share.provider, builder.key("ACCTA"));
    QCOMPARE(share.consumer, builder.key("ACCTB"));
    QVERIFY(share.state == GrantState::Active);
    QCOMPARE(share.expires, UnixSeconds(0));
    const auto& grant = share.rows[2].grant;
    QCOMPARE(grant.consumerSubject, std::string("ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1"));
    QCOMPARE(world.account(share.consumer)->claims.imports[*grant.importIndex].subject, grant.providerSubject);
    QCOMPARE(world.account(share.provider)->claims.exports[*grant.exportIndex].subject, grant.providerSubject);
    QVERIFY(world.findings.empty());
}

void TstShareFinder::threeConsumers()
{
    auto builder = WorldBuilder::orderEvents();
    builder.addAccount("ACCTD");
    importAll(builder, "ACCTC");
    importAll(builder, "ACCTD");
    const auto world = builder.build();
    QCOMPARE(world.offers.size(), std::size_t(1));
    QCOMPARE(world.shares.size(), std::size_t(3));
    QCOMPARE(world.shares[0].consumer, builder.key("ACCTB"));
    QCOMPARE(world.shares[2].consumer, builder.key("ACCTD"));
    for (const auto& share : world.shares)
        QVERIFY(share.state == GrantState::Active && share.missingRoles.empty());
}

void TstShareFinder::missingRows()
{
    auto builder = WorldBuilder::orderEvents();
    eraseImport(builder, "$JS.ACK");
    QCOMPARE(shown(builder.build().shares), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER INFO -ACK"});
    eraseImport(builder, "$JS.API"); // the deliver row is still known by the export
    QCOMPARE(shown(builder.build().shares), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER -ACK"});

    builder = WorldBuilder::orderEvents();
    eraseImport(builder, "$JS.API"); // optional
    QCOMPARE(shown(builder.build().shares), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK"});
    eraseImport(builder, "deliver");
    QCOMPARE(shown(builder.build().shares), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: ACK -DELIVER"});

    // Flow control is needed as soon as the provider offers it.
    builder = WorldBuilder::orderEvents();
    builder.addExport("ACCTA", {.name = "ORDEREVENTS-GRANT-FC",
                                .subject = "$JS.FC.ORDEREVENTS.ORDEREVENTS-C1.>",
                                .type = ExportType::Service,
                                .tokenRequired = true});
    QCOMPARE(shown(builder.build().shares),
             QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK INFO -FC"});

    // A consumer without acknowledgement: the offer is doubtful, the import is as good as the offer.
    auto offers = WorldBuilder::sample();
    offer(offers, "ORDEREVENTS-C1", deliver);
    std::erase_if(offers.claims("ACCTA").exports, [](const Export& one) { return one.subject.starts_with("$JS.ACK"); });
    importAll(offers, "ACCTB");
    const auto world = offers.build();
    QCOMPARE(shown(world.offers), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER INFO -ACK"});
    QCOMPARE(shown(world.shares), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER INFO"});

    // A feed that has nothing to do with the share is not taken for its DELIVER.
    builder = WorldBuilder::orderEvents();
    eraseImport(builder, "deliver");
    builder.addExport("ACCTA", {.name = "news", .subject = "news", .type = ExportType::Stream});
    builder.addImport("ACCTB",
                      {.name = "news", .subject = "news", .account = builder.key("ACCTA"), .type = ExportType::Stream});
    QCOMPARE(shown(builder.build().shares),
             (QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: ACK INFO -DELIVER", "alone: news"}));
}

void TstShareFinder::deliverUnderAnyName()
{
    auto builder = WorldBuilder::sample();
    offer(builder, "ORDEREVENTS-C1", deliver);
    for (auto& offered : builder.claims("ACCTA").exports)
        offered.name = offered.subject; // nsc's default
    importAll(builder, "ACCTB");
    auto world = builder.build();
    QCOMPARE(shown(world.shares), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK INFO"});
    QCOMPARE(shown(world.offers), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK INFO"});

    // Nobody imports it: nothing says what that feed is for.
    builder.claims("ACCTB").imports.clear();
    world = builder.build();
    QCOMPARE(shown(world.offers), (QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: ACK INFO -DELIVER",
                                               "alone: deliver.retail.v1.order.events"}));

    // Two candidates: no guess.
    builder.addExport("ACCTA", {.name = "news", .subject = "news", .type = ExportType::Stream, .tokenRequired = true});
    importAll(builder, "ACCTB");
    world = builder.build();
    QCOMPARE(world.shares.size(), std::size_t(3));
    QCOMPARE(shown(world.shares)[0], QString("push-consumer ORDEREVENTS/ORDEREVENTS-C1: ACK INFO -DELIVER"));
}

void TstShareFinder::twoConsumersOfAStream()
{
    // Both DELIVER exports have the guide's name: it is unclear whose they are, but nothing is called missing.
    auto builder = WorldBuilder::sample();
    offer(builder, "C1", "deliver.one");
    offer(builder, "C2", "deliver.two");
    auto world = builder.build();
    QCOMPARE(shown(world.offers),
             (QStringList{"push-consumer ORDEREVENTS/C1: ACK INFO", "push-consumer ORDEREVENTS/C2: ACK INFO",
                          "alone: deliver.one", "alone: deliver.two"}));

    // An importer that takes only one of them makes it clear for all.
    const auto exports = builder.claims("ACCTA").exports;
    for (const auto i : {0, 1})
        builder.addImport("ACCTB", {.name = exports[i].name,
                                    .subject = exports[i].subject,
                                    .account = builder.key("ACCTA"),
                                    .type = exports[i].type});
    world = builder.build();
    QCOMPARE(shown(world.shares), QStringList{"push-consumer ORDEREVENTS/C1: DELIVER ACK"});
    QCOMPARE(shown(world.offers)[0], QString("push-consumer ORDEREVENTS/C1: DELIVER ACK INFO"));
}

void TstShareFinder::feedsAndServicesAreKnownByTheirNames()
{
    auto builder = WorldBuilder::sample();
    const auto add = [&](const char* name, const char* subject, ExportType type) {
        builder.addExport("ACCTA", {.name = name, .subject = subject, .type = type, .tokenRequired = true});
    };
    add("CARTS-GRANT-EVENTS", "cart.>", ExportType::Stream);
    add("PAY-GRANT-API", "pay.>", ExportType::Service);
    add("ODD-GRANT-API", "odd.>", ExportType::Stream); // no service
    add("TWICE-GRANT-EVENTS", "one.>", ExportType::Stream);
    add("TWICE-GRANT-EVENTS", "two.>", ExportType::Stream);
    importAll(builder, "ACCTB");
    const auto world = builder.build();
    std::map<std::string, int> found;
    for (const auto& share : world.shares)
        ++found[share.recipe + " " + share.title];
    QCOMPARE(found["message-feed CARTS"], 1);
    QCOMPARE(found["service PAY"], 1);
    QCOMPARE(found[" ODD-GRANT-API"], 1);
    QCOMPARE(found[" TWICE-GRANT-EVENTS"], 2);
    QVERIFY(world.findings.empty());
}

void TstShareFinder::pullSharesAreNoPushShares()
{
    auto builder = WorldBuilder::sample();
    const auto add = [&](const char* role, const char* subject) {
        builder.addExport("ACCTA", {.name = std::string("RESTOCK-GRANT-") + role,
                                    .subject = subject,
                                    .type = ExportType::Service,
                                    .tokenRequired = true,
                                    .responseType = "Stream"});
    };
    add("NEXT", "$JS.API.CONSUMER.MSG.NEXT.RESTOCK.C1");
    add("ACK", "$JS.ACK.RESTOCK.C1.>");
    add("INFO", "$JS.API.CONSUMER.INFO.RESTOCK.C1");
    importAll(builder, "ACCTB");
    const auto world = builder.build();
    QCOMPARE(shown(world.offers), QStringList{"pull-consumer RESTOCK/C1: NEXT ACK INFO"});
    QCOMPARE(shown(world.shares), QStringList{"pull-consumer RESTOCK/C1: NEXT ACK INFO"});
    QVERIFY(world.findings.empty());
}

void TstShareFinder::rowsOutsideStandAlone()
{
    auto builder = WorldBuilder::orderEvents();
    builder.addExport("ACCTA", {.name = "pay", .subject = "pay.>", .type = ExportType::Service});
    builder.addExport("ACCTA", {.subject = "news.>", .type = ExportType::Stream});
    builder.addImport(
        "ACCTC",
        {.subject = "pay.>", .account = builder.key("ACCTA"), .localSubject = "a.pay.>", .type = ExportType::Service});
    const auto world = builder.build();
    QCOMPARE(shown(world.offers), (QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK INFO",
                                               "alone: pay.>", "alone: news.>"}));
    QCOMPARE(world.offers[1].title, std::string("pay"));
    QCOMPARE(world.offers[2].title, std::string("news.>"));
    QCOMPARE(world.shares.size(), std::size_t(2));
    QVERIFY(world.shares[1].recipe.empty() && world.shares[1].rows[0].role.empty());
    QCOMPARE(world.shares[1].title, std::string("pay.>"));
    QCOMPARE(world.shares[1].rows[0].grant.consumerSubject, std::string("a.pay.>"));
}

void TstShareFinder::shelfShowsWhatIsNotImported()
{
    auto builder = WorldBuilder::orderEvents();
    for (const auto& offered : builder.claims("ACCTA").exports)
        builder.addTokenFile(offered.name + "-ACCTC.tok",
                             builder.activation("ACCTA", builder.key("ACCTC"), offered.type, offered.subject));
    for (const auto& import : builder.claims("ACCTB").imports) // imported already: nothing to show twice
        builder.addTokenFile(import.name + "-ACCTB.tok", import.token);
    builder.addTokenFile("damaged.tok", "xyz");
    auto world = builder.build();
    QCOMPARE(world.shares.size(), std::size_t(2));
    QVERIFY(world.shares[0].state == GrantState::Active);
    const auto& waiting = world.shares[1];
    QCOMPARE(waiting.consumer, builder.key("ACCTC"));
    QVERIFY(waiting.state == GrantState::NotImported);
    QCOMPARE(shown({waiting}), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK INFO"});
    QVERIFY(!waiting.rows[0].grant.importIndex && waiting.rows[0].grant.exportIndex);

    // One of them taken in: the share is the same, and half done.
    const auto id = waiting.id;
    auto import = builder.claims("ACCTB").imports[1];
    import.token = builder.activation("ACCTA", builder.key("ACCTC"), import.type, import.subject);
    builder.addImport("ACCTC", import);
    world = builder.build();
    QCOMPARE(world.shares[1].id, id);
    QVERIFY(world.shares[1].state == GrantState::NotImported);
    QCOMPARE(world.shares[1].rows.size(), std::size_t(3));
}

void TstShareFinder::shelfTakesTheBestToken()
{
    auto builder = WorldBuilder::sample();
    builder.addExport("ACCTA", {.name = "news", .subject = "news", .type = ExportType::Stream, .tokenRequired = true});
    const auto token = [&](UnixSeconds end, UnixSeconds issued) {
        return builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Stream, "news", {0, end}, issued);
    };
    builder.addTokenFile("a.tok", token(testNow - 10, testNow - 20));
    auto world = builder.build();
    QVERIFY(world.shares[0].state == GrantState::TokenExpired);
    builder.addTokenFile("b.tok", token(testNow + 1000, testNow - 30));
    builder.addTokenFile("c.tok", token(testNow + 2000, testNow - 25));
    world = builder.build();
    QCOMPARE(world.shares.size(), std::size_t(1));
    QVERIFY(world.shares[0].state == GrantState::NotImported);
    QCOMPARE(world.shares[0].expires, UnixSeconds(testNow + 2000));
}

void TstShareFinder::states_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("state");
    constexpr int day = 24 * 60 * 60;
    QTest::newRow("never ends") << 0 << static_cast<int>(GrantState::Active);
    QTest::newRow("a fresh token of 30 days") << 30 * day << static_cast<int>(GrantState::Active);
    QTest::newRow("in 13 days") << 13 * day << static_cast<int>(GrantState::EndsSoon);
    QTest::newRow("over") << -1 << static_cast<int>(GrantState::TokenExpired);
}

void TstShareFinder::states()
{
    QFETCH(int, end);
    auto builder = WorldBuilder::orderEvents();
    auto& import = builder.claims("ACCTB").imports[1];
    const auto ends = end == 0 ? 0 : testNow + end;
    import.token = builder.activation("ACCTA", builder.key("ACCTB"), import.type, import.subject, {0, ends});
    const auto world = builder.build();
    QTEST(static_cast<int>(world.shares[0].state), "state"); // the worst row decides
    QCOMPARE(world.shares[0].expires, ends);
    QVERIFY(world.shares[0].rows[0].grant.state == GrantState::Active);
}

void TstShareFinder::unknownProvider()
{
    auto foreign = WorldBuilder::orderEvents();
    WorldBuilder here;
    here.addAccount("ACCTB");
    here.claims("ACCTB").imports = foreign.claims("ACCTB").imports;
    const auto world = here.build();
    QCOMPARE(shown(world.shares), QStringList{"push-consumer ORDEREVENTS/ORDEREVENTS-C1: DELIVER ACK INFO"});
    QVERIFY(world.shares[0].state == GrantState::ProviderUnknown);
    QVERIFY(world.offers.empty());
}

void TstShareFinder::idsSurvive()
{
    auto builder = WorldBuilder::orderEvents();
    const auto before = builder.build();
    QCOMPARE(before.shares[0].rows[0].grant.id,
             builder.key("ACCTA") + "/" + builder.key("ACCTB") + "/stream/" + deliver);
    std::reverse(builder.claims("ACCTB").imports.begin(), builder.claims("ACCTB").imports.end());
    builder.claims("ACCTB").imports[0].token =
        builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Service,
                           builder.claims("ACCTB").imports[0].subject, {0, testNow - 1}); // another state
    builder.addExport("ACCTA", {.name = "first of all", .subject = "$AAA", .type = ExportType::Stream});
    const auto after = builder.build();
    QCOMPARE(after.shares[0].id, before.shares[0].id);
    QCOMPARE(after.offers[0].id, before.offers[0].id);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(after.shares[0].rows[i].grant.id, before.shares[0].rows[i].grant.id);

    auto twice = WorldBuilder::orderEvents(); // the same import twice: two rows, two ids
    twice.addImport("ACCTB", twice.claims("ACCTB").imports[0]);
    const auto world = twice.build();
    std::set<std::string> ids;
    for (const auto& share : world.shares)
        for (const auto& row : share.rows)
            ids.insert(row.grant.id);
    QCOMPARE(ids.size(), std::size_t(4));
}

void TstShareFinder::deriveTwiceIsTheSame()
{
    auto builder = WorldBuilder::orderEvents();
    eraseImport(builder, "$JS.ACK");
    auto world = builder.build();
    world.findings.push_back({.code = FindingCode::FileUnreadable, .subject = "x.jwt"});
    auto again = world;
    deriveShares(again);
    QCOMPARE(again.findings.size(), world.findings.size());
    QVERIFY(again.shares == world.shares && again.offers == world.offers);
    QVERIFY(std::ranges::count(again.findings, FindingCode::FileUnreadable, &Finding::code) == 1);
}

QTEST_APPLESS_MAIN(TstShareFinder)
#include "tst_share_finder.moc"
