// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/token.h"
#include "core/jwt/validate.h"
#include "core/share/planner.h"
#include "core/share/signing.h"
#include "tests/support/world_builder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

QJsonObject natsOf(const Claims& claims)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(claimsJson(claims))).object().value("nats").toObject();
}

QJsonArray json(const char* text)
{
    return QJsonDocument::fromJson(text).array();
}

QByteArray shown(const QJsonValue& value)
{
    return QJsonDocument(QJsonArray{value}).toJson();
}

template <class T>
std::vector<T> changesOf(const SharePlan& plan)
{
    std::vector<T> found;
    for (const auto& change : plan.changes)
        if (const auto* one = std::get_if<T>(&change)) found.push_back(*one);
    return found;
}

const AccountClaims& claimsAfter(const SharePlan& plan, const std::string& key)
{
    for (const auto& account : plan.accounts)
        if (account.account == key) return *account.after;
    qFatal("the plan does not touch that account");
}

} // namespace

/// The tables are those of the published guide to sharing a push consumer between accounts.
class TstPlanner : public QObject {
    Q_OBJECT

private slots:
    void exportsOfTheGuide();
    void activationsOfTheGuide();
    void importsOfTheGuide();
    void nothingForTheReferenceLibraryToSay();
    void planIsPure();
    void secondConsumerGetsTokensAndImports();
    void threeConsumersAtOnce();
    void flowControlAddsRow();
    void ackNoneLeavesRowOut();
    void publicShareNeedsNoTokens();
    void tokensOnlyForConsumersWithoutKeys();
    void fileNamesAreFreeAndSafe();
    void secondConsumerOfTheStreamIsToldApart();
};

void TstPlanner::exportsOfTheGuide()
{
    const auto builder = WorldBuilder::sample();
    const auto plan = planShare(orderEventsDraft(builder), builder.build(), testNow);
    QVERIFY(plan);
    const auto exports = natsOf(claimsAfter(*plan, builder.key("ACCTA"))).value("exports").toArray();
    const auto expected = json(R"([
        {"name":"ORDEREVENTS-GRANT-ACK","subject":"$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.\u003e","type":"service",
         "token_req":true,"response_type":"Singleton"},
        {"name":"ORDEREVENTS-GRANT-INFO","subject":"$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1","type":"service",
         "token_req":true,"response_type":"Singleton"},
        {"name":"ORDEREVENTS-GRANT-DELIVER","subject":"deliver.retail.v1.order.events","type":"stream","token_req":true}])");
    QVERIFY2(exports == expected, shown(exports));
    QCOMPARE(findingsText(plan->findings), std::string());
    QVERIFY(plan->canApply());
}

void TstPlanner::activationsOfTheGuide()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto plan = planShare(orderEventsDraft(builder), world, testNow);
    QVERIFY(plan);
    const auto tokens = changesOf<IssueToken>(*plan);
    QCOMPARE(tokens.size(), std::size_t(3));
    QCOMPARE(tokens[0].fileName, std::string("ORDEREVENTS-GRANT-DELIVER-ACCTB.tok"));
    QCOMPARE(tokens[1].fileName, std::string("ORDEREVENTS-GRANT-ACK-ACCTB.tok"));
    QCOMPARE(tokens[2].fileName, std::string("ORDEREVENTS-GRANT-INFO-ACCTB.tok"));

    const auto transaction = signPlan(*plan, world, builder.keys(), testNow);
    QVERIFY(transaction);
    const auto& ack = std::get<IssueToken>(transaction->changes[4]);
    const auto claims = decodeActivation(ack.token);
    QVERIFY(claims);
    auto body = QJsonDocument::fromJson(QByteArray::fromStdString(claimsJson(*claims))).object();
    for (const auto* unique : {"iss", "iat", "jti"})
        body.remove(unique);
    const QJsonObject expected{{"name", "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>"},
                               {"sub", QString::fromStdString(builder.key("ACCTB"))},
                               {"nats", QJsonObject{{"subject", "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>"},
                                                    {"kind", "service"},
                                                    {"type", "activation"},
                                                    {"version", 2}}}};
    QVERIFY2(body == expected, shown(body));
    QCOMPARE(claims->header.issuer, builder.key("ACCTA"));
}

void TstPlanner::importsOfTheGuide()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto plan = planShare(orderEventsDraft(builder), world, testNow);
    QVERIFY(plan);
    const auto transaction = signPlan(*plan, world, builder.keys(), testNow);
    QVERIFY(transaction);
    const auto after = applied(world, *transaction, testNow);
    QVERIFY(after);
    auto imports = natsOf(after->account(builder.key("ACCTB"))->claims).value("imports").toArray();
    for (auto import : imports) {
        auto object = import.toObject();
        QVERIFY(decodeActivation(object.value("token").toString().toStdString()));
        object["token"] = "<jwt>";
        import = object;
    }
    auto text = QByteArray(R"([
        {"name":"ORDEREVENTS-GRANT-ACK","subject":"$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.\u003e","account":"<A key>",
         "token":"<jwt>","local_subject":"$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.\u003e","type":"service"},
        {"name":"ORDEREVENTS-GRANT-INFO","subject":"$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1","account":"<A key>",
         "token":"<jwt>","local_subject":"ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1","type":"service"},
        {"name":"ORDEREVENTS-GRANT-DELIVER","subject":"deliver.retail.v1.order.events","account":"<A key>",
         "token":"<jwt>","local_subject":"retail.v1.order.events","type":"stream"}])");
    text.replace("<A key>", QByteArray::fromStdString(builder.key("ACCTA")));
    QVERIFY2(imports == json(text), shown(imports));
    QCOMPARE(findingsText(after->findings), std::string());
    QCOMPARE(after->shares.size(), std::size_t(1));
    QVERIFY(after->shares[0].state == GrantState::Active);
}

void TstPlanner::nothingForTheReferenceLibraryToSay()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    auto draft = orderEventsDraft(builder);
    draft.flowControl = true;
    draft.consumers[0].validity = {testNow - 10, testNow + 1000};
    draft.consumers.push_back({.account = builder.key("ACCTC"), .localSubject = "orders", .prefix = "HUB.ONE"});
    const auto plan = planShare(draft, world, testNow);
    QVERIFY(plan);
    const auto transaction = signPlan(*plan, world, builder.keys(), testNow);
    QVERIFY(transaction);
    const auto after = applied(world, *transaction, testNow);
    QVERIFY(after);
    for (const auto& account : after->accounts)
        QVERIFY2(validate(account.claims, testNow).empty(), account.name.c_str());
    for (const auto& file : after->tokenFiles)
        QVERIFY(validate(*file.claims, testNow).empty());
    QCOMPARE(after->tokenFiles.size(), std::size_t(8));
}

void TstPlanner::planIsPure()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto one = planShare(orderEventsDraft(builder), world, testNow);
    const auto two = planShare(orderEventsDraft(builder), world, testNow);
    QVERIFY(one && two && *one == *two);
    QCOMPARE(one->base, world.revision);
    QVERIFY(world == builder.build());
}

void TstPlanner::secondConsumerGetsTokensAndImports()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto plan = planShare(orderEventsDraft(builder, "ACCTC"), builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(changesOf<AddExport>(*plan).size(), std::size_t(0));
    QCOMPARE(changesOf<IssueToken>(*plan).size(), std::size_t(3));
    QCOMPARE(changesOf<AddImport>(*plan).size(), std::size_t(3));
    QCOMPARE(plan->accounts.size(), std::size_t(1)); // the provider's claims stay as they are
    QCOMPARE(plan->accounts[0].account, builder.key("ACCTC"));
    QCOMPARE(findingsText(plan->findings), std::string());
}

void TstPlanner::threeConsumersAtOnce()
{
    auto builder = WorldBuilder::sample();
    builder.addAccount("ACCTD");
    auto draft = orderEventsDraft(builder);
    draft.consumers.push_back({.account = builder.key("ACCTC"), .localSubject = "orders", .prefix = "HUB"});
    draft.consumers.push_back({.account = builder.key("ACCTD"), .validity = {0, testNow + 1000}});
    const auto plan = planShare(draft, builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(changesOf<AddExport>(*plan).size(), std::size_t(3));
    QCOMPARE(changesOf<IssueToken>(*plan).size(), std::size_t(9));
    QCOMPARE(changesOf<AddImport>(*plan).size(), std::size_t(9));
    const auto& imports = claimsAfter(*plan, builder.key("ACCTC")).imports;
    QCOMPARE(imports[1].localSubject, std::string("HUB.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1"));
    QCOMPARE(imports[2].localSubject, std::string("orders"));
    QCOMPARE(changesOf<IssueToken>(*plan)[8].validity.end, UnixSeconds(testNow + 1000));
}

void TstPlanner::flowControlAddsRow()
{
    const auto builder = WorldBuilder::sample();
    auto draft = orderEventsDraft(builder);
    draft.flowControl = true;
    const auto plan = planShare(draft, builder.build(), testNow);
    QVERIFY(plan);
    const auto imports = changesOf<AddImport>(*plan);
    QCOMPARE(imports.size(), std::size_t(4));
    QCOMPARE(imports[3].role, std::string("FC"));
    QCOMPARE(imports[3].value.subject, std::string("$JS.FC.ORDEREVENTS.ORDEREVENTS-C1.>"));
    QCOMPARE(imports[3].value.localSubject, imports[3].value.subject);
    QCOMPARE(changesOf<AddExport>(*plan)[3].value.responseType, std::string("Singleton"));
}

void TstPlanner::ackNoneLeavesRowOut()
{
    const auto builder = WorldBuilder::sample();
    auto draft = orderEventsDraft(builder);
    draft.acknowledges = false;
    draft.withInfo = false;
    const auto plan = planShare(draft, builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(changesOf<AddExport>(*plan).size(), std::size_t(1));
    QCOMPARE(changesOf<AddExport>(*plan)[0].value.name, std::string("ORDEREVENTS-GRANT-DELIVER"));
    QVERIFY(plan->canApply());
}

void TstPlanner::publicShareNeedsNoTokens()
{
    const auto builder = WorldBuilder::sample();
    auto draft = orderEventsDraft(builder);
    draft.isPrivate = false;
    const auto plan = planShare(draft, builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(changesOf<IssueToken>(*plan).size(), std::size_t(0));
    QCOMPARE(changesOf<AddImport>(*plan).size(), std::size_t(3));
    QVERIFY(!changesOf<AddExport>(*plan)[0].value.tokenRequired);
    QCOMPARE(findingsText(plan->findings), std::string());
}

void TstPlanner::tokensOnlyForConsumersWithoutKeys()
{
    const auto builder = WorldBuilder::sample();
    auto draft = orderEventsDraft(builder);
    MemoryKeys others;
    const auto contact = others.add(KeyKind::Account, "contact");
    draft.consumers = {{.account = contact, .importNow = false}};
    const auto plan = planShare(draft, builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(changesOf<AddImport>(*plan).size(), std::size_t(0));
    QCOMPARE(changesOf<IssueToken>(*plan)[0].fileName, "ORDEREVENTS-GRANT-DELIVER-" + contact + ".tok");
}

void TstPlanner::fileNamesAreFreeAndSafe()
{
    auto builder = WorldBuilder::sample();
    const auto token = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Stream, "x");
    builder.addTokenFile("ORDEREVENTS-GRANT-DELIVER-ACCTB.tok", token);
    builder.addTokenFile("ORDEREVENTS-GRANT-ACK-ACCTB.tok", token);
    builder.addTokenFile("ORDEREVENTS-ORDEREVENTS-C1-GRANT-ACK-ACCTB.tok", token);
    auto plan = planShare(orderEventsDraft(builder), builder.build(), testNow);
    QVERIFY(plan);
    auto tokens = changesOf<IssueToken>(*plan);
    QCOMPARE(tokens[0].fileName, std::string("ORDEREVENTS-ORDEREVENTS-C1-GRANT-DELIVER-ACCTB.tok"));
    QCOMPARE(tokens[1].fileName, std::string("ORDEREVENTS-ORDEREVENTS-C1-GRANT-ACK-ACCTB-2.tok"));
    QCOMPARE(tokens[2].fileName, std::string("ORDEREVENTS-GRANT-INFO-ACCTB.tok"));

    builder.addAccount("../evil\n<x>");
    plan = planShare(orderEventsDraft(builder, "../evil\n<x>"), builder.build(), testNow);
    QVERIFY(plan);
    QCOMPARE(changesOf<IssueToken>(*plan)[2].fileName, std::string("ORDEREVENTS-GRANT-INFO-.._evil__x_.tok"));
}

void TstPlanner::secondConsumerOfTheStreamIsToldApart()
{
    const auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    auto draft = orderEventsDraft(builder);
    draft.jsConsumer = "AUDIT";
    draft.deliverSubject = "deliver.audit";
    const auto plan = planShare(draft, world, testNow);
    QVERIFY(plan);
    QCOMPARE(changesOf<AddExport>(*plan)[0].value.name, std::string("ORDEREVENTS-AUDIT-GRANT-DELIVER"));
    QCOMPARE(changesOf<AddImport>(*plan)[0].value.name, std::string("ORDEREVENTS-AUDIT-GRANT-DELIVER"));
    QCOMPARE(findingsText(plan->findings), std::string());

    const auto transaction = signPlan(*plan, world, builder.keys(), testNow);
    QVERIFY(transaction);
    const auto after = applied(world, *transaction, testNow);
    QVERIFY(after);
    QCOMPARE(after->shares.size(), std::size_t(2));
    for (const auto& share : after->shares) {
        QCOMPARE(share.rows.size(), std::size_t(3));
        QVERIFY(share.missingRoles.empty());
    }
}

QTEST_APPLESS_MAIN(TstPlanner)
#include "tst_planner.moc"
