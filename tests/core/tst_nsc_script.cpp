// SPDX-License-Identifier: Apache-2.0
#include "core/text/nsc_script.h"
#include "tests/support/world_builder.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

/// Options and forms are those of nsc's add export, generate activation and add import.
class TstNscScript : public QObject {
    Q_OBJECT

private slots:
    void pushConsumer();
    void timesAndQuotes();
    void importsFromFilesAndPublic();
    void administration();
};

void TstNscScript::pushConsumer()
{
    const auto builder = WorldBuilder::sample();
    const ShareDraft draft{.provider = builder.key("ACCTA"),
                           .stream = "ORDEREVENTS",
                           .jsConsumer = "ORDEREVENTS-C1",
                           .deliverSubject = "deliver.retail.v1.order.events",
                           .consumers = {{.account = builder.key("ACCTB")}}};
    const auto world = builder.build();
    const auto plan = planShare(draft, world, testNow);
    QVERIFY(plan);
    const QString expected =
        R"(nsc add export --account ACCTA --name ORDEREVENTS-GRANT-DELIVER --subject deliver.retail.v1.order.events --private
nsc add export --account ACCTA --name ORDEREVENTS-GRANT-ACK --subject '$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>' --service --private --response-type Singleton
nsc add export --account ACCTA --name ORDEREVENTS-GRANT-INFO --subject '$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1' --service --private --response-type Singleton
nsc generate activation --account ACCTA --subject deliver.retail.v1.order.events --target-account ACCTB --output-file ORDEREVENTS-GRANT-DELIVER-ACCTB.tok
nsc generate activation --account ACCTA --subject '$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>' --target-account ACCTB --output-file ORDEREVENTS-GRANT-ACK-ACCTB.tok
nsc generate activation --account ACCTA --subject '$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1' --target-account ACCTB --output-file ORDEREVENTS-GRANT-INFO-ACCTB.tok
nsc add import --account ACCTB --name ORDEREVENTS-GRANT-DELIVER --token ORDEREVENTS-GRANT-DELIVER-ACCTB.tok --local-subject retail.v1.order.events
nsc add import --account ACCTB --name ORDEREVENTS-GRANT-ACK --token ORDEREVENTS-GRANT-ACK-ACCTB.tok --local-subject '$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>'
nsc add import --account ACCTB --name ORDEREVENTS-GRANT-INFO --token ORDEREVENTS-GRANT-INFO-ACCTB.tok --local-subject ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1
)";
    QCOMPARE(QString::fromStdString(nscScript(*plan, world)), expected);
}

void TstNscScript::timesAndQuotes()
{
    auto builder = WorldBuilder::sample();
    builder.addAccount("it's B");
    MemoryKeys keys;
    const auto contact = keys.add(KeyKind::Account, "contact");
    SharePlan plan;
    plan.changes.push_back(IssueToken{.provider = builder.key("it's B"),
                                      .target = contact,
                                      .kind = ExportType::Stream,
                                      .subject = "a.*",
                                      .validity = {1767225600, 1893456000 - 1},
                                      .fileName = "a b.tok"});
    const auto expected =
        "nsc generate activation --account 'it'\\''s B' --subject 'a.*' --target-account " + contact +
        " --start '2026-01-01 00:00:00 UTC' --expiry '2029-12-31 23:59:59 UTC' --output-file 'a b.tok'\n";
    QCOMPARE(nscScript(plan, builder.build()), expected);
}

void TstNscScript::importsFromFilesAndPublic()
{
    auto builder = WorldBuilder::sample();
    const auto token = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Stream, "news");
    const auto other = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Stream, "sport");
    const auto loose = builder.activation("ACCTA", builder.key("ACCTB"), ExportType::Stream, "loose");
    builder.addTokenFile("news.tok", token);
    const auto world = builder.build();
    const auto import = [&](Import value) {
        return AddImport{.account = builder.key("ACCTB"), .value = std::move(value)};
    };
    SharePlan plan;
    const auto provider = builder.key("ACCTA");
    plan.changes = {import({.name = "news", .subject = "news", .account = provider, .token = token}),
                    KeepTokenFile{"sport news.tok", other},
                    import({.name = "sport", .subject = "sport", .account = provider, .token = other}),
                    import({.name = "lo/ose", .subject = "loose", .account = provider, .token = loose}),
                    import({.name = "pay",
                            .subject = "pay.>",
                            .account = provider,
                            .localSubject = "pay.>",
                            .type = ExportType::Service}),
                    import({.name = "feed", .subject = "feed", .account = provider, .type = ExportType::Stream})};
    const QString expected = R"(nsc add import --account ACCTB --name news --token /memory/tokens/news.tok
printf %s TOKEN1 > 'sport news.tok'
nsc add import --account ACCTB --name sport --token 'sport news.tok'
printf %s TOKEN2 > lo_ose.tok
nsc add import --account ACCTB --name lo/ose --token lo_ose.tok
nsc add import --account ACCTB --name pay --src-account ACCTA --remote-subject 'pay.>' --service --local-subject 'pay.>'
nsc add import --account ACCTB --name feed --src-account ACCTA --remote-subject feed
)";
    auto script = QString::fromStdString(nscScript(plan, world));
    script.replace(QString::fromStdString(other), "TOKEN1").replace(QString::fromStdString(loose), "TOKEN2");
    QCOMPARE(script, expected);
}

/// The commands are run against nsc in tests/interop; here is what that cannot see.
void TstNscScript::administration()
{
    auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto key = builder.key("ACCTA");
    AccountChange change{key, builder.claims("ACCTA"), builder.claims("ACCTA")};
    change.after->description = "it's";
    change.after->limits.wildcards = false;
    SharePlan plan;
    plan.accounts = {change};
    plan.changes = {EditAccount{key, "ACCTA", {"description", "wildcards"}}};
    // nsc would set the wildcards back at the next edit, so they are named whenever they are off.
    QCOMPARE(nscScript(plan, world),
             std::string("nsc edit account --name ACCTA --description 'it'\\''s' --wildcard-exports=false "
                         "--disallow-bearer=false\n"));
    plan.changes = {RenameAccount{key, "ACCTA", "A B"}, DeleteUser{key, "U", "u", true}, AddSigningKey{key, "A1"},
                    RemoveSigningKey{world.op.key, "O1", ""}};
    QCOMPARE(nscScript(plan, world), std::string("nsc rename account ACCTA 'A B' --OK\n"
                                                 "nsc delete user --account ACCTA --name u --revoke --rm-creds\n"
                                                 "nsc edit account --name ACCTA --sk generate\n"
                                                 "nsc edit operator --rm-sk O1\n"));
}

QTEST_APPLESS_MAIN(TstNscScript)
#include "tst_nsc_script.moc"
