// SPDX-License-Identifier: Apache-2.0
#include "core/store/journal.h"
#include "core/store/transaction.h"
#include "tests/core/memory_area.h"
#include "tests/core/temp_folder.h"

#include <QTest>

using namespace gd;
using gd::test::MemoryArea;
using Failure = MemoryArea::Failure;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(Failure)
Q_DECLARE_METATYPE(Recovery)

class TestTransaction : public QObject {
    Q_OBJECT

private slots:
    void writesAndLeavesNoRecord();
    void changedOutsideIsRefused_data();
    void changedOutsideIsRefused();
    void changedBetweenCheckAndWrite();
    void failsAtEveryWrite_data();
    void failsAtEveryWrite();
    void powerCutAtEveryWrite_data();
    void powerCutAtEveryWrite();
    void takingBackFailsToo();
    void leftOverForbidsTheNext();
    void recoverRefusesThirdStates();
    void damagedRecord();
    void onTheDisk();
};

namespace {

const fs::path journalFolder = "/state/journal";
const fs::path recordFile = Journal::fileIn(journalFolder);
using Files = std::map<fs::path, std::string>;

const Files oldFiles{{"/s/A.jwt", "a-old"}, {"/s/B.jwt", "b-old"}, {"/s/gone.tok", "t"}, {"/s/other", "x"}};
const Files newFiles{{"/s/A.jwt", "a-new"}, {"/s/B.jwt", "b-new"}, {"/s/fresh.tok", "n"}, {"/s/other", "x"}};

/// Changes two files, makes one and removes one.
Transaction example()
{
    Transaction transaction;
    transaction.id = "1";
    transaction.when = 1'700'000'000;
    transaction.edits = {{"/s/fresh.tok", {}, "n"},
                         {"/s/A.jwt", "a-old", "a-new"},
                         {"/s/gone.tok", "t", {}},
                         {"/s/B.jwt", "b-old", "b-new"}};
    return transaction;
}

/// Journal, four edits, journal.
constexpr int writesOfExample = 6;

Files withoutRecord(Files files)
{
    files.erase(recordFile);
    return files;
}

} // namespace

void TestTransaction::writesAndLeavesNoRecord()
{
    MemoryArea area;
    area.files = oldFiles;
    QVERIFY(applyTransaction(example(), area, journalFolder));
    QVERIFY(area.files == newFiles);
    QCOMPARE(area.writes, writesOfExample);
    const auto left = leftOver(area, journalFolder);
    QVERIFY(left && !*left);
}

void TestTransaction::changedOutsideIsRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("content"); // null: removed
    QTest::newRow("first") << "/s/fresh.tok"
                           << "there already";
    QTest::newRow("changed") << "/s/A.jwt"
                             << "other";
    QTest::newRow("removed") << "/s/A.jwt" << QString();
    QTest::newRow("emptied") << "/s/gone.tok"
                             << "";
    QTest::newRow("last") << "/s/B.jwt"
                          << "b-new";
}

void TestTransaction::changedOutsideIsRefused()
{
    QFETCH(QString, file);
    QFETCH(QString, content);
    MemoryArea area;
    area.files = oldFiles;
    area.files.erase(file.toStdString());
    if (!content.isNull()) area.files[file.toStdString()] = content.toStdString();
    const Files before = area.files;
    const auto applied = applyTransaction(example(), area, journalFolder);
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::StoreChangedOutside);
    QCOMPARE(applied.error().where, file.toStdString());
    QVERIFY(area.files == before);
    QCOMPARE(area.writes, 0);
}

void TestTransaction::changedBetweenCheckAndWrite()
{
    /// Another program writes B.jwt while our first file is being written.
    class Busy final : public FileArea {
    public:
        MemoryArea inner{};
        Result<std::optional<std::string>> read(const fs::path& file) const override { return inner.read(file); }
        Status replace(const fs::path& file, std::string_view content) override
        {
            if (file == "/s/A.jwt") inner.files["/s/B.jwt"] = "theirs";
            return inner.replace(file, content);
        }
        Status remove(const fs::path& file) override { return inner.remove(file); }
    } area;
    area.inner.files = oldFiles;
    const auto applied = applyTransaction(example(), area, journalFolder);
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::StoreChangedOutside);
    Files expected = oldFiles;
    expected["/s/B.jwt"] = "theirs";
    QVERIFY(area.inner.files == expected);
}

void TestTransaction::failsAtEveryWrite_data()
{
    QTest::addColumn<int>("failAt");
    QTest::addColumn<Failure>("failure");
    for (int i = 0; i < writesOfExample; ++i) {
        QTest::addRow("write %d refused", i) << i << Failure::Refused;
        QTest::addRow("write %d late", i) << i << Failure::Late;
    }
}

void TestTransaction::failsAtEveryWrite()
{
    QFETCH(int, failAt);
    QFETCH(Failure, failure);
    MemoryArea area;
    area.files = oldFiles;
    area.failAt = failAt;
    area.failure = failure;
    const auto applied = applyTransaction(example(), area, journalFolder);
    const bool recordStays = area.files.contains(recordFile);
    const Files files = withoutRecord(area.files);
    if (failAt < writesOfExample - 1) {
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, ErrorCode::FileUnwritable);
        QVERIFY(files == oldFiles);
        QVERIFY(!recordStays);
    } else {
        // Only the end of the record failed: the world is the new one, and the record says so if it is still there.
        QVERIFY(files == newFiles);
        QCOMPARE(bool(applied), !recordStays);
        if (!applied) QCOMPARE(applied.error().code, ErrorCode::JournalLeftOver);
    }
}

void TestTransaction::powerCutAtEveryWrite_data()
{
    QTest::addColumn<int>("failAt");
    QTest::addColumn<Recovery>("how");
    for (int i = 0; i <= writesOfExample; ++i) {
        QTest::addRow("before write %d, finish", i) << i << Recovery::Finish;
        QTest::addRow("before write %d, take back", i) << i << Recovery::TakeBack;
    }
}

void TestTransaction::powerCutAtEveryWrite()
{
    QFETCH(int, failAt);
    QFETCH(Recovery, how);
    MemoryArea area;
    area.files = oldFiles;
    area.failAt = failAt;
    area.failure = Failure::PowerCut;
    const auto applied = applyTransaction(example(), area, journalFolder);
    QCOMPARE(bool(applied), failAt == writesOfExample);

    area.failAt = -1; // the next start
    const auto left = leftOver(area, journalFolder);
    QVERIFY(left);
    if (!*left) {
        QVERIFY(area.files == (failAt == 0 ? oldFiles : newFiles));
        return;
    }
    QVERIFY(**left == example());

    // The power may go during recovery as well; then it is simply done again.
    for (int again = 0; again < writesOfExample; ++again) {
        MemoryArea second = area;
        second.writes = 0;
        second.failAt = again;
        second.failure = Failure::PowerCut;
        static_cast<void>(bool(recover(**left, how, second, journalFolder)));
        second.failAt = -1;
        const auto still = leftOver(second, journalFolder);
        QVERIFY(still);
        if (*still) QVERIFY(recover(**still, how, second, journalFolder));
        QVERIFY(second.files == (how == Recovery::Finish ? newFiles : oldFiles));
    }
}

void TestTransaction::takingBackFailsToo()
{
    MemoryArea area;
    area.files = oldFiles;
    area.failAt = 3;
    area.failure = Failure::PowerCut; // from the third file on nothing can be written, nor brought back
    const auto applied = applyTransaction(example(), area, journalFolder);
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::JournalLeftOver);
    area.failAt = -1;
    const auto left = leftOver(area, journalFolder);
    QVERIFY(left && *left);
}

void TestTransaction::leftOverForbidsTheNext()
{
    MemoryArea area;
    area.files = oldFiles;
    area.files[recordFile] = Journal::textOf(example());
    const Files before = area.files;
    const auto applied = applyTransaction(example(), area, journalFolder);
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::JournalLeftOver);
    QVERIFY(area.files == before);
}

void TestTransaction::recoverRefusesThirdStates()
{
    for (const auto how : {Recovery::Finish, Recovery::TakeBack}) {
        MemoryArea area;
        area.files = oldFiles;
        area.files["/s/fresh.tok"] = "n";
        area.files["/s/B.jwt"] = "neither";
        area.files[recordFile] = Journal::textOf(example());
        const Files before = area.files;
        const auto recovered = recover(example(), how, area, journalFolder);
        QVERIFY(!recovered);
        QCOMPARE(recovered.error().code, ErrorCode::StoreChangedOutside);
        QCOMPARE(recovered.error().where, "/s/B.jwt");
        QVERIFY(area.files == before);

        QVERIFY(setLeftOverAside(area, journalFolder));
        const auto left = leftOver(area, journalFolder);
        QVERIFY(left && !*left);
        QCOMPARE(area.files["/s/B.jwt"], "neither");
    }
}

void TestTransaction::damagedRecord()
{
    const std::string good = Journal::textOf(example());
    QVERIFY(Journal::fromText(good));
    std::vector<std::string> damaged{"", "\n", "garbage", good + " ", good.substr(0, good.size() / 2)};
    for (std::size_t i = 0; i < good.size(); i += 7) {
        damaged.push_back(good);
        damaged.back()[i] = damaged.back()[i] == 'a' ? 'b' : 'a';
    }
    for (const auto& text : damaged) {
        MemoryArea area;
        area.files[recordFile] = text;
        const auto left = leftOver(area, journalFolder);
        QVERIFY2(!left, text.c_str());
        QCOMPARE(left.error().code, ErrorCode::JournalUnreadable);
    }
}

void TestTransaction::onTheDisk()
{
    const test::TempFolder folder;
    const auto file = folder.write("A.jwt", "old");
    Transaction transaction;
    transaction.edits = {{file, "old", "new"}, {folder / "tokens/X.tok", {}, "token"}};
    DiskArea area;
    QVERIFY(applyTransaction(transaction, area, folder / "journal"));
    QCOMPARE(folder.everything(), (std::vector<std::string>{"A.jwt", "journal/", "tokens/", "tokens/X.tok"}));
    QCOMPARE(test::TempFolder::contentOf(file), "new");
}

QTEST_APPLESS_MAIN(TestTransaction)
#include "tst_transaction.moc"
