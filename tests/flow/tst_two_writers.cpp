// SPDX-License-Identifier: Apache-2.0
//
// A writer that knows of no lock edits what we change, at the same time: in place, as nsc does.
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/store/layout.h"
#include "core/store/litter.h"
#include "core/store/sample.h"
#include "core/store/store_lock.h"
#include "core/store/transaction.h"
#include "tests/core/temp_folder.h"
#include "tests/flow/tally.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QTest>

#include <array>
#include <random>

using namespace gd;
using namespace gd::test;
namespace fs = std::filesystem;

namespace {

const std::array<const char*, 3> names{"ACCTA", "ACCTB", "ACCTC"};
constexpr UnixSeconds now = 1'790'000'000;

int numberIn(const std::string& text)
{
    return text.empty() ? 0 : std::stoi(text);
}

/// So long, in milliseconds, or GRANTDESK_STRESS_SECONDS for the long form; and on a busy machine until both sides had
/// their turn.
class Rounds {
public:
    explicit Rounds(int usual) : m_end(usual)
    {
        const int wished = qEnvironmentVariableIntValue("GRANTDESK_STRESS_SECONDS");
        if (wished > 0) m_end.setRemainingTime(wished * 1000);
    }
    bool goOn(std::size_t done) const
    {
        constexpr std::size_t enough = 10;
        return !m_end.hasExpired() || (done <= enough && !m_latest.hasExpired());
    }

private:
    QDeadlineTimer m_end;
    QDeadlineTimer m_latest{60000};
};

} // namespace

class TestTwoWriters : public QObject {
    Q_OBJECT

private slots:
    void oneFile_data();
    void oneFile();
    void accounts();

private:
    std::optional<FileEdit> edit(const char* name, Count& count);
    Workspace m_at{};
    int m_beingWritten = 0;
};

void TestTwoWriters::oneFile_data()
{
    // A change waits for the disk several times; the other one must leave it room for that.
    QTest::addColumn<QString>("place");
    QTest::addColumn<int>("pause");
    QTest::newRow("on the disk") << QString::fromStdString(fs::temp_directory_path()) << 100000;
    if (fs::is_directory("/dev/shm")) QTest::newRow("in memory") << QStringLiteral("/dev/shm") << 1000;
}

/// As many swaps and writes as possible.
void TestTwoWriters::oneFile()
{
    QFETCH(QString, place);
    QFETCH(int, pause);
    const QByteArray usual = qgetenv("TMPDIR");
    qputenv("TMPDIR", place.toLocal8Bit());
    const TempFolder folder;
    usual.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", usual);
    folder.write("log", "");
    const fs::path file = folder.write("A/A.jwt", textOf({}, 0)), log = folder / "log", stop = folder / "stop";
    QProcess other;
    other.start(QStringLiteral(GRANTDESK_STORE_WORKER),
                {QStringLiteral("count"), QString::fromStdString(file), QString::number(pause),
                 QString::fromStdString(log), QString::fromStdString(stop)});
    QVERIFY(other.waitForStarted());

    DiskArea disk;
    Tally tally;
    std::mt19937 random{std::random_device{}()};
    int refused = 0, beingWritten = 0;
    const Rounds rounds(3000);
    while (rounds.goOn(tally.ours.size())) {
        const auto text = disk.read(file);
        QVERIFY(text && *text);
        auto count = countIn(**text);
        if (!count) {
            ++beingWritten;
            continue;
        }
        ++count->ours;
        const auto changed = disk.change(file, **text, textOf(*count, random() % 9000));
        if (changed) {
            tally.ours.push_back(*count);
        } else {
            QCOMPARE(changed.error().code, ErrorCode::StoreChangedOutside);
            ++refused;
        }
    }
    folder.write("stop", "");
    QVERIFY(other.waitForFinished(10000));
    QCOMPARE(other.exitStatus(), QProcess::NormalExit);
    QCOMPARE(other.exitCode(), 0);
    tally.theirs = readLog(log)["count"];
    qInfo() << tally.theirs.size() << "writes in place," << tally.ours.size() << "changes done," << refused
            << "refused," << beingWritten << "times the file was just being written";
    QVERIFY(tally.theirs.size() > 10 && tally.ours.size() > 10);
    const auto last = countIn(TempFolder::contentOf(file));
    QVERIFY2(last, "torn at the end");
    const QString wrong = tally.check(*last);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QCOMPARE(folder.everything(), (std::vector<std::string>{"A/", "A/A.jwt", "log", "stop"}));
}

/// What adds one to our counter of an account; nothing while the other one is writing it.
std::optional<FileEdit> TestTwoWriters::edit(const char* name, Count& count)
{
    const auto file = accountTokenFile(m_at, "OP", name);
    const auto text = DiskArea().read(file);
    if (!text || !*text) return {};
    auto claims = decodeAccount(**text);
    if (!claims) {
        ++m_beingWritten;
        return {};
    }
    count = {numberIn(claims->description), numberIn(claims->infoUrl) + 1};
    claims->infoUrl = std::to_string(count.ours);
    const auto token = encodeToken(*claims, claims->header.issuer, claims->header.issuedAt + 1, KeyRing(m_at.keystore));
    if (!token) return {};
    return FileEdit{file, **text, *token};
}

/// Transactions over two of three accounts each, against a writer that signs as nsc does.
void TestTwoWriters::accounts()
{
    const TempFolder folder;
    const auto sample = createSample(folder / "sample", now);
    QVERIFY(sample);
    m_at = *sample;
    const fs::path log = folder / "log", stop = folder / "stop", journal = m_at.state / "journal";
    QProcess other;
    other.start(QStringLiteral(GRANTDESK_STORE_WORKER),
                {QStringLiteral("nsc"), QString::fromStdString(m_at.storeRoot), QString::fromStdString(m_at.keystore),
                 QString::fromStdString(log), QString::fromStdString(stop)});
    QVERIFY(other.waitForStarted());

    std::mt19937 random{std::random_device{}()};
    DiskArea disk;
    std::map<std::string, Tally> tallies;
    std::size_t done = 0;
    int refused = 0;
    const Rounds rounds(6000);
    while (rounds.goOn(done)) {
        const auto lock = StoreLock::take(m_at.state);
        QVERIFY(lock);
        const std::size_t first = random() % names.size(), second = (first + 1 + random() % 2) % names.size();
        std::array<Count, 2> counts{};
        const auto one = edit(names[first], counts[0]), two = edit(names[second], counts[1]);
        if (!one || !two) continue;
        const auto applied = applyTransaction({.id = "x", .edits = {*one, *two}}, disk, journal);
        if (!applied) {
            QCOMPARE(applied.error().code, ErrorCode::StoreChangedOutside);
            ++refused;
            continue;
        }
        tallies[names[first]].ours.push_back(counts[0]);
        tallies[names[second]].ours.push_back(counts[1]);
        ++done;
    }
    folder.write("stop", "");
    QVERIFY(other.waitForFinished(10000));
    QCOMPARE(other.exitStatus(), QProcess::NormalExit);
    QCOMPARE(other.exitCode(), 0);

    std::size_t theirs = 0;
    for (auto& [name, writes] : readLog(log)) {
        theirs += writes.size();
        tallies[name].theirs = std::move(writes);
    }
    qInfo() << theirs << "writes in place," << done << "transactions done," << refused << "refused," << m_beingWritten
            << "times a file was just being written";
    QVERIFY(theirs > 10 && done > 10);
    for (const char* each : names) {
        const auto claims = decodeAccount(TempFolder::contentOf(accountTokenFile(m_at, "OP", each)));
        QVERIFY2(claims, "torn at the end");
        const QString wrong = tallies[each].check({numberIn(claims->description), numberIn(claims->infoUrl)});
        QVERIFY2(wrong.isEmpty(), qPrintable(each + QStringLiteral(": ") + wrong));
    }
    const auto left = leftOver(disk, journal);
    QVERIFY(left && !*left);
    QCOMPARE(removeLitter(m_at), 0);
}

QTEST_GUILESS_MAIN(TestTwoWriters)
#include "tst_two_writers.moc"
