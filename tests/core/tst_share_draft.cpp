// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_draft.h"
#include "tests/support/world_builder.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

using Edit = std::function<void(ShareDraft&, const WorldBuilder&)>;
Q_DECLARE_METATYPE(Edit)
Q_DECLARE_METATYPE(gd::ErrorCode)

class TstShareDraft : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void goodIsGood();
    void aPullConsumerNeedsNoDeliverSubject();
    void recipesOfOneSubject_data();
    void recipesOfOneSubject();
    void suggests();
    void rowsFollowTheDraft();
    void draftFromOfferTakesWhatIsThere();
};

void TstShareDraft::finds_data()
{
    QTest::addColumn<bool>("whom");
    QTest::addColumn<QString>("field");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<ErrorCode>("code");
    const auto what = [](const char* name, const char* field, ErrorCode code, Edit edit) {
        QTest::newRow(name) << false << field << edit << code;
    };
    const auto whom = [](const char* name, const char* field, ErrorCode code, Edit edit) {
        QTest::newRow(name) << true << field << edit << code;
    };
#define SET(...)                                                                                                       \
    [](ShareDraft& d, const WorldBuilder& b) {                                                                         \
        static_cast<void>(b);                                                                                          \
        __VA_ARGS__;                                                                                                   \
    }
    what("no provider", "provider", ErrorCode::FieldEmpty, SET(d.provider = ""));
    what("unknown provider", "provider", ErrorCode::AccountUnknown, SET(d.provider = "AXYZ"));
    what("unknown recipe", "recipe", ErrorCode::FieldEmpty, SET(d.recipe = "teleport"));
    what("no stream", "stream", ErrorCode::FieldEmpty, SET(d.stream = ""));
    what("stream with dot", "stream", ErrorCode::NameHasBadCharacter, SET(d.stream = "A.B"));
    what("stream with blank", "stream", ErrorCode::NameHasBadCharacter, SET(d.stream = "A B"));
    what("no consumer", "jsConsumer", ErrorCode::FieldEmpty, SET(d.jsConsumer = ""));
    what("consumer with star", "jsConsumer", ErrorCode::NameHasBadCharacter, SET(d.jsConsumer = "C*"));
    what("no deliver subject", "deliverSubject", ErrorCode::FieldEmpty, SET(d.deliverSubject = ""));
    what("deliver wildcard", "deliverSubject", ErrorCode::SubjectWildcardNotAllowed, SET(d.deliverSubject = "a.>"));
    what("deliver malformed", "deliverSubject", ErrorCode::SubjectEmptyToken, SET(d.deliverSubject = "a..b"));
    what("deliver in $JS", "deliverSubject", ErrorCode::SubjectReserved, SET(d.deliverSubject = "$JS.x"));
    what("group with blank", "deliverGroup", ErrorCode::GroupHasBadCharacter, SET(d.deliverGroup = "a b"));

    whom("nobody", "consumers", ErrorCode::FieldEmpty, SET(d.consumers.clear()));
    whom("consumer not chosen", "consumers", ErrorCode::FieldEmpty, SET(d.consumers[0].account = ""));
    whom("to itself", "consumers", ErrorCode::AccountIsTheProvider, SET(d.consumers[0].account = d.provider));
    whom("no key", "consumers", ErrorCode::AccountUnknown, SET(d.consumers[0] = {.account = "AX", .importNow = false}));
    whom("import into a contact", "consumers", ErrorCode::AccountUnknown,
         SET(MemoryKeys keys; d.consumers[0].account = keys.add(KeyKind::Account, "contact")));
    whom("twice", "consumers", ErrorCode::AlreadyImported, SET(d.consumers.push_back(d.consumers[0])));
    whom("local wildcard", "localSubject", ErrorCode::SubjectWildcardNotAllowed,
         SET(d.consumers[0].localSubject = "a.*"));
    whom("local reference", "localSubject", ErrorCode::SubjectWildcardNotAllowed,
         SET(d.consumers[0].localSubject = "a.$1"));
    whom("local in $JS", "localSubject", ErrorCode::SubjectReserved, SET(d.consumers[0].localSubject = "$JS.a"));
    whom("prefix in $JS", "prefix", ErrorCode::SubjectReserved, SET(d.consumers[0].prefix = "$JS"));
    whom("prefix with $", "prefix", ErrorCode::SubjectReserved, SET(d.consumers[0].prefix = "$X"));
    whom("prefix wildcard", "prefix", ErrorCode::SubjectWildcardNotAllowed, SET(d.consumers[0].prefix = "a.>"));
    whom("prefix malformed", "prefix", ErrorCode::SubjectEmptyToken, SET(d.consumers[0].prefix = "a."));
    whom("ends before start", "validityEnd", ErrorCode::ValidityEndsBeforeStart,
         SET(d.consumers[0].validity = (Validity{testNow + 100, testNow + 50})));
    whom("ends where it starts", "validityEnd", ErrorCode::ValidityEndsBeforeStart,
         SET(d.consumers[0].validity = (Validity{testNow + 100, testNow + 100})));
    whom("ended", "validityEnd", ErrorCode::ValidityInThePast, SET(d.consumers[0].validity = (Validity{0, testNow})));
#undef SET
}

void TstShareDraft::finds()
{
    QFETCH(bool, whom);
    QFETCH(QString, field);
    QFETCH(Edit, edit);
    QFETCH(ErrorCode, code);
    const auto builder = WorldBuilder::sample();
    auto draft = orderEventsDraft(builder);
    edit(draft, builder);
    const auto problems = draft.problems(whom ? ShareDraft::Page::Whom : ShareDraft::Page::What, builder.build());
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(problems[0].field), field);
    QCOMPARE(static_cast<int>(problems[0].error.code), static_cast<int>(code));
}

void TstShareDraft::goodIsGood()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    auto draft = orderEventsDraft(builder);
    draft.deliverGroup.clear();
    MemoryKeys keys;
    draft.consumers.push_back({.account = keys.add(KeyKind::Account, "contact"),
                               .importNow = false,
                               .validity = {testNow - 5, testNow + 1},
                               .localSubject = "any.name",
                               .prefix = "TWO.PARTS"});
    QVERIFY(draft.problems(ShareDraft::Page::What, world).empty());
    QVERIFY(draft.problems(ShareDraft::Page::Whom, world).empty());
}

/// What a recipe does not ask for is no problem, whatever stands there.
void TstShareDraft::aPullConsumerNeedsNoDeliverSubject()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    ShareDraft draft{.provider = builder.key("ACCTA"),
                     .recipe = "pull-consumer",
                     .stream = "RESTOCKEVENTS",
                     .jsConsumer = "RESTOCKEVENTS-C1",
                     .deliverSubject = "not..good",
                     .deliverGroup = "not good",
                     .consumers = {{.account = builder.key("ACCTB"), .localSubject = "not..good"}}};
    QVERIFY(draft.problems(ShareDraft::Page::What, world).empty());
    QVERIFY(draft.problems(ShareDraft::Page::Whom, world).empty());
    const auto rows = importRows(draft, draft.consumers.front(), world);
    QCOMPARE(rows.size(), std::size_t(3));
    QCOMPARE(rows.front().consumerSubject, std::string("ACCTA.API.CONSUMER.MSG.NEXT.RESTOCKEVENTS.RESTOCKEVENTS-C1"));
    QCOMPARE(rows.front().name, std::string("RESTOCKEVENTS-GRANT-NEXT"));
    draft.recipe = "push-consumer";
    QCOMPARE(draft.problems(ShareDraft::Page::What, world).size(), std::size_t(2));
}

void TstShareDraft::recipesOfOneSubject_data()
{
    QTest::addColumn<QString>("recipe");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isService");
    QTest::newRow("feed") << "message-feed"
                          << "CARTS-GRANT-EVENTS" << false;
    QTest::newRow("service") << "service"
                             << "CARTS-GRANT-API" << true;
    QTest::newRow("publish") << "publish"
                             << "CARTS-GRANT-INGEST" << true;
}

void TstShareDraft::recipesOfOneSubject()
{
    QFETCH(QString, recipe);
    QFETCH(QString, name);
    QFETCH(bool, isService);
    auto builder = WorldBuilder::sample();
    const auto type = isService ? ExportType::Service : ExportType::Stream;
    ShareDraft draft{.provider = builder.key("ACCTA"),
                     .recipe = recipe.toStdString(),
                     .stream = "CARTS",
                     .subject = "retail.cart.>",
                     .consumers = {{.account = builder.key("ACCTB")}}};
    const auto problem = [&] {
        const auto problems = draft.problems(ShareDraft::Page::What, builder.build());
        return problems.empty() ? QString() : QString::fromStdString(problems.front().field);
    };
    QCOMPARE(problem(), QString());
    const auto rows = importRows(draft, draft.consumers.front(), builder.build());
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(rows.front().name), name);
    QCOMPARE(rows.front().consumerSubject, draft.subject); // keeps its name
    QVERIFY(rows.front().type == type);
    QCOMPARE(rows.front().responseType, std::string(isService ? "Singleton" : ""));
    for (const char* bad : {"", "a..b", "a b", "a.>.b"}) {
        draft.subject = bad;
        QCOMPARE(problem(), QStringLiteral("subject"));
    }
    draft.subject = "deliver.cart";
    QCOMPARE(suggestedLocal(draft), draft.subject);
    // Another export may not be called like this one; the same one may, and is used.
    builder.addExport("ACCTA", {.name = name.toStdString(), .subject = "retail.other", .type = type});
    QCOMPARE(problem(), QStringLiteral("stream"));
    draft.subject = "retail.other";
    QCOMPARE(problem(), QString());
    draft.consumers.front().localSubject = "shop.*";
    QVERIFY(draft.problems(ShareDraft::Page::Whom, builder.build()).empty()); // whether it fits is said by the review
}

void TstShareDraft::suggests()
{
    QCOMPARE(suggestedLocal("deliver.retail.v1"), std::string("retail.v1"));
    QCOMPARE(suggestedLocal("retail.v1"), std::string("retail.v1"));
    QCOMPARE(suggestedLocal("deliver."), std::string("deliver."));
    QCOMPARE(suggestedLocal("delivery.x"), std::string("delivery.x"));
    Account account;
    const auto prefix = [&](const char* name) {
        account.name = name;
        return QString::fromStdString(suggestedPrefix(account));
    };
    QCOMPARE(prefix("ACCTA"), QString("ACCTA"));
    QCOMPARE(prefix("My Account.1"), QString("My_Account_1"));
    QCOMPARE(prefix("$JS"), QString("_JS"));
    QCOMPARE(prefix("a>*"), QString("a__"));
    account.key = "ABCDEFGHIJKL";
    QCOMPARE(prefix(""), QString("ABCDEFGH"));
}

void TstShareDraft::rowsFollowTheDraft()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    auto draft = orderEventsDraft(builder);
    const auto roles = [](const std::vector<DraftRow>& rows) {
        QStringList list;
        for (const auto& row : rows)
            list << QString::fromStdString(row.role) + (row.isUsed ? "" : "-");
        return list.join(' ');
    };
    QCOMPARE(roles(exportRows(draft)), QString("DELIVER ACK INFO"));
    draft.withInfo = false;
    draft.flowControl = true;
    QCOMPARE(roles(exportRows(draft)), QString("DELIVER ACK INFO- FC"));
    QCOMPARE(roles(importRows(draft, draft.consumers[0], world)), QString("DELIVER ACK FC"));
    draft.acknowledges = false;
    QCOMPARE(roles(exportRows(draft)), QString("DELIVER INFO- FC"));

    draft = orderEventsDraft(builder);
    draft.consumers[0].localSubject = "mine";
    draft.consumers[0].prefix = "P";
    const auto rows = importRows(draft, draft.consumers[0], world);
    QCOMPARE(rows[0].consumerSubject, std::string("mine"));
    QCOMPARE(rows[1].consumerSubject, std::string("$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>"));
    QCOMPARE(rows[2].consumerSubject, std::string("P.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1"));

    const auto empty = exportRows(ShareDraft{});
    QCOMPARE(empty[1].providerSubject, std::string("$JS.ACK.{stream}.{consumer}.>"));
    QCOMPARE(empty[1].name, std::string("{stream}-GRANT-ACK"));
}

void TstShareDraft::draftFromOfferTakesWhatIsThere()
{
    auto builder = WorldBuilder::orderEvents();
    auto world = builder.build();
    QCOMPARE(world.offers.size(), std::size_t(1));
    const auto draft = draftFromOffer(world.offers[0], builder.key("ACCTC"), world);
    QCOMPARE(draft.provider, builder.key("ACCTA"));
    QCOMPARE(draft.stream, std::string("ORDEREVENTS"));
    QCOMPARE(draft.jsConsumer, std::string("ORDEREVENTS-C1"));
    QCOMPARE(draft.deliverSubject, std::string("deliver.retail.v1.order.events"));
    QVERIFY(draft.acknowledges && draft.withInfo && !draft.flowControl && draft.isPrivate);
    QCOMPARE(draft.consumers.size(), std::size_t(1));
    QVERIFY(draft.consumers[0].importNow);
    QVERIFY(draft.problems(ShareDraft::Page::What, world).empty());
    QVERIFY(draft.problems(ShareDraft::Page::Whom, world).empty());

    world.keysHere.clear();
    QVERIFY(!draftFromOffer(world.offers[0], builder.key("ACCTC"), world).consumers[0].importNow);
}

QTEST_APPLESS_MAIN(TstShareDraft)
#include "tst_share_draft.moc"
