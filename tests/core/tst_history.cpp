// SPDX-License-Identifier: Apache-2.0
#include "core/store/history.h"
#include "tests/core/memory_area.h"
#include "tests/core/temp_folder.h"

#include <QTest>

using namespace gd;
using gd::test::MemoryArea;
namespace fs = std::filesystem;

class TestHistory : public QObject {
    Q_OBJECT

private slots:
    void startsEmpty();
    void remembersAcrossStarts();
    void undoAndRedoReplaceTheEntry();
    void redoIsForgotten();
    void damagedEntriesAreLeftOut();
    void damagedIndex();
    void damagedNumbers();
    void failureChangesNothing_data();
    void failureChangesNothing();
    void onTheDisk();
};

namespace {

const fs::path folder = "/state/history";

Transaction entry(const std::string& id)
{
    Transaction transaction;
    transaction.id = id;
    transaction.edits = {{"/s/" + id, "before", "after"}};
    return transaction;
}

/// The ids, with a bar behind the last one in force: "a b | c".
QString picture(const History& history)
{
    QStringList words;
    for (std::size_t i = 0; i <= history.entries().size(); ++i) {
        if (i == history.inForce()) words << "|";
        if (i < history.entries().size()) words << QString::fromStdString(history.entries()[i].id);
    }
    return words.join(' ');
}

/// "a b c |", as after three changes.
MemoryArea threeEntries()
{
    MemoryArea area;
    History history = History::load(area, folder);
    for (const char* id : {"a", "b", "c"}) {
        if (!history.add(entry(id), area)) qFatal("cannot add");
    }
    area.writes = 0;
    return area;
}

} // namespace

void TestHistory::startsEmpty()
{
    MemoryArea area;
    History history = History::load(area, folder);
    QCOMPARE(picture(history), "|");
    QVERIFY(history.toUndo() == nullptr);
    QVERIFY(history.toRedo() == nullptr);
    const auto undone = history.undone(entry("x"), area);
    const auto redone = history.redone(entry("x"), area);
    QCOMPARE(undone.error().code, ErrorCode::NothingToUndo);
    QCOMPARE(redone.error().code, ErrorCode::NothingToRedo);
    QCOMPARE(area.writes, 0);
}

void TestHistory::remembersAcrossStarts()
{
    MemoryArea area = threeEntries();
    History history = History::load(area, folder);
    QCOMPARE(picture(history), "a b c |");
    QVERIFY(*history.toUndo() == entry("c"));
    QVERIFY(history.undone(entry("c"), area));
    QVERIFY(history.undone(entry("b"), area));
    QCOMPARE(picture(history), "a | b c");
    QCOMPARE(picture(History::load(area, folder)), "a | b c");
    QVERIFY(history.redone(entry("b"), area));
    QCOMPARE(picture(History::load(area, folder)), "a b | c");
}

void TestHistory::undoAndRedoReplaceTheEntry()
{
    MemoryArea area = threeEntries();
    History history = History::load(area, folder);
    QVERIFY(history.undone(entry("c-undone"), area));
    QCOMPARE(picture(history), "a b | c-undone");
    QCOMPARE(history.toRedo()->id, "c-undone");
    QVERIFY(history.redone(entry("c-again"), area));
    QCOMPARE(picture(history), "a b c-again |");
    QVERIFY(History::load(area, folder).entries() == history.entries());
    QCOMPARE(area.files.size(), std::size_t{4}); // three entries, the index, nothing left behind
}

void TestHistory::redoIsForgotten()
{
    MemoryArea area = threeEntries();
    History history = History::load(area, folder);
    QVERIFY(history.undone(entry("c"), area));
    QVERIFY(history.undone(entry("b"), area));
    QVERIFY(history.add(entry("d"), area));
    QCOMPARE(picture(history), "a d |");
    QVERIFY(history.toRedo() == nullptr);
    QCOMPARE(picture(History::load(area, folder)), "a d |");
    QCOMPARE(area.files.size(), std::size_t{3});
}

void TestHistory::damagedEntriesAreLeftOut()
{
    MemoryArea area = threeEntries();
    area.files[folder / "1.json"] = "{";
    QCOMPARE(picture(History::load(area, folder)), "b c |");
    area.files.erase(folder / "3.json");
    History history = History::load(area, folder);
    QCOMPARE(picture(history), "b |");
    QVERIFY(history.undone(entry("b"), area));
    QVERIFY(history.add(entry("e"), area));
    QCOMPARE(picture(History::load(area, folder)), "e |");
}

void TestHistory::damagedIndex()
{
    for (const char* index : {"", "{", "[]", "{}", R"({"entries":"x"})", R"({"entries":[{},"1",-1]})"}) {
        MemoryArea area = threeEntries();
        area.files[folder / "index.json"] = index;
        History history = History::load(area, folder);
        QCOMPARE(picture(history), "|");
        QVERIFY(history.add(entry("n"), area));
        QCOMPARE(picture(History::load(area, folder)), "n |");
    }
    MemoryArea area = threeEntries();
    area.files[folder / "index.json"] = R"({"entries":[1,2,3,3,9],"inForce":99})";
    QCOMPARE(picture(History::load(area, folder)), "a b c |");
}

/// What an index says must not make two entries share a file, now or later.
void TestHistory::damagedNumbers()
{
    for (const char* index :
         {R"({"entries":[1,1,2]})", R"({"entries":[1,2,18446744073709551615],"next":18446744073709551615})"}) {
        MemoryArea area = threeEntries();
        area.files[folder / "18446744073709551615.json"] = area.files[folder / "3.json"];
        area.files[folder / "index.json"] = index;
        History history = History::load(area, folder);
        QCOMPARE(picture(history), "a b |");
        QVERIFY(history.undone(entry("B"), area));
        QVERIFY(history.redone(entry("b"), area));
        for (const char* id : {"n", "o"})
            QVERIFY(history.add(entry(id), area));
        QCOMPARE(picture(history), "a b n o |");
        QCOMPARE(picture(History::load(area, folder)), "a b n o |");
    }
}

void TestHistory::failureChangesNothing_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("failAt");
    for (const char* step : {"add", "undone", "redone"}) {
        QTest::addRow("%s, entry", step) << step << 0;
        QTest::addRow("%s, index", step) << step << 1;
    }
}

void TestHistory::failureChangesNothing()
{
    QFETCH(QString, step);
    QFETCH(int, failAt);
    MemoryArea area = threeEntries();
    History history = History::load(area, folder);
    QVERIFY(history.undone(entry("c"), area));
    area.writes = 0;
    area.failAt = failAt;
    const auto run = [&](const std::string& id) {
        if (step == "add") return history.add(entry(id), area);
        return step == "undone" ? history.undone(entry(id), area) : history.redone(entry(id), area);
    };
    const auto failed = run("x");
    QVERIFY(!failed);
    QCOMPARE(picture(history), "a b | c");
    QCOMPARE(picture(History::load(area, folder)), "a b | c");
    QVERIFY(run("y"));
    QCOMPARE(picture(History::load(area, folder)), picture(history));
}

void TestHistory::onTheDisk()
{
    const test::TempFolder temp;
    DiskArea area;
    History history = History::load(area, temp / "history");
    QVERIFY(history.add(entry("a"), area));
    QCOMPARE(temp.everything(), (std::vector<std::string>{"history/", "history/1.json", "history/index.json"}));
    QCOMPARE(picture(History::load(area, temp / "history")), "a |");
    QCOMPARE(test::TempFolder::modeOf(temp / "history/1.json"), 0600u);
}

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
