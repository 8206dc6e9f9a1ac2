// SPDX-License-Identifier: Apache-2.0
//
// A writer that knows of no lock edits the accounts that transactions change, at the same time. Each account carries
// two counters, one of each side; both sides read, add one and write, so a lost update is a number that is there twice.
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/store/layout.h"
#include "core/store/litter.h"
#include "core/store/sample.h"
#include "core/store/store_lock.h"
#include "core/store/transaction.h"
#include "tests/core/temp_folder.h"

#include <QElapsedTimer>
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

/// One write, and what it was based on.
struct Count {
    int theirs = 0;
    int ours = 0;
};

int numberIn(const std::string& text)
{
    return text.empty() ? 0 : std::stoi(text);
}

} // namespace

class TestTwoWriters : public QObject {
    Q_OBJECT

private slots:
    void nobodyLosesAnUpdate();

private:
    std::optional<FileEdit> edit(const char* name, Count& count);
    QString checkAccount(const std::string& name) const;

    const TempFolder m_folder{};
    Workspace m_at{};
    std::map<std::string, std::vector<Count>> m_ours{};   ///< transactions that were done
    std::map<std::string, std::vector<Count>> m_theirs{}; ///< ours: what they had read
    int m_beingWritten = 0;
};

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

QString TestTwoWriters::checkAccount(const std::string& name) const
{
    const auto claims = decodeAccount(TempFolder::contentOf(accountTokenFile(m_at, "OP", name)));
    if (!claims) return QStringLiteral("torn at the end");
    const auto theirs = m_theirs.find(name);
    const std::size_t writes = theirs == m_theirs.end() ? 0 : theirs->second.size();
    if (numberIn(claims->description) != static_cast<int>(writes))
        return QStringLiteral("%1 of their %2 writes").arg(claims->description.c_str()).arg(writes);
    // Between two of their writes ours follow each other, from what the first of the two had read.
    std::map<int, int> last;
    for (std::size_t i = 0; i < writes; ++i) {
        if (theirs->second[i].theirs != static_cast<int>(i) + 1) return QStringLiteral("one of theirs was lost");
        last[static_cast<int>(i) + 1] = theirs->second[i].ours;
    }
    const auto ours = m_ours.find(name);
    if (ours == m_ours.end()) return QStringLiteral("none of ours");
    for (const auto& [seen, number] : ours->second) {
        if (number != last[seen] + 1) return QStringLiteral("ours %1 after %2").arg(number).arg(last[seen]);
        last[seen] = number;
    }
    if (numberIn(claims->infoUrl) != last[static_cast<int>(writes)]) return QStringLiteral("our last one was lost");
    return {};
}

void TestTwoWriters::nobodyLosesAnUpdate()
{
    const int wished = qEnvironmentVariableIntValue("GRANTDESK_STRESS_SECONDS");
    const int seconds = wished > 0 ? wished : 8;
    const auto sample = createSample(m_folder / "sample", now);
    QVERIFY(sample);
    m_at = *sample;
    const fs::path log = m_folder / "log", stop = m_folder / "stop", journal = m_at.state / "journal";
    QProcess other;
    other.start(QStringLiteral(GRANTDESK_STORE_WORKER),
                {QStringLiteral("nsc"), QString::fromStdString(m_at.storeRoot), QString::fromStdString(m_at.keystore),
                 QString::fromStdString(log), QString::fromStdString(stop)});
    QVERIFY(other.waitForStarted());

    std::mt19937 random{std::random_device{}()};
    DiskArea disk;
    int done = 0, refused = 0;
    for (QElapsedTimer timer =
             [] {
                 QElapsedTimer t;
                 t.start();
                 return t;
             }();
         timer.elapsed() < seconds * 1000;) {
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
        m_ours[names[first]].push_back(counts[0]);
        m_ours[names[second]].push_back(counts[1]);
        ++done;
    }
    m_folder.write("stop", "");
    QVERIFY(other.waitForFinished(10000));
    QCOMPARE(other.exitStatus(), QProcess::NormalExit);
    QCOMPARE(other.exitCode(), 0);

    std::ifstream lines(log);
    std::string name;
    int theirs = 0;
    for (Count count; lines >> name >> count.theirs >> count.ours; ++theirs)
        m_theirs[name].push_back(count);
    qInfo() << seconds << "s:" << theirs << "writes in place," << done << "transactions done," << refused << "refused,"
            << m_beingWritten << "times a file was just being written";
    QVERIFY(theirs > 10 && done > 10);
    for (const char* each : names) {
        const QString wrong = checkAccount(each);
        QVERIFY2(wrong.isEmpty(), qPrintable(each + QStringLiteral(": ") + wrong));
    }
    const auto left = leftOver(disk, journal);
    QVERIFY(left && !*left);
    QCOMPARE(removeLitter(m_at), 0);
}

QTEST_GUILESS_MAIN(TestTwoWriters)
#include "tst_two_writers.moc"
