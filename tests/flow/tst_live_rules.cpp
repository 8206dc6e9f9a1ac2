// SPDX-License-Identifier: Apache-2.0
//
// What core/share/server_rules says about mistakes, against what a server makes of them: each mistake is signed and
// pushed, which GrantDesk itself would never do.
#include "core/jwt/token.h"
#include "core/live/active.h"
#include "core/live/link.h"
#include "core/share/server_rules.h"
#include "core/share/world.h"
#include "core/text/server_config.h"
#include "core/wire/nats_link.h"
#include "tests/support/nats_server.h"
#include "tests/support/world_builder.h"

#include <QtTest>

#include <algorithm>
#include <functional>

using namespace gd;
using namespace gd::test;
using namespace std::chrono_literals;

using Spoil = std::function<void(WorldBuilder&)>;
Q_DECLARE_METATYPE(Spoil)

namespace {

constexpr auto ackSubject = "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>";

Import& import(WorldBuilder& b, const std::string& start)
{
    return *std::ranges::find_if(b.claims("ACCTB").imports,
                                 [&](const Import& one) { return one.subject.starts_with(start); });
}

Export& offered(WorldBuilder& b, const std::string& start)
{
    return *std::ranges::find_if(b.claims("ACCTA").exports,
                                 [&](const Export& one) { return one.subject.starts_with(start); });
}

void giveToken(WorldBuilder& b, const std::string& subject, ExportType kind = ExportType::Service,
               const char* consumer = "ACCTB", Validity validity = {})
{
    import(b, "$JS.ACK").token = b.activation("ACCTA", b.key(consumer), kind, subject, validity);
}

/// A public export of `from`, imported by `to`.
void give(WorldBuilder& b, const char* from, const char* to, ExportType type, const std::string& subject,
          const std::string& local = {})
{
    b.addExport(from, {.name = "x", .subject = subject, .type = type});
    b.addImport(to, {.name = "x", .subject = subject, .account = b.key(from), .localSubject = local, .type = type});
}

/// The guide's share with a system account, in a world of now.
WorldBuilder liveWorld()
{
    auto builder = WorldBuilder::orderEvents();
    builder.addAccount("SYS");
    builder.operatorClaims().systemAccount = builder.key("SYS");
    return builder;
}

const char* word(ServerEffect effect)
{
    switch (effect) {
    case ServerEffect::Works:
        return "works";
    case ServerEffect::Silent:
        return "silent";
    case ServerEffect::LocksOut:
        return "locks out";
    }
    return "";
}

} // namespace

class TestLiveRules : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { GD_NEEDS_NATS_SERVER(); }

    void serversDoWhatIsSaid_data();
    void serversDoWhatIsSaid();

private:
    static void tokenRows();
    static void nameRows();
    static void accountRows();
    /// A throw-away user of an account, who may do everything.
    static Credentials credentials(WorldBuilder& builder, const std::string& account);
    /// Pushes the accounts and looks what became of them; the reason in `problem` if that cannot be said.
    static ServerEffect observe(WorldBuilder& builder, const Snapshot& world, QString& problem);
};

namespace {
void row(const char* name, const char* code, Spoil spoil)
{
    QTest::newRow(name) << QString(code) << spoil;
}
} // namespace

void TestLiveRules::serversDoWhatIsSaid_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<Spoil>("spoil");
    row("nothing wrong", "", [](WorldBuilder&) {});
    tokenRows();
    nameRows();
    accountRows();
}

void TestLiveRules::tokenRows()
{
    row("no token", "token-missing", [](WorldBuilder& b) { import(b, "$JS.ACK").token.clear(); });
    row("for another account", "token-for-other",
        [](WorldBuilder& b) { giveToken(b, ackSubject, ExportType::Service, "ACCTC"); });
    row("of the other kind", "token-wrong-kind", [](WorldBuilder& b) { giveToken(b, ackSubject, ExportType::Stream); });
    row("damaged", "token-undecodable", [](WorldBuilder& b) { import(b, "$JS.ACK").token = "x.y.z"; });
    row("a link", "token-undecodable", [](WorldBuilder& b) { import(b, "$JS.ACK").token = "https://localhost/t"; });
    row("ended", "token-expired", [](WorldBuilder& b) {
        giveToken(b, ackSubject, ExportType::Service, "ACCTB", {0, systemClock()() - 60});
    });
    row("not yet valid", "token-not-yet-valid", [](WorldBuilder& b) {
        giveToken(b, ackSubject, ExportType::Service, "ACCTB", {systemClock()() + 3600, 0});
    });
    row("revoked", "token-revoked",
        [](WorldBuilder& b) { offered(b, "$JS.ACK").revocations[b.key("ACCTB")] = testNow; });
    row("everybody revoked", "token-revoked",
        [](WorldBuilder& b) { offered(b, "$JS.ACK").revocations["*"] = testNow; });
    row("of a key that was removed", "token-not-trusted", [](WorldBuilder& b) {
        const auto key = b.addSigningKey("ACCTA");
        import(b, "$JS.ACK").token = b.activation("ACCTA", b.key("ACCTB"), ExportType::Service, ackSubject, {}, 0, key);
        b.claims("ACCTA").signingKeys.clear();
    });
    row("of another provider", "token-not-trusted", [](WorldBuilder& b) {
        import(b, "$JS.ACK").token = b.activation("ACCTC", b.key("ACCTB"), ExportType::Service, ackSubject);
    });
    row("too narrow", "token-too-narrow",
        [](WorldBuilder& b) { giveToken(b, "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.1.>"); });
    row("too wide", "token-too-wide", [](WorldBuilder& b) { giveToken(b, "$JS.ACK.ORDEREVENTS.>"); });
    row("not exported", "export-missing", [](WorldBuilder& b) {
        std::erase_if(b.claims("ACCTA").exports, [](const Export& one) { return one.subject == ackSubject; });
    });
    row("public, and the token has ended", "", [](WorldBuilder& b) {
        offered(b, "$JS.ACK").tokenRequired = false;
        giveToken(b, ackSubject, ExportType::Service, "ACCTB", {0, systemClock()() - 60});
    });
    row("public, and the token is for another account", "token-for-other", [](WorldBuilder& b) {
        offered(b, "$JS.ACK").tokenRequired = false;
        giveToken(b, ackSubject, ExportType::Service, "ACCTC");
    });
    row("not the importer's key at its place", "export-missing", [](WorldBuilder& b) {
        b.addExport("ACCTA", {.name = "x", .subject = "x.*", .type = ExportType::Service, .accountTokenPosition = 2});
        b.addImport("ACCTB", {.name = "x",
                              .subject = "x." + b.key("ACCTC"),
                              .account = b.key("ACCTA"),
                              .localSubject = "x",
                              .type = ExportType::Service});
    });
}

void TestLiveRules::nameRows()
{
    constexpr auto service = ExportType::Service, stream = ExportType::Stream;
    row("two services of one provider", "import-collides", [=](WorldBuilder& b) {
        give(b, "ACCTA", "ACCTB", service, "a.x", "q");
        give(b, "ACCTA", "ACCTB", service, "b.x", "q");
    });
    row("one ACK of two providers", "local-name-shared",
        [=](WorldBuilder& b) { give(b, "ACCTC", "ACCTB", service, ackSubject); });
    row("two feeds under one name", "local-captured", [=](WorldBuilder& b) {
        give(b, "ACCTA", "ACCTB", stream, "a.x", "q");
        give(b, "ACCTC", "ACCTB", stream, "b.x", "q");
    });
    row("an open end on one side", "rename-mismatch",
        [](WorldBuilder& b) { import(b, "deliver").localSubject = "retail.v1.>"; });
    row("a reference to nothing", "rename-mismatch",
        [=](WorldBuilder& b) { give(b, "ACCTA", "ACCTB", stream, "a.*", "b.$2"); });
    row("ACK under another name", "ack-renamed", [](WorldBuilder& b) { import(b, "$JS.ACK").localSubject = "acks.>"; });
    row("INFO without a prefix", "info-unprefixed",
        [](WorldBuilder& b) { import(b, "$JS.API").localSubject = import(b, "$JS.API").subject; });
    row("a cycle of services", "import-cycle", [=](WorldBuilder& b) {
        give(b, "ACCTA", "ACCTB", service, "x");
        give(b, "ACCTB", "ACCTA", service, "x");
    });
    row("a cycle of feeds", "import-cycle", [=](WorldBuilder& b) {
        give(b, "ACCTA", "ACCTB", stream, "x");
        give(b, "ACCTB", "ACCTA", stream, "x");
    });
    row("back under another name is no cycle", "", [=](WorldBuilder& b) {
        give(b, "ACCTA", "ACCTB", service, "x", "there");
        give(b, "ACCTB", "ACCTA", service, "y", "here");
    });
}

void TestLiveRules::accountRows()
{
    row("ACK as a feed", "ack-is-stream", [](WorldBuilder& b) {
        offered(b, "$JS.ACK").type = import(b, "$JS.ACK").type = ExportType::Stream;
        offered(b, "$JS.ACK").responseType.clear();
        giveToken(b, ackSubject, ExportType::Stream);
    });
    row("NEXT with one answer", "next-not-stream", [](WorldBuilder& b) {
        b.addExport("ACCTA", {.name = "n", .subject = "$JS.API.CONSUMER.MSG.NEXT.S.C", .type = ExportType::Service});
    });
    row("services within services", "export-overlaps", [](WorldBuilder& b) {
        b.addExport("ACCTA", {.name = "x", .subject = "$JS.ACK.>", .type = ExportType::Service});
    });
    row("feeds within feeds", "export-overlaps", [](WorldBuilder& b) {
        b.addExport("ACCTA", {.name = "x", .subject = "deliver.>", .type = ExportType::Stream});
    });
    row("revoked on a public export", "revocation-on-public", [](WorldBuilder& b) {
        offered(b, "$JS.ACK").tokenRequired = false;
        offered(b, "$JS.ACK").revocations[b.key("ACCTB")] = testNow;
    });
    row("too many imports", "too-many-imports", [](WorldBuilder& b) { b.claims("ACCTB").limits.imports = 2; });
    row("too many exports", "too-many-exports", [](WorldBuilder& b) { b.claims("ACCTA").limits.exports = 2; });
    row("no wildcards", "wildcards-not-allowed", [](WorldBuilder& b) {
        b.claims("ACCTA").limits.exports = 9;
        b.claims("ACCTA").limits.wildcards = false;
    });
    row("everything offered", "export-too-broad",
        [](WorldBuilder& b) { b.addExport("ACCTC", {.name = "x", .subject = ">", .type = ExportType::Stream}); });
    row("no subject", "subject-malformed",
        [](WorldBuilder& b) { b.addExport("ACCTC", {.name = "x", .subject = "a.>.b", .type = ExportType::Stream}); });
}

Credentials TestLiveRules::credentials(WorldBuilder& builder, const std::string& account)
{
    const auto user = builder.keys().add(KeyKind::User, "visitor of " + account);
    auto claims = newUserClaims(user, "visitor");
    const auto token = encodeToken(std::move(claims), builder.key(account), systemClock()(), builder.keys());
    return {token.value_or(std::string()), [&builder, user](std::span<const std::uint8_t> nonce) {
                return builder.keys().sign(user, nonce);
            }};
}

ServerEffect TestLiveRules::observe(WorldBuilder& builder, const Snapshot& world, QString& problem)
{
    NatsServer nats;
    const auto config = serverConfig(world, ResolverKind::Full);
    if (!config || !nats.start(QString::fromStdString(*config))) {
        problem = nats.problem();
        return {};
    }
    const ServerAddress address{.url = nats.url()};
    auto system = connectNats(address, credentials(builder, "SYS"), 10s);
    if (!system) {
        problem = QString::fromStdString("no system user: " + system.error().detail);
        return {};
    }
    auto worst = ServerEffect::Works;
    std::vector<std::pair<const Account*, std::unique_ptr<Link>>> guests; // who keep their accounts loaded
    for (const char* name : {"ACCTA", "ACCTC", "ACCTB"}) {
        const auto& account = *world.accountNamed(name);
        // Not pushAccount(), which waits for more servers to answer.
        const auto answer = (*system)->request("$SYS.REQ.CLAIMS.UPDATE", account.token, 10s);
        if (!answer) problem += QString("no answer for %1").arg(name);
        auto guest = connectNats(address, credentials(builder, name), 10s);
        if (answer && answer->payload.find(R"("code":200)") == std::string::npos)
            worst = ServerEffect::LocksOut;
        else if (!guest)
            problem += QString::fromStdString(std::string(name) + " cannot sign in: " + guest.error().detail);
        else
            guests.emplace_back(&account, std::move(*guest));
    }
    for (const auto& [account, guest] : guests) {
        const auto active = activeImports(**system, account->key, account->claims);
        if (!active || !active->loaded) problem += QString::fromStdString("nothing said of " + account->name);
        if (!active || worst == ServerEffect::LocksOut) continue;
        for (const auto& one : active->imports)
            if (one.activity == ImportActivity::Inactive) worst = ServerEffect::Silent;
    }
    return worst;
}

void TestLiveRules::serversDoWhatIsSaid()
{
    QFETCH(QString, code);
    QFETCH(Spoil, spoil);
    auto builder = liveWorld();
    spoil(builder);
    auto world = builder.build();
    world.readAt = systemClock()();
    deriveShares(world);
    const auto age = serverAge(NatsServer::version().toString().toStdString());
    auto said = ServerEffect::Works;
    QStringList codes;
    for (const auto& finding : world.findings) {
        said = std::max(said, effectOf(finding, age));
        codes << QString::fromUtf8(findingCodeName(finding.code).data());
    }
    QVERIFY2(code.isEmpty() ? codes.isEmpty() : codes.contains(code), qPrintable(codes.join(' ')));
    QString problem;
    const auto seen = observe(builder, world, problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(word(seen), word(said));
}

QTEST_GUILESS_MAIN(TestLiveRules)
#include "tst_live_rules.moc"
