// SPDX-License-Identifier: Apache-2.0
//
// Every call to the system that a transaction makes fails once, with every error that disks have, and again on the way
// back: the store is the old one or the new one, and what is said about it is true.
#include "core/store/history.h"
#include "core/store/journal.h"
#include "core/store/litter.h"
#include "core/store/store_lock.h"
#include "tests/core/failing_calls.h"
#include "tests/core/temp_folder.h"

#include <QTest>

#include <cerrno>
#include <cstring>
#include <map>

using namespace gd;
using namespace gd::test;
namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;

namespace {

/// In memory where that is possible: these are ten thousand runs, and no power is cut.
const bool isInMemory = fs::is_directory("/dev/shm") && qputenv("TMPDIR", "/dev/shm");

/// A small store on the disk, and a transaction that changes two files, makes one and removes one.
class Desk {
public:
    Desk()
    {
        transaction.id = "1";
        transaction.when = 1'700'000'000;
        transaction.edits = {{at.tokens / "fresh.tok", {}, "fresh"},
                             {account("A"), "a-old", "a-new"},
                             {at.tokens / "gone.tok", "gone", {}},
                             {account("B"), "b-old", "b-new"}};
        back.id = "2";
        for (auto edit = transaction.edits.rbegin(); edit != transaction.edits.rend(); ++edit)
            back.edits.push_back({edit->file, edit->after, edit->before});
        folder.write("stores/OP/.nsc", "{}");
        reset();
        oldFiles = files();
        for (const auto& edit : transaction.edits)
            put(edit.file, edit.after);
        newFiles = files();
        reset();
    }

    /// As before the transaction, and nothing was ever done.
    void reset() const
    {
        fs::remove_all(at.state);
        removeLitter(at);
        for (const auto& edit : transaction.edits)
            put(edit.file, edit.before);
    }

    void put(const fs::path& file, const std::optional<std::string>& content) const
    {
        fs::remove(file);
        if (content) folder.write(file.lexically_relative(folder.path()), *content);
    }

    /// The store without the state; folders do not count.
    Files files() const
    {
        Files all;
        for (const auto& name : folder.everything())
            if (!name.ends_with('/') && !name.starts_with("state/")) all[name] = TempFolder::contentOf(folder / name);
        return all;
    }

    int litter() const
    {
        return static_cast<int>(
            std::ranges::count_if(folder.everything(), [](const auto& name) { return name.ends_with(".tmp"); }));
    }

    fs::path account(const std::string& name) const { return at.storeRoot / "OP/accounts" / name / (name + ".jwt"); }

    TempFolder folder{};
    Workspace at{folder / "stores", folder / "keys", folder / "state", folder / "tokens", "OP"};
    fs::path journal = at.state / "journal";
    Transaction transaction{};
    Transaction back{}; ///< the inverse
    Files oldFiles{};
    Files newFiles{};
    mutable DiskArea disk{};
};

/// What is wrong after a transaction on a disk that is whole again; empty if nothing is.
class Verdict {
public:
    explicit Verdict(const Desk& desk) : m_desk(desk) {}

    /// @param error  errno that the answer must name; 0 if there were several.
    QString of(const Status& applied, int error, bool mayBeHalf)
    {
        if (m_desk.litter() > 0) ++litterLeft;
        removeLitter(m_desk.at);
        if (m_desk.litter() > 0) return QStringLiteral("temporary files stay");
        const auto left = leftOver(m_desk.disk, m_desk.journal);
        if (!left) return QStringLiteral("the record is damaged");
        const Files now = m_desk.files();
        if (applied) return now == m_desk.newFiles && !*left ? next(true) : QStringLiteral("not done, but said so");
        const QString said = QString::fromStdString(applied.error().detail);
        if (error != 0 && !said.contains(QString::fromLocal8Bit(std::strerror(error))))
            return QStringLiteral("the reason is not told: ") + said;
        if (applied.error().code != ErrorCode::JournalLeftOver) {
            const auto code = applied.error().code;
            if (code != ErrorCode::FileUnwritable && code != ErrorCode::FolderUnwritable &&
                code != ErrorCode::FileUnreadable)
                return QStringLiteral("error %1").arg(static_cast<int>(code));
            return now == m_desk.oldFiles && !*left ? next(false) : QStringLiteral("refused, but not as before");
        }
        if (!*left) return now == m_desk.oldFiles || now == m_desk.newFiles ? QString() : QStringLiteral("no record");
        if (!(**left == m_desk.transaction)) return QStringLiteral("another record");
        if (!mayBeHalf && now != m_desk.oldFiles && now != m_desk.newFiles) return QStringLiteral("half");
        ++recordsLeft;
        return recoverBothWays(**left);
    }

    int litterLeft = 0;
    int recordsLeft = 0;

private:
    QString next(bool isNew) const
    {
        const auto again = applyTransaction(isNew ? m_desk.back : m_desk.transaction, m_desk.disk, m_desk.journal);
        if (!again) return QStringLiteral("the next one is refused");
        return m_desk.files() == (isNew ? m_desk.oldFiles : m_desk.newFiles) ? QString()
                                                                             : QStringLiteral("next: wrong");
    }

    QString recoverBothWays(const Transaction& left) const
    {
        for (const auto how : {Recovery::Finish, Recovery::TakeBack}) {
            std::vector<std::pair<fs::path, std::optional<std::string>>> kept;
            for (const auto& edit : left.edits)
                kept.emplace_back(edit.file, *m_desk.disk.read(edit.file));
            const std::string record = TempFolder::contentOf(Journal::fileIn(m_desk.journal));
            if (!recover(left, how, m_desk.disk, m_desk.journal)) return QStringLiteral("recovery is refused");
            const bool isNew = how == Recovery::Finish;
            if (m_desk.files() != (isNew ? m_desk.newFiles : m_desk.oldFiles))
                return QStringLiteral("recovered wrongly");
            if (auto after = next(isNew); !after.isEmpty()) return after;
            for (const auto& [file, content] : kept)
                m_desk.put(file, content);
            m_desk.put(Journal::fileIn(m_desk.journal), record);
        }
        return {};
    }

    const Desk& m_desk;
};

} // namespace

class TestDiskFaults : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void oneCallFails_data() { errors(); }
    void oneCallFails();
    void everythingFailsFromOneCallOn_data() { errors(); }
    void everythingFailsFromOneCallOn();
    void twoCallsFail();
    void shortWritesAreWhole();
    void recoveryFails_data() { errors(); }
    void recoveryFails();
    void anEarlierRecordIsNeverRemoved();
    void theHistoryLosesNothing_data() { errors(); }
    void theHistoryLosesNothing();
    void aLockThatFails();

private:
    static void errors()
    {
        QTest::addColumn<int>("error");
        QTest::newRow("no space") << ENOSPC;
        QTest::newRow("input/output") << EIO;
        QTest::newRow("no access") << EACCES;
    }

    /// How many calls a transaction makes when nothing fails.
    int m_calls = 0;
    const Desk m_desk{};
};

void TestDiskFaults::initTestCase()
{
    std::map<QString, int> kinds;
    {
        FailingCalls calls;
        QVERIFY(applyTransaction(m_desk.transaction, m_desk.disk, m_desk.journal));
        m_calls = calls.count();
        for (const auto& name : calls.names())
            ++kinds[QString::fromStdString(name)];
    }
    QVERIFY(m_desk.files() == m_desk.newFiles);
    QString text(isInMemory ? QStringLiteral(" (in memory)") : QString());
    for (const auto& [name, count] : kinds)
        text += QStringLiteral(" %1 %2").arg(name).arg(count);
    qInfo().noquote() << m_calls << "calls:" << text;
    for (const char* name : {"openat", "open", "read", "write", "fsync", "close", "mkdir", "renameat2", "unlink"})
        QVERIFY2(kinds[QLatin1String(name)] > 0, name);
}

void TestDiskFaults::oneCallFails()
{
    QFETCH(int, error);
    Verdict verdict(m_desk);
    int refused = 0;
    for (int n = 0; n < m_calls; ++n) {
        m_desk.reset();
        Status applied;
        std::string name;
        {
            FailingCalls calls;
            calls.error = error;
            calls.failing = {n};
            applied = applyTransaction(m_desk.transaction, m_desk.disk, m_desk.journal);
            name = calls.names().at(static_cast<std::size_t>(n));
        }
        refused += applied ? 0 : 1;
        const QString wrong = verdict.of(applied, error, false);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("call %1, %2: %3").arg(n).arg(name.c_str(), wrong)));
    }
    qInfo() << m_calls << "runs," << refused << "refused," << verdict.recordsLeft << "records and" << verdict.litterLeft
            << "temporary files left";
    QVERIFY(refused > m_calls / 2);
}

void TestDiskFaults::everythingFailsFromOneCallOn()
{
    QFETCH(int, error);
    Verdict verdict(m_desk);
    for (int n = 0; n < m_calls; ++n) {
        m_desk.reset();
        Status applied;
        {
            FailingCalls calls;
            calls.error = error;
            calls.brokenFrom = n;
            applied = applyTransaction(m_desk.transaction, m_desk.disk, m_desk.journal);
        }
        const QString wrong = verdict.of(applied, error, true);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("from call %1: %2").arg(n).arg(wrong)));
    }
    qInfo() << m_calls << "runs," << verdict.recordsLeft << "records left";
}

/// The second one strikes while the first is being dealt with, or later.
void TestDiskFaults::twoCallsFail()
{
    Verdict verdict(m_desk);
    int runs = 0;
    for (int n = 0; n < m_calls; ++n) {
        // Close to the first one each, for that is where it is dealt with; then some.
        for (int m = n + 1, end = 2 * m_calls; m < end; m += m < n + 20 ? 1 : 29, ++runs) {
            m_desk.reset();
            Status applied;
            {
                FailingCalls calls;
                calls.error = EIO;
                calls.failing = {n, m};
                applied = applyTransaction(m_desk.transaction, m_desk.disk, m_desk.journal);
                if (m >= calls.count()) end = 0; // it came to its end before
            }
            const QString wrong = verdict.of(applied, EIO, true);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("calls %1 and %2: %3").arg(n).arg(m).arg(wrong)));
        }
    }
    qInfo() << runs << "runs," << verdict.recordsLeft << "records left";
}

void TestDiskFaults::shortWritesAreWhole()
{
    m_desk.reset();
    {
        FailingCalls calls;
        calls.isShort = true;
        QVERIFY(applyTransaction(m_desk.transaction, m_desk.disk, m_desk.journal));
    }
    QVERIFY(m_desk.files() == m_desk.newFiles);
}

void TestDiskFaults::recoveryFails()
{
    QFETCH(int, error);
    int runs = 0;
    for (const auto how : {Recovery::Finish, Recovery::TakeBack}) {
        for (int n = 0, end = 2 * m_calls; n < end; ++n, ++runs) {
            m_desk.reset();
            QVERIFY(Journal(m_desk.disk, m_desk.journal).begin(m_desk.transaction));
            m_desk.put(m_desk.transaction.edits[0].file, m_desk.transaction.edits[0].after);
            m_desk.put(m_desk.transaction.edits[1].file, m_desk.transaction.edits[1].after);
            Status recovered;
            {
                FailingCalls calls;
                calls.error = error;
                calls.failing = {n};
                recovered = recover(m_desk.transaction, how, m_desk.disk, m_desk.journal);
                if (n >= calls.count()) end = 0; // it came to its end before
            }
            const auto left = leftOver(m_desk.disk, m_desk.journal);
            QVERIFY(left);
            QVERIFY2(bool(recovered) == !*left, qPrintable(QStringLiteral("call %1").arg(n)));
            if (*left) QVERIFY(recover(**left, how, m_desk.disk, m_desk.journal));
            removeLitter(m_desk.at);
            QVERIFY2(m_desk.files() == (how == Recovery::Finish ? m_desk.newFiles : m_desk.oldFiles),
                     qPrintable(QStringLiteral("call %1").arg(n)));
        }
    }
    qInfo() << runs << "runs";
}

void TestDiskFaults::anEarlierRecordIsNeverRemoved()
{
    m_desk.reset();
    QVERIFY(Journal(m_desk.disk, m_desk.journal).begin(m_desk.back));
    for (int n = 0, end = m_calls; n < end; ++n) {
        {
            FailingCalls calls;
            calls.error = EIO;
            calls.failing = {n};
            QVERIFY(!applyTransaction(m_desk.transaction, m_desk.disk, m_desk.journal));
            if (n >= calls.count()) end = 0; // it came to its end before
        }
        const auto left = leftOver(m_desk.disk, m_desk.journal);
        QVERIFY2(left && *left, qPrintable(QStringLiteral("call %1").arg(n)));
        QVERIFY(m_desk.files() == m_desk.oldFiles);
    }
}

void TestDiskFaults::theHistoryLosesNothing()
{
    QFETCH(int, error);
    const fs::path folder = m_desk.at.state / "history";
    const auto ids = [&folder, this] {
        QStringList all;
        const History history = History::load(m_desk.disk, folder);
        for (const auto& entry : history.entries())
            all << QString::fromStdString(entry.id);
        return all.join(' ');
    };
    for (int n = 0, end = m_calls; n < end; ++n) {
        m_desk.reset();
        History first = History::load(m_desk.disk, folder);
        QVERIFY(first.add({.id = "a"}, m_desk.disk) && first.add({.id = "b"}, m_desk.disk));
        bool isAdded = false;
        {
            FailingCalls calls;
            calls.error = error;
            calls.failing = {n};
            History broken = History::load(m_desk.disk, folder); // as after a restart
            isAdded = bool(broken.add({.id = "c"}, m_desk.disk));
            if (n >= calls.count()) end = 0; // it came to its end before
        }
        const QString found = ids();
        QVERIFY2(found == QLatin1String(isAdded ? "a b c" : "a b"),
                 qPrintable(QStringLiteral("call %1: %2").arg(n).arg(found)));
        History next = History::load(m_desk.disk, folder);
        QVERIFY(next.add({.id = "d"}, m_desk.disk));
        QCOMPARE(ids(), QString::fromLatin1(isAdded ? "a b c d" : "a b d"));
    }
}

void TestDiskFaults::aLockThatFails()
{
    m_desk.reset();
    using namespace std::chrono_literals;
    {
        const auto first = StoreLock::take(m_desk.at.state);
        QVERIFY(first);
        const auto second = StoreLock::take(m_desk.at.state, 20ms);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::StoreBusy);
    }
    QVERIFY(StoreLock::take(m_desk.at.state, 0ms));
    for (const int error : {EIO, EACCES, ENOLCK}) {
        for (int n = 0; n < 2; ++n) { // open, flock
            FailingCalls calls;
            calls.error = error;
            calls.failing = {n};
            const auto taken = StoreLock::take(m_desk.at.state, 0ms);
            QVERIFY(!taken);
            QCOMPARE(taken.error().code, ErrorCode::FileUnwritable);
        }
    }
}

QTEST_APPLESS_MAIN(TestDiskFaults)
#include "tst_disk_faults.moc"
