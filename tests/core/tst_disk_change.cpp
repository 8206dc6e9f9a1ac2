// SPDX-License-Identifier: Apache-2.0
//
// Another program writes between two calls of ours, between every two: what it wrote is never lost.
#include "core/store/file_area.h"
#include "core/store/litter.h"
#include "core/store/transaction.h"
#include "tests/core/failing_calls.h"
#include "tests/core/temp_folder.h"

#include <QTest>

#include <algorithm>
#include <cerrno>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

using namespace gd;
using namespace gd::test;
namespace fs = std::filesystem;
using Content = std::optional<std::string>;

namespace {

/// In memory where that is possible: these are ten thousands of runs, and no power is cut.
const bool isInMemory = fs::is_directory("/dev/shm") && qputenv("TMPDIR", "/dev/shm");

const std::string theirs = "theirs, and longer than what was there";

/// How another program puts its text into a file.
enum class Habit {
    InPlace,       ///< opens, empties and fills the file
    EmptyThenFill, ///< the same in two steps, as nsc does
    OpenThenFill,  ///< one moment earlier: open() has the file and has not emptied it yet
    FindThenFill,  ///< and one more: open() has found the file by its name
    Rename,
    RemoveThenCreate
};

bool hasSteps(Habit habit)
{
    return habit != Habit::InPlace && habit != Habit::Rename;
}

/// The other program, in this thread: what would wait there is tried again later.
class Other {
public:
    Other(Habit habit, fs::path file) : m_habit(habit), m_file(std::move(file)) {}
    ~Other()
    {
        ::close(m_found);
        ::close(m_open);
    }
    Other(const Other&) = delete;
    Other& operator=(const Other&) = delete;

    void first() { m_wanted = hasSteps(m_habit) ? 1 : 2; }
    void second() { m_wanted = 2; }
    bool hasBegun() const { return m_wanted > 0; }

    /// Goes on as far as it gets.
    void goOn()
    {
        if (m_isDone || m_wanted == 0) return;
        if (m_habit == Habit::Rename) return renameOver();
        if (m_habit == Habit::RemoveThenCreate && !m_isRemoved) m_isRemoved = fs::remove(m_file) || true;
        if (m_found < 0 && m_habit != Habit::RemoveThenCreate) m_found = ::open(m_file.c_str(), O_PATH);
        const bool opensAtOnce = m_habit != Habit::FindThenFill && m_habit != Habit::RemoveThenCreate;
        if (!opensAtOnce && m_wanted < 2) return;
        if (m_open < 0 && !open()) return;
        if (m_habit == Habit::EmptyThenFill && m_wanted < 2 && ::ftruncate(m_open, 0) != 0) qFatal("not emptied");
        if (m_wanted == 2) fill();
    }

private:
    /// The file that was found, whatever its name is by now. False if somebody has a lease on it.
    bool open()
    {
        const bool isNew = m_found < 0;
        const fs::path path = isNew ? m_file : fs::path("/proc/self/fd") / std::to_string(m_found);
        m_open = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | (isNew ? O_CREAT : 0), 0600);
        if (m_open < 0 && errno != EWOULDBLOCK) qFatal("not opened");
        return m_open >= 0;
    }

    void fill()
    {
        const auto size = static_cast<ssize_t>(theirs.size());
        if (::ftruncate(m_open, 0) != 0 || ::write(m_open, theirs.data(), theirs.size()) != size) qFatal("not written");
        ::close(std::exchange(m_open, -1));
        m_isDone = true;
    }

    void renameOver()
    {
        const fs::path other = m_file.parent_path() / "other";
        std::ofstream(other) << theirs;
        fs::rename(other, m_file);
        m_isDone = true;
    }

    Habit m_habit;
    fs::path m_file;
    int m_found = -1;
    int m_open = -1;
    int m_wanted = 0;
    bool m_isRemoved = false;
    bool m_isDone = false;
};

/// What a change came to that was disturbed between its calls.
struct Disturbed {
    bool isBegun = false; ///< by the other one, before it was over
    Status changed{};
    std::vector<std::string> calls{};

    /// Whether a write is lost that found the old file before call n and went into it before call m: if it was found
    /// before the swap, and the file was not looked at any more. Then this has removed it.
    bool isLost(int n, int m) const
    {
        const auto swap = std::ranges::find(calls, "renameat2") - calls.begin();
        const auto removed = std::ranges::find(calls.rbegin(), calls.rend(), "unlink").base() - calls.begin() - 1;
        auto look = removed - 1;
        while (look >= 0 && calls[static_cast<std::size_t>(look)] != "fcntl" &&
               calls[static_cast<std::size_t>(look)] != "read")
            --look;
        return changed && n <= swap && m > look;
    }
};

} // namespace

Q_DECLARE_METATYPE(Habit)

class TestDiskChange : public QObject {
    Q_OBJECT

private slots:
    void changes_data();
    void changes();
    void anotherWriterIsNeverLost_data();
    void anotherWriterIsNeverLost();
    void withoutSwappingTheWindowIsOneRename_data();
    void withoutSwappingTheWindowIsOneRename();
    void waitsForAnotherWriter_data();
    void waitsForAnotherWriter();
    void aTransactionKeepsWhatOthersWrote();

private:
    static void kinds(bool withSteps)
    {
        QTest::addColumn<QString>("before"); // null: not there
        QTest::addColumn<QString>("after");
        QTest::addColumn<Habit>("habit");
        QTest::addColumn<bool>("hasLease");
        const std::vector<std::pair<const char*, Habit>> habits{
            {"in place", Habit::InPlace},          {"by rename", Habit::Rename},
            {"empty, fill", Habit::EmptyThenFill}, {"open, fill", Habit::OpenThenFill},
            {"find, fill", Habit::FindThenFill},   {"remove, create", Habit::RemoveThenCreate}};
        for (const bool hasLease : {true, false}) {
            for (const auto& [name, habit] : habits) {
                if (hasSteps(habit) && !withSteps) continue;
                const char* lease = hasLease ? "" : ", no lease";
                QTest::addRow("changed, %s%s", name, lease) << "old"
                                                            << "new" << habit << hasLease;
                QTest::addRow("created, %s%s", name, lease) << QString() << "new" << habit << hasLease;
                QTest::addRow("removed, %s%s", name, lease) << "old" << QString() << habit << hasLease;
            }
        }
    }

    /// One change, with the other one's steps before calls n and m.
    Disturbed disturb(const Content& before, const Content& after, Habit habit, bool hasLease, int n, int m) const
    {
        put(before);
        Other other(habit, m_file);
        Disturbed result;
        {
            FailingCalls calls;
            calls.hasNoLease = !hasLease;
            calls.before = [&](int number) {
                if (number == n) other.first();
                if (number == m) other.second();
                other.goOn();
            };
            DiskArea disk(std::chrono::milliseconds(0));
            result.changed = disk.change(m_file, before, after);
            result.isBegun = other.hasBegun();
            result.calls = calls.names();
        }
        other.second();
        if (result.isBegun) other.goOn();
        return result;
    }

    static Content contentOf(const QString& text) { return text.isNull() ? Content() : Content(text.toStdString()); }

    void put(const Content& content) const
    {
        fs::remove(m_file);
        if (content) m_folder.write("A/A.jwt", *content);
    }

    /// How many calls a change makes, about; undisturbed.
    int countOf(const Content& before, const Content& after) const
    {
        put(before);
        FailingCalls calls;
        DiskArea disk;
        return disk.change(m_file, before, after) ? calls.count() : 0;
    }

    const TempFolder m_folder{};
    const fs::path m_file = m_folder.write("A/A.jwt", "old");
};

void TestDiskChange::changes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("changed") << "old"
                             << "new";
    QTest::newRow("created") << QString() << "new";
    QTest::newRow("removed") << "old" << QString();
    QTest::newRow("emptied") << "old"
                             << "";
    QTest::newRow("nothing") << QString() << QString();
}

void TestDiskChange::changes()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    for (const bool hasNoSwap : {false, true}) {
        put(contentOf(before));
        FailingCalls calls;
        calls.hasNoSwap = hasNoSwap;
        DiskArea disk;
        QVERIFY(disk.change(m_file, contentOf(before), contentOf(after)));
        QVERIFY(*disk.read(m_file) == contentOf(after));
        const auto refused = disk.change(m_file, "something else", "new");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::StoreChangedOutside);
        QVERIFY(*disk.read(m_file) == contentOf(after));
        QCOMPARE(m_folder.everything().size(), after.isNull() ? 1U : 2U);
        if (!after.isNull()) QCOMPARE(TempFolder::modeOf(m_file), 0600u);
    }
}

void TestDiskChange::anotherWriterIsNeverLost_data()
{
    kinds(true);
}

void TestDiskChange::anotherWriterIsNeverLost()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(Habit, habit);
    QFETCH(bool, hasLease);
    // What no content shows: open() has found the file, or, where there are no leases, has opened it.
    const bool canBeLost = habit == Habit::FindThenFill || (habit == Habit::OpenThenFill && !hasLease);
    int runs = 0, lost = 0;
    const int calls = countOf(contentOf(before), contentOf(after));
    for (int n = 0, end = calls; n < end; ++n) {
        for (int m = n + 1; m <= end; ++m) {
            ++runs;
            const auto run = disturb(contentOf(before), contentOf(after), habit, hasLease, n, m);
            end = std::max(end, static_cast<int>(run.calls.size()));
            if (!run.isBegun) continue; // refused before
            const auto where = QStringLiteral("calls %1 and %2: %3").arg(n).arg(m);
            const std::string now = TempFolder::contentOf(m_file);
            const bool isLost = !before.isNull() && canBeLost && run.isLost(n, m);
            lost += isLost ? 1 : 0;
            QVERIFY2(now == (isLost ? after.toStdString() : theirs),
                     qPrintable(where.arg(QString::fromStdString(now))));
            const std::size_t files = isLost && after.isNull() ? 1 : 2;
            QCOMPARE(m_folder.everything().size(), files);
            if (!hasSteps(habit)) break;
        }
    }
    qInfo() << runs << "runs over" << calls << "calls;" << lost << "lost" << (isInMemory ? "(in memory)" : "");
    QCOMPARE(lost > 0, canBeLost && !before.isNull());
}

void TestDiskChange::withoutSwappingTheWindowIsOneRename_data()
{
    kinds(false);
}

void TestDiskChange::withoutSwappingTheWindowIsOneRename()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(Habit, habit);
    QFETCH(bool, hasLease);
    QStringList lost;
    for (int n = 0, end = countOf(contentOf(before), contentOf(after)); n < end; ++n) {
        put(contentOf(before));
        Other other(habit, m_file);
        FailingCalls calls;
        calls.hasNoSwap = true;
        calls.hasNoLease = !hasLease;
        calls.before = [&](int number) {
            if (number == n) other.first();
            other.goOn();
        };
        DiskArea disk(std::chrono::milliseconds(0));
        const bool isDone = bool(disk.change(m_file, contentOf(before), contentOf(after)));
        end = std::max(end, calls.count());
        other.goOn();
        if (!other.hasBegun() || TempFolder::contentOf(m_file) == theirs) continue;
        QVERIFY(isDone);
        lost << QString::fromStdString(calls.names().at(static_cast<std::size_t>(n)));
    }
    qInfo().noquote() << "lost if written before:" << lost.join(' ');
    // What is read already, and the calls up to the rename.
    for (const char* slow : {"write", "fsync", "openat"})
        QVERIFY2(!lost.contains(QLatin1String(slow)), slow);
}

void TestDiskChange::waitsForAnotherWriter_data()
{
    QTest::addColumn<bool>("writes");
    QTest::addColumn<int>("patience"); // in milliseconds
    QTest::addColumn<bool>("isDone");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("writes") << true << 60000 << false << ErrorCode::StoreChangedOutside;
    QTest::newRow("only opens") << false << 60000 << true << ErrorCode{};
    QTest::newRow("too long") << false << 0 << false << ErrorCode::FileUnwritable;
}

/// Somebody has opened the file for writing before: what he does with it decides.
void TestDiskChange::waitsForAnotherWriter()
{
    QFETCH(bool, writes);
    QFETCH(int, patience);
    QFETCH(bool, isDone);
    QFETCH(ErrorCode, code);
    for (const Content& after : {Content("new"), Content()}) {
        put("old");
        int file = ::open(m_file.c_str(), O_WRONLY);
        QVERIFY(file >= 0);
        FailingCalls calls;
        calls.before = [&](int number) {
            if (number != 60 || file < 0) return;
            if (writes && ::write(file, "newest", 6) != 6) qFatal("not written");
            ::close(std::exchange(file, -1));
        };
        DiskArea disk{std::chrono::milliseconds(patience)};
        const Status changed = disk.change(m_file, "old", after);
        if (file >= 0) ::close(file);
        QCOMPARE(bool(changed), isDone);
        if (!isDone) QCOMPARE(changed.error().code, code);
        QVERIFY(*disk.read(m_file) == (isDone ? after : Content(writes ? "newest" : "old")));
        QCOMPARE(m_folder.everything().size(), isDone && !after ? 1U : 2U);
    }
}

void TestDiskChange::aTransactionKeepsWhatOthersWrote()
{
    const fs::path earlier = m_folder / "B/B.jwt";
    Transaction transaction;
    transaction.edits = {{earlier, "b-old", "b-new"}, {m_file, "old", "new"}};
    int refused = 0, done = 0;
    for (int n = 0, end = 3 * countOf("old", "new"); n < end; ++n) {
        put("old");
        m_folder.write("B/B.jwt", "b-old");
        Status applied;
        Other other(Habit::InPlace, m_file);
        {
            FailingCalls calls;
            calls.before = [&](int number) {
                if (number == n) other.first();
                other.goOn();
            };
            DiskArea disk;
            applied = applyTransaction(transaction, disk, m_folder / "journal");
            end = std::max(end, calls.count());
        }
        if (!other.hasBegun()) continue;
        other.goOn();
        QCOMPARE(TempFolder::contentOf(m_file), theirs);
        // Refused, all is as before; done, they wrote over what we had written.
        QCOMPARE(TempFolder::contentOf(earlier), applied ? "b-new" : "b-old");
        if (!applied) QCOMPARE(applied.error().code, ErrorCode::StoreChangedOutside);
        (applied ? done : refused) += 1;
        fs::remove_all(m_folder / "journal");
    }
    qInfo() << refused << "refused," << done << "overwritten by the other one";
    QVERIFY(refused > 0 && done > 0);
}

QTEST_APPLESS_MAIN(TestDiskChange)
#include "tst_disk_change.moc"
