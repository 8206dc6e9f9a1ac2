// SPDX-License-Identifier: Apache-2.0
#include "core/share/js_subjects.h"
#include "core/share/recipe.h"
#include "core/share/row_role.h"

#include <QtTest>

using namespace gd;

Q_DECLARE_METATYPE(gd::RowRole)

class TstRecipe : public QObject {
    Q_OBJECT

private slots:
    void pushConsumerIsTheTable();
    void pullConsumerIsTheTable();
    void fillsIn_data();
    void fillsIn();
    void matches_data();
    void matches();
    void tellsRoles_data();
    void tellsRoles();
    void hashesAccounts();
    void formsOfDomains();
    void knowsBuckets();
    void takesNamesApart();
    void assignsDeliver();
};

void TstRecipe::pushConsumerIsTheTable()
{
    const auto& recipe = pushConsumerRecipe();
    QCOMPARE(recipe.id, std::string("push-consumer"));
    QCOMPARE(recipe.rows.size(), std::size_t(4));
    const auto& [deliver, ack, info, fc] = std::tie(recipe.rows[0], recipe.rows[1], recipe.rows[2], recipe.rows[3]);
    QCOMPARE(deliver.role, std::string("DELIVER"));
    QVERIFY(deliver.type == ExportType::Stream && deliver.need == RowNeed::Always && deliver.responseType.empty());
    QCOMPARE(ack.providerSubject, std::string("$JS.ACK.{stream}.{consumer}.>"));
    QCOMPARE(ack.consumerSubject, ack.providerSubject);
    QVERIFY(ack.keepsSubject && ack.need == RowNeed::UnlessAckNone);
    QCOMPARE(info.consumerSubject, std::string("{prefix}.API.CONSUMER.INFO.{stream}.{consumer}"));
    QVERIFY(info.need == RowNeed::Optional && !info.keepsSubject);
    QCOMPARE(fc.consumerSubject, std::string("$JS.FC.{stream}.{consumer}.>"));
    QVERIFY(fc.keepsSubject && fc.need == RowNeed::IfFlowControl);
    for (const auto* row : {&ack, &info, &fc}) {
        QVERIFY(row->type == ExportType::Service);
        QCOMPARE(row->responseType, std::string("Singleton"));
    }
}

void TstRecipe::pullConsumerIsTheTable()
{
    const auto& recipe = pullConsumerRecipe();
    QCOMPARE(recipe.id, std::string("pull-consumer"));
    QCOMPARE(recipe.rows.size(), std::size_t(3));
    const auto& next = recipe.rows[0];
    QCOMPARE(next.providerSubject, std::string("$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"));
    QCOMPARE(next.consumerSubject, std::string("{prefix}.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"));
    QVERIFY(next.type == ExportType::Service && next.need == RowNeed::Always && !next.keepsSubject);
    QCOMPARE(next.responseType, std::string("Stream")); // else a batch ends after its first message
    QCOMPARE(recipe.rows[1].role, std::string("ACK"));
    QCOMPARE(recipe.rows[2].role, std::string("INFO"));
    QVERIFY(!recipe.asksFor("deliver") && !recipe.asksFor("local") && recipe.asksFor("prefix"));
    QVERIFY(pushConsumerRecipe().asksFor("deliver") && pushConsumerRecipe().asksFor("local"));
    QVERIFY(!recipe.has(RowNeed::IfFlowControl) && pushConsumerRecipe().has(RowNeed::IfFlowControl));
}

void TstRecipe::fillsIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("filled");
    QTest::newRow("plain") << "a.b"
                           << "a.b";
    QTest::newRow("two") << "$JS.ACK.{stream}.{consumer}.>"
                         << "$JS.ACK.S.C.>";
    QTest::newRow("twice") << "{stream}{stream}"
                           << "SS";
    QTest::newRow("unknown stays") << "{prefix}.API"
                                   << "{prefix}.API";
    QTest::newRow("open brace") << "a{stream"
                                << "a{stream";
    QTest::newRow("empty braces") << "{}"
                                  << "{}";
    QTest::newRow("values are not filled in again") << "{trick}"
                                                    << "{stream}";
}

void TstRecipe::fillsIn()
{
    QFETCH(QString, text);
    const Variables values{{"stream", "S"}, {"consumer", "C"}, {"trick", "{stream}"}};
    QTEST(QString::fromStdString(fillIn(text.toStdString(), values)), "filled");
}

void TstRecipe::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("values"); // "name=value …", "-" if it does not match
    QTest::newRow("ack") << "$JS.ACK.{stream}.{consumer}.>"
                         << "$JS.ACK.ORDERS.C-1.>"
                         << "consumer=C-1 stream=ORDERS";
    QTest::newRow("no dot inside") << "a.{x}"
                                   << "a.b.c"
                                   << "-";
    QTest::newRow("not empty") << "a.{x}.b"
                               << "a..b"
                               << "-";
    QTest::newRow("rest") << "a.{x}"
                          << "a.b"
                          << "x=b";
    QTest::newRow("twice equal") << "{x}.{x}"
                                 << "a.a"
                                 << "x=a";
    QTest::newRow("twice different") << "{x}.{x}"
                                     << "a.b"
                                     << "-";
    QTest::newRow("inside a token") << "{s}-GRANT-{r}"
                                    << "A-B-GRANT-ACK"
                                    << "r=ACK s=A-B";
    QTest::newRow("longer text") << "a"
                                 << "ab"
                                 << "-";
    QTest::newRow("shorter text") << "ab"
                                  << "a"
                                  << "-";
    QTest::newRow("nothing") << ""
                             << ""
                             << "";
}

void TstRecipe::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    const auto values = matchPattern(pattern.toStdString(), text.toStdString());
    QStringList found;
    if (values)
        for (const auto& [name, value] : *values)
            found << QString::fromStdString(name + "=" + value);
    QTEST(values ? found.join(' ') : QStringLiteral("-"), "values");
}

void TstRecipe::tellsRoles_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("role");
    QTest::newRow("ack") << "$JS.ACK.S.C.>"
                         << "push-consumer ACK S C";
    QTest::newRow("info") << "$JS.API.CONSUMER.INFO.S.C"
                          << "push-consumer INFO S C";
    QTest::newRow("fc") << "$JS.FC.S.C.>"
                        << "push-consumer FC S C";
    QTest::newRow("next") << "$JS.API.CONSUMER.MSG.NEXT.S.C"
                          << "pull-consumer NEXT S C";
    QTest::newRow("in a domain") << "$JS.hub.API.CONSUMER.MSG.NEXT.S.C"
                                 << "pull-consumer NEXT S C";
    QTest::newRow("new ack") << "$JS.ACK._.AvBMeqix.S.C.>"
                             << "push-consumer ACKV2 S C";
    QTest::newRow("new fc") << "$JS.FC.hub.AvBMeqix.S.C.>"
                            << "push-consumer FCV2 S C";
    QTest::newRow("a bucket needs its name too") << "$KV.CONFIG.>"
                                                 << "";
    QTest::newRow("any stream") << "$JS.ACK.*.C.>"
                                << "";
    QTest::newRow("any consumer") << "$JS.ACK.S.>"
                                  << "";
    QTest::newRow("a deliver subject says nothing") << "deliver.orders"
                                                    << "";
}

void TstRecipe::tellsRoles()
{
    QFETCH(QString, subject);
    const auto role = roleOfSubject(subject.toStdString());
    const auto text = role.known() ? role.recipe + " " + role.role + " " + role.stream + " " + role.jsConsumer : "";
    QTEST(QString::fromStdString(text), "role");
}

/// The server names itself so in a cluster: "Node: AvBMeqix" for a server of that name (2.9.10).
void TstRecipe::hashesAccounts()
{
    QCOMPARE(accountHash("ADGOYJ5YRLAVBMQ4PGNXJWZV2GPVY2SDFXQ3C2OEEV2OSQQHGAAUHUPW"), std::string("AvBMeqix"));
    QCOMPARE(accountHash("S1"), std::string("sQnRv29R"));
    const std::string old = "$JS.ACK.S.C.>";
    QCOMPARE(newAckForm(old, "hub", "S1"), std::string("$JS.ACK.hub.sQnRv29R.S.C.>"));
    QCOMPARE(newAckForm(old, "", "S1"), std::string("$JS.ACK._.sQnRv29R.S.C.>"));
    QCOMPARE(oldAckForm("$JS.ACK._.sQnRv29R.S.C.>"), old);
    QCOMPARE(oldAckForm(old), std::string());
}

void TstRecipe::formsOfDomains()
{
    QCOMPARE(withDomain("$JS.API.INFO", "hub"), std::string("$JS.hub.API.INFO"));
    QCOMPARE(withDomain("$JS.API.INFO", ""), std::string("$JS.API.INFO"));
    QCOMPARE(withDomain("$JS.ACK.S.C.>", "hub"), std::string("$JS.ACK.S.C.>"));
    QCOMPARE(withoutDomain("$JS.hub.API.INFO"), std::string("$JS.API.INFO"));
    QCOMPARE(withoutDomain("$JS.API.INFO"), std::string("$JS.API.INFO"));
    QCOMPARE(withoutDomain("$JS.a.b.API.INFO"), std::string("$JS.a.b.API.INFO"));
    QCOMPARE(domainOf("$JS.hub.API.INFO"), std::string("hub"));
    QCOMPARE(domainOf("$JS.API.INFO"), std::string());
    QCOMPARE(std::string(apiTail("$JS.hub.API.INFO")), std::string(".API.INFO"));
    for (const auto* other : {"$JS", "$JS.", "$JS..API.INFO", "JS.API.INFO", "$JS.hub", "$JS.API"})
        QVERIFY2(apiTail(other).empty(), other);
}

/// What belongs to a bucket says so twice; one of the two may be chance.
void TstRecipe::knowsBuckets()
{
    const auto roleOf = [](const char* name, const char* subject, ExportType type = ExportType::Service) {
        std::vector<RolePiece> pieces{{.name = name, .subject = subject, .type = type}};
        assignRoles(pieces);
        const auto& role = pieces.front().role;
        return role.recipe + " " + role.role + " " + role.stream;
    };
    QCOMPARE(roleOf("KV_CONFIG-GRANT-PUT", "$KV.CONFIG.>"), std::string("kv PUT KV_CONFIG"));
    QCOMPARE(roleOf("KV_CONFIG-GRANT-GET", "$JS.API.DIRECT.GET.KV_CONFIG.>"), std::string("kv-read GET KV_CONFIG"));
    QCOMPARE(roleOf("KV_CONFIG-GRANT-GET", "$JS.hub.API.DIRECT.GET.KV_CONFIG.>"), std::string("kv-read GET KV_CONFIG"));
    QCOMPARE(roleOf("OBJ_FILES-GRANT-META", "$O.FILES.M.>"), std::string("object-store META OBJ_FILES"));
    QCOMPARE(roleOf("S-GRANT-FEED", "mirror.S.>", ExportType::Stream), std::string("mirror FEED S"));
    QCOMPARE(roleOf("S-GRANT-FEED", "mirror.S.>"), std::string("  "));
    QCOMPARE(roleOf("KV_OTHER-GRANT-PUT", "$KV.CONFIG.>"), std::string("  "));
    QCOMPARE(roleOf("put", "$KV.CONFIG.>"), std::string("  "));
}

void TstRecipe::takesNamesApart()
{
    QCOMPARE(grantName("ORDERS", "ACK"), std::string("ORDERS-GRANT-ACK"));
    const auto name = partsOfGrantName("A-B-GRANT-DELIVER");
    QVERIFY(name);
    QCOMPARE(name->stream, std::string("A-B"));
    QCOMPARE(name->role, std::string("DELIVER"));
    QVERIFY(!partsOfGrantName("A-GRANT-SOMETHING"));
    QVERIFY(!partsOfGrantName("-GRANT-ACK"));
    const auto file = partsOfFileName("ORDERS-GRANT-ACK-ACCT-B.tok");
    QVERIFY(file);
    QCOMPARE(file->stream, std::string("ORDERS"));
    QCOMPARE(file->role, std::string("ACK"));
    QVERIFY(partsOfFileName("ORDERS-GRANT-INFO.tok"));
    QVERIFY(!partsOfFileName("token.tok"));

    const RowRole role{"push-consumer", "ACK", "S", "C"};
    QCOMPARE(freeGrantName(role, {}), std::string("S-GRANT-ACK"));
    QCOMPARE(freeGrantName(role, {"S-GRANT-ACK"}), std::string("S-C-GRANT-ACK"));
}

void TstRecipe::assignsDeliver()
{
    const RolePiece deliver{.name = "S-GRANT-DELIVER", .subject = "deliver.s", .type = ExportType::Stream};
    const RolePiece unnamed{.name = "feed", .subject = "feed.s", .type = ExportType::Stream};
    const auto ack = [](const std::string& jsConsumer) {
        return RolePiece{.subject = "$JS.ACK.S." + jsConsumer + ".>", .type = ExportType::Service};
    };

    const IsOpen anyOpen = [](const auto&, const auto&) {
        return true;
    };

    std::vector<RolePiece> clear{deliver, ack("C1")};
    assignRoles(clear);
    QCOMPARE(clear[0].role.jsConsumer, std::string("C1"));

    std::vector<RolePiece> unclear{deliver, ack("C1"), ack("C2")};
    assignRoles(unclear);
    QVERIFY(!unclear[0].role.known());

    auto full = deliver;
    full.name = "S-C2-GRANT-DELIVER";
    std::vector<RolePiece> both{deliver, full, ack("C1"), ack("C2")};
    assignRoles(both);
    QCOMPARE(both[0].role.jsConsumer, std::string("C1"));
    QCOMPARE(both[1].role.jsConsumer, std::string("C2"));

    std::vector<RolePiece> lone{unnamed, ack("C1")};
    assignRoles(lone);
    QVERIFY(!lone[0].role.known());
    assignLoneFeed(lone, [](const auto&, const auto&) { return false; });
    QVERIFY(!lone[0].role.known());
    assignLoneFeed(lone, anyOpen);
    QCOMPARE(lone[0].role.role, std::string("DELIVER"));

    std::vector<RolePiece> two{unnamed, {.subject = "other", .type = ExportType::Stream}, ack("C1")};
    assignRoles(two);
    assignLoneFeed(two, anyOpen);
    QVERIFY(!two[0].role.known() && !two[1].role.known());

    RolePiece next{.subject = "$JS.API.CONSUMER.MSG.NEXT.S.C1", .type = ExportType::Service};
    std::vector<RolePiece> pull{unnamed, ack("C1"), next};
    assignRoles(pull);
    assignLoneFeed(pull, anyOpen);
    QVERIFY2(!pull[0].role.known(), "a pull consumer has no deliver subject");
}

QTEST_APPLESS_MAIN(TstRecipe)
#include "tst_recipe.moc"
