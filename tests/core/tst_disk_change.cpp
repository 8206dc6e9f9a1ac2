// SPDX-License-Identifier: Apache-2.0
//
// Another program writes between two calls of ours, between every two: what it wrote is never lost.
#include "core/store/file_area.h"
#include "core/store/litter.h"
#include "core/store/transaction.h"
#include "tests/core/failing_calls.h"
#include "tests/core/temp_folder.h"

#include <QTest>

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

using namespace gd;
using namespace gd::test;
namespace fs = std::filesystem;
using Content = std::optional<std::string>;

namespace {

const std::string theirs = "theirs, and longer than what was there";

/// How another program puts its text into a file: in one or two steps.
struct Habit {
    void (*first)(const fs::path& file);
    void (*second)(const fs::path& file); ///< null if there is none
};

int openedByThem = -1;

void truncate(const fs::path& file)
{
    openedByThem = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

void fill(const fs::path&)
{
    if (openedByThem < 0) return;
    if (::write(openedByThem, theirs.data(), theirs.size()) != static_cast<ssize_t>(theirs.size())) qFatal("no write");
    ::close(openedByThem);
    openedByThem = -1;
}

void overwrite(const fs::path& file)
{
    truncate(file);
    fill(file);
}

void renameOver(const fs::path& file)
{
    const fs::path other = file.parent_path() / "other";
    overwrite(other);
    fs::rename(other, file);
}

void removeIt(const fs::path& file)
{
    fs::remove(file);
}

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
    void aTransactionKeepsWhatOthersWrote();

private:
    static void kinds(bool withSteps)
    {
        QTest::addColumn<QString>("before"); // null: not there
        QTest::addColumn<QString>("after");
        QTest::addColumn<Habit>("habit");
        const std::vector<std::pair<const char*, Habit>> habits{{"in place", {overwrite, nullptr}},
                                                                {"by rename", {renameOver, nullptr}},
                                                                {"truncate, write", {truncate, fill}},
                                                                {"remove, create", {removeIt, overwrite}}};
        for (const auto& [name, habit] : habits) {
            if (habit.second && !withSteps) continue;
            QTest::addRow("changed, %s", name) << "old"
                                               << "new" << habit;
            QTest::addRow("created, %s", name) << QString() << "new" << habit;
            QTest::addRow("removed, %s", name) << "old" << QString() << habit;
        }
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
    int runs = 0;
    const int calls = countOf(contentOf(before), contentOf(after));
    for (int n = 0, end = calls; n < end; ++n) {
        for (int m = n + 1; m <= end; ++m) {
            ++runs;
            put(contentOf(before));
            Status changed;
            bool begun = false, ended = false;
            {
                FailingCalls disturbed;
                disturbed.before = [&](int number) {
                    if (number == n) habit.first(m_file);
                    if (number == n) begun = true;
                    if (number == m && habit.second) habit.second(m_file);
                    if (number == m) ended = true;
                };
                DiskArea disk;
                changed = disk.change(m_file, contentOf(before), contentOf(after));
                end = std::max(end, disturbed.count());
            }
            if (!begun) continue; // refused before
            if (habit.second && !ended) habit.second(m_file);
            QVERIFY2(TempFolder::contentOf(m_file) == theirs,
                     qPrintable(QStringLiteral("calls %1 and %2: %3")
                                    .arg(n)
                                    .arg(m)
                                    .arg(QString::fromStdString(TempFolder::contentOf(m_file)))));
            QCOMPARE(m_folder.everything(), (std::vector<std::string>{"A/", "A/A.jwt"}));
            if (!habit.second) break;
        }
    }
    qInfo() << runs << "runs over" << calls << "calls";
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
    QStringList lost;
    for (int n = 0, end = countOf(contentOf(before), contentOf(after)); n < end; ++n) {
        put(contentOf(before));
        bool begun = false;
        FailingCalls calls;
        calls.hasNoSwap = true;
        calls.before = [&](int number) {
            if (number != n) return;
            habit.first(m_file);
            begun = true;
        };
        DiskArea disk;
        const bool isDone = bool(disk.change(m_file, contentOf(before), contentOf(after)));
        end = std::max(end, calls.count());
        if (!begun || TempFolder::contentOf(m_file) == theirs) continue;
        QVERIFY(isDone);
        lost << QString::fromStdString(calls.names().at(static_cast<std::size_t>(n)));
    }
    qInfo().noquote() << "lost if written before:" << lost.join(' ');
    // What is read already, and the calls up to the rename.
    for (const char* slow : {"write", "fsync", "openat"})
        QVERIFY2(!lost.contains(QLatin1String(slow)), slow);
}

void TestDiskChange::aTransactionKeepsWhatOthersWrote()
{
    const fs::path other = m_folder / "B/B.jwt";
    Transaction transaction;
    transaction.edits = {{other, "b-old", "b-new"}, {m_file, "old", "new"}};
    int refused = 0, done = 0;
    for (int n = 0, end = 3 * countOf("old", "new"); n < end; ++n) {
        put("old");
        m_folder.write("B/B.jwt", "b-old");
        Status applied;
        bool begun = false;
        {
            FailingCalls calls;
            calls.before = [&](int number) {
                if (number != n) return;
                overwrite(m_file);
                begun = true;
            };
            DiskArea disk;
            applied = applyTransaction(transaction, disk, m_folder / "journal");
            end = std::max(end, calls.count());
        }
        if (!begun) continue;
        QCOMPARE(TempFolder::contentOf(m_file), theirs);
        // Refused, all is as before; done, they wrote over what we had written.
        QCOMPARE(TempFolder::contentOf(other), applied ? "b-new" : "b-old");
        if (!applied) QCOMPARE(applied.error().code, ErrorCode::StoreChangedOutside);
        (applied ? done : refused) += 1;
        fs::remove_all(m_folder / "journal");
    }
    qInfo() << refused << "refused," << done << "overwritten by the other one";
    QVERIFY(refused > 0 && done > 0);
}

QTEST_APPLESS_MAIN(TestDiskChange)
#include "tst_disk_change.moc"
