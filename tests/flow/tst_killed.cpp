// SPDX-License-Identifier: Apache-2.0
//
// The program is killed at random moments of a step over 51 accounts and 50 token files: the store is the old one or
// the new one, or the record says what is half done, and both ways out of it lead to a whole one.
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/nkeys/seed.h"
#include "core/share/planner.h"
#include "core/store/history.h"
#include "core/store/journal.h"
#include "core/store/layout.h"
#include "core/store/snapshot_reader.h"
#include "tests/core/memory_area.h"
#include "tests/flow/sample_session.h"

#include <QDir>
#include <QProcess>

#include <random>

using namespace gd;
using namespace gd::test;
namespace fs = std::filesystem;

namespace {

constexpr int accountCount = 50;

/// Sanitizers make a start and a step several times as long; they look for something else.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int usualKills = 30;
#else
constexpr int usualKills = 200;
#endif

/// Where no disk is waited for; a killed process takes nothing with it that the system has.
const bool isInMemory = fs::is_directory("/dev/shm") && qputenv("TMPDIR", "/dev/shm");

} // namespace

class TestKilled : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void oldOrNewAtEveryMoment();

private:
    /// The exit code, or -1 if it was killed.
    int runStep(long microseconds, Recovery how, QByteArray& said) const;
    QString checkRecord(const Transaction& record) const;
    QString checkWhole() const;

    std::unique_ptr<SampleSession> m_sample;
    Workspace m_at{};
};

void TestKilled::initTestCase()
{
    m_sample = std::make_unique<SampleSession>();
    QVERIFY(m_sample->isOpen);
    m_at = m_sample->session.snapshot()->workspace;
    const KeyRing keys(m_at.keystore);
    const std::string signer = m_sample->session.snapshot()->op.claims.signingKeys.front();
    auto draft = m_sample->orderEvents();
    draft.acknowledges = false;
    draft.withInfo = false;
    draft.consumers.clear();
    DiskArea disk;
    for (int i = 0; i < accountCount; ++i) {
        const auto seed = Seed::create(KeyKind::Account);
        QVERIFY(seed && keys.add(*seed));
        const std::string key = seed->publicKey().text(), name = "MANY" + std::to_string(i);
        const auto token = encodeToken(newAccountClaims(key, name), signer, m_sample->session.now(), keys);
        QVERIFY(token && disk.replace(accountTokenFile(m_at, "OP", name), *token));
        draft.consumers.push_back({.account = key});
    }
    m_sample->session.lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(m_sample->session.snapshot()->accounts.size(), std::size_t{accountCount + 4}, 20000);
    const auto plan = planShare(draft, *m_sample->session.snapshot(), m_sample->session.now());
    QVERIFY(plan);
    QVERIFY(!m_sample->apply(*plan));
    QCOMPARE(m_sample->session.toUndo()->edits.size(), std::size_t{2 * accountCount + 1});
    m_sample->session.open(m_at); // nothing is under way any more
    QCOMPARE(checkWhole(), QString());
}

int TestKilled::runStep(long microseconds, Recovery how, QByteArray& said) const
{
    QProcess child;
    child.start(QStringLiteral(GRANTDESK_STORE_WORKER),
                {QStringLiteral("step"), QString::fromStdString(m_at.storeRoot), QString::fromStdString(m_at.keystore),
                 QString::number(microseconds),
                 how == Recovery::Finish ? QStringLiteral("finish") : QStringLiteral("back")});
    if (!child.waitForFinished(60000)) return -2;
    said = child.readAllStandardOutput() + child.readAllStandardError();
    return child.exitStatus() == QProcess::CrashExit ? -1 : child.exitCode();
}

/// Each file is as before or as after, and from here both ends can be reached.
QString TestKilled::checkRecord(const Transaction& record) const
{
    const DiskArea disk;
    MemoryArea now;
    const fs::path journal = "/journal";
    now.files[Journal::fileIn(journal)] = Journal::textOf(record);
    for (const auto& edit : record.edits) {
        const auto content = disk.read(edit.file);
        if (!content || (*content != edit.before && *content != edit.after))
            return QStringLiteral("neither old nor new: ") + QString::fromStdString(edit.file);
        if (*content) now.files[edit.file] = **content;
    }
    for (const auto how : {Recovery::Finish, Recovery::TakeBack}) {
        MemoryArea area = now;
        if (!recover(record, how, area, journal)) return QStringLiteral("recovery is refused");
        for (const auto& edit : record.edits)
            if (*area.read(edit.file) != (how == Recovery::Finish ? edit.after : edit.before))
                return QStringLiteral("recovery is not whole");
    }
    return {};
}

/// All of the share is there, or nothing; and the history says so.
QString TestKilled::checkWhole() const
{
    const auto world = readSnapshot(m_at, m_sample->session.now());
    if (!world) return QStringLiteral("cannot be read");
    std::size_t imports = 0;
    for (const auto& account : world->accounts)
        imports += account.claims.imports.size();
    const auto exports = world->accountNamed("ACCTA")->claims.exports.size();
    const auto tokens = world->tokenFiles.size();
    const bool isNew = exports > 0;
    const std::size_t expected = isNew ? accountCount : 0;
    if (exports > 1 || imports != expected || tokens != expected || !world->findings.empty())
        return QStringLiteral("%1 exports, %2 imports, %3 tokens, %4 findings")
            .arg(exports)
            .arg(imports)
            .arg(tokens)
            .arg(world->findings.size());
    const auto history = History::load(DiskArea(), m_at.state / "history");
    if (history.entries().size() != 1 || history.inForce() != (isNew ? 1 : 0))
        return QStringLiteral("the history says %1 of %2").arg(history.inForce()).arg(history.entries().size());
    return {};
}

void TestKilled::oldOrNewAtEveryMoment()
{
    const int wished = qEnvironmentVariableIntValue("GRANTDESK_KILLS");
    const int kills = wished > 0 ? wished : usualKills;
    const auto seed = qEnvironmentVariableIsSet("GRANTDESK_SEED")
                          ? static_cast<unsigned>(qEnvironmentVariableIntValue("GRANTDESK_SEED"))
                          : std::random_device{}() >> 1;
    std::mt19937 random{seed};
    QByteArray said;
    QCOMPARE(runStep(0, Recovery::Finish, said), 0);
    const long duration = said.trimmed().toLong();
    QVERIFY2(duration > 0, said.constData());
    qInfo() << "GRANTDESK_SEED" << seed << "- a step takes" << duration << "microseconds";

    int killed = 0, whole = 0, halves = 0;
    for (int i = 0; killed < kills && i < 2 * kills; ++i) {
        const auto how = random() % 2 == 0 ? Recovery::Finish : Recovery::TakeBack;
        const long delay = 1 + static_cast<long>(random() % static_cast<unsigned long>(duration));
        const int code = runStep(delay, how, said);
        QVERIFY2(code <= 0, said.constData());
        killed += code == -1 ? 1 : 0;
        const auto left = leftOver(DiskArea(), m_at.state / "journal");
        QVERIFY2(left, "the record is damaged");
        const QString wrong = *left ? checkRecord(**left) : checkWhole();
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("kill %1: %2").arg(killed).arg(wrong)));
        (*left ? halves : whole) += 1;
    }
    qInfo() << killed << "kills:" << whole << "times whole," << halves << "times a record that leads both ways";
    QCOMPARE(killed, kills);
    QVERIFY(halves > kills / 10);

    // The next start that is left alone ends it, and nothing is left behind.
    QCOMPARE(runStep(0, Recovery::Finish, said), 0);
    QCOMPARE(checkWhole(), QString());
    for (const auto& each : fs::recursive_directory_iterator(m_at.storeRoot.parent_path()))
        QVERIFY2(each.path().extension() != ".tmp", each.path().c_str());
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
