// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/token.h"
#include "core/share/ledger.h"
#include "core/share/signing.h"
#include "tests/core/memory_area.h"
#include "tests/support/world_builder.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

const std::filesystem::path file = "/state/ledger.json";
constexpr UnixSeconds now = 1'790'000'000;

Transaction signedShare(const WorldBuilder& builder, const Snapshot& world)
{
    const auto plan = planShare(orderEventsDraft(builder), world, now);
    if (!plan) qFatal("no plan");
    const auto transaction = signPlan(*plan, world, builder.keys(), now);
    if (!transaction) qFatal("not signed: %d", static_cast<int>(transaction.error().code));
    return *transaction;
}

std::vector<IssueToken> issuedIn(const Transaction& transaction)
{
    std::vector<IssueToken> issued;
    for (const auto& change : transaction.changes)
        if (const auto* issue = std::get_if<IssueToken>(&change)) issued.push_back(*issue);
    return issued;
}

Ledger loaded(const MemoryArea& area)
{
    const auto ledger = Ledger::load(area, file);
    if (!ledger) qFatal("cannot load: %s", ledger.error().detail.c_str());
    return *ledger;
}

} // namespace

class TstLedger : public QObject {
    Q_OBJECT

private slots:
    void recordsWhatWasIssued();
    void recordsWhatCameFromElsewhere();
    void takesHistoryInAgain();
    void learnsMoreOfTheSameToken();
    void keepsNotes();
    void survivesTheDisk();
    void damagedFiles_data();
    void damagedFiles();
    void failedSaveLeavesTheOld();
    void findsEmbeddedTokens();
};

void TstLedger::recordsWhatWasIssued()
{
    const auto builder = WorldBuilder::sample();
    const auto done = signedShare(builder, builder.build());
    Ledger ledger;
    QVERIFY(ledger.record(done));
    const auto issued = issuedIn(done);
    QCOMPARE(issued.size(), std::size_t{3});
    QCOMPARE(ledger.entries().size(), issued.size()); // the imports hold the same tokens, which count once
    for (std::size_t i = 0; i < issued.size(); ++i) {
        const auto& entry = ledger.entries()[i];
        const auto claims = decodeActivation(entry.token);
        QVERIFY(claims);
        QCOMPARE(entry.token, issued[i].token);
        QCOMPARE(entry.id, claims->header.id);
        QCOMPARE(entry.provider, builder.key("ACCTA"));
        QCOMPARE(entry.issuer, claims->header.issuer);
        QCOMPARE(entry.target, builder.key("ACCTB"));
        QCOMPARE(entry.subject, issued[i].subject);
        QVERIFY(entry.kind == issued[i].kind);
        QVERIFY(entry.validity == issued[i].validity);
        QCOMPARE(entry.issuedAt, now);
        QCOMPARE(entry.fileName, issued[i].fileName);
        QVERIFY(entry.issuedHere);
        QCOMPARE(entry.recordedAt, now);
        QVERIFY(ledger.find(entry.token) == &entry);
    }
    QVERIFY(!ledger.find("no token"));
}

void TstLedger::recordsWhatCameFromElsewhere()
{
    const auto builder = WorldBuilder::sample();
    const auto tokens = issuedIn(signedShare(builder, builder.build()));
    Transaction done{.id = "import", .when = now + 60};
    AddImport import{.account = builder.key("ACCTB")};
    import.value.token = tokens[0].token;
    AddImport publicOne{.account = builder.key("ACCTB")};
    AddImport garbage{.account = builder.key("ACCTB")};
    garbage.value.token = "no.activation.token";
    done.changes = {import, KeepTokenFile{"kept.tok", tokens[1].token}, publicOne, garbage};
    Ledger ledger;
    QVERIFY(ledger.record(done));
    QCOMPARE(ledger.entries().size(), std::size_t{2});
    QVERIFY(!ledger.entries()[0].issuedHere && !ledger.entries()[1].issuedHere);
    QCOMPARE(ledger.entries()[0].fileName, std::string());
    QCOMPARE(ledger.entries()[1].fileName, std::string("kept.tok"));
    QCOMPARE(ledger.entries()[1].recordedAt, now + 60);
}

void TstLedger::takesHistoryInAgain()
{
    const auto builder = WorldBuilder::sample();
    const auto done = signedShare(builder, builder.build());
    Ledger ledger;
    QVERIFY(ledger.record(done));
    const auto once = ledger;
    QVERIFY(!ledger.record(done));
    QVERIFY(ledger == once);
}

void TstLedger::learnsMoreOfTheSameToken()
{
    const auto builder = WorldBuilder::sample();
    const auto done = signedShare(builder, builder.build());
    AddImport import{.account = builder.key("ACCTB")};
    import.value.token = issuedIn(done)[0].token;
    Ledger ledger;
    QVERIFY(ledger.record(Transaction{.id = "import", .when = now, .changes = {import}}));
    QVERIFY(!ledger.entries()[0].issuedHere);
    QVERIFY(ledger.record(done));
    QCOMPARE(ledger.entries().size(), std::size_t{3});
    QVERIFY(ledger.entries()[0].issuedHere);
    QCOMPARE(ledger.entries()[0].fileName, issuedIn(done)[0].fileName);
}

void TstLedger::keepsNotes()
{
    const auto builder = WorldBuilder::sample();
    Ledger ledger;
    QVERIFY(ledger.record(signedShare(builder, builder.build())));
    const auto token = ledger.entries()[1].token;
    QVERIFY(ledger.setNote(token, "handed to J\u00f6rg \"by hand\" <\n>"));
    QVERIFY(!ledger.setNote("another", "note"));
    MemoryArea area;
    QVERIFY(ledger.save(area, file));
    QCOMPARE(loaded(area).find(token)->note, std::string("handed to J\u00f6rg \"by hand\" <\n>"));
}

void TstLedger::survivesTheDisk()
{
    MemoryArea area;
    QVERIFY(loaded(area).entries().empty());
    const auto builder = WorldBuilder::sample();
    Ledger ledger;
    QVERIFY(ledger.record(signedShare(builder, builder.build())));
    QVERIFY(ledger.save(area, file));
    const auto again = loaded(area);
    QVERIFY(again == ledger);
    QVERIFY(again.find(ledger.entries()[2].token));
}

void TstLedger::damagedFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"version":1,"entries":[{"token":)");
    QTest::newRow("no ledger") << QByteArray("[]");
    QTest::newRow("a newer one") << QByteArray(R"({"version":2,"entries":[]})");
    QTest::newRow("wrong member") << QByteArray(R"({"version":1,"entries":[{"token":5}]})");
}

void TstLedger::damagedFiles()
{
    QFETCH(const QByteArray, text);
    MemoryArea area;
    area.files[file] = text.toStdString();
    const auto ledger = Ledger::load(area, file);
    QVERIFY(!ledger);
    QVERIFY(ledger.error().code == ErrorCode::LedgerUnreadable);
    QCOMPARE(ledger.error().where, file.string());
    QCOMPARE(area.files.at(file), text.toStdString());
}

void TstLedger::failedSaveLeavesTheOld()
{
    const auto builder = WorldBuilder::sample();
    MemoryArea area;
    QVERIFY(Ledger().save(area, file));
    const auto before = area.files;
    Ledger ledger;
    QVERIFY(ledger.record(signedShare(builder, builder.build())));
    area.failAt = area.writes;
    QVERIFY(!ledger.save(area, file));
    QVERIFY(area.files == before);
}

void TstLedger::findsEmbeddedTokens()
{
    const auto builder = WorldBuilder::sample();
    const auto world = builder.build();
    const auto done = signedShare(builder, world);
    const auto after = applied(world, done, now);
    QVERIFY(after);
    Ledger ledger;
    const auto seen = knownTokens(ledger, *after); // nobody recorded them: a store that nsc wrote
    const auto embedded = [](const KnownToken& known) {
        return !known.imports.empty();
    };
    QCOMPARE(std::ranges::count_if(seen, embedded), 3);
    QVERIFY(std::ranges::none_of(seen, &KnownToken::inLedger));

    QVERIFY(ledger.record(done));
    const auto both = knownTokens(ledger, *after);
    QCOMPARE(both.size(), seen.size());
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(both[i].inLedger);
        QCOMPARE(both[i].entry.token, ledger.entries()[i].token);
        QCOMPARE(both[i].imports.size(), std::size_t{1});
        const auto& place = both[i].imports[0];
        QCOMPARE(place.account, builder.key("ACCTB"));
        QCOMPARE(after->account(place.account)->claims.imports[place.import].token, both[i].entry.token);
    }
    // Taken back: the ledger still knows them, and that they lie nowhere.
    const auto gone = knownTokens(ledger, world);
    QVERIFY(std::ranges::none_of(gone, embedded));
    QCOMPARE(gone.size(), seen.size());
}

QTEST_GUILESS_MAIN(TstLedger)
#include "tst_ledger.moc"
