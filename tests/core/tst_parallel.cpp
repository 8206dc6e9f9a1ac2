// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>
#include <vector>

using namespace gd;

class TestParallel : public QObject {
    Q_OBJECT

private slots:
    void everyItemOnceAndInItsPlace_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("threads");
        QTest::newRow("nothing") << 0 << 4;
        QTest::newRow("one") << 1 << 4;
        QTest::newRow("fewer than threads") << 3 << 8;
        QTest::newRow("alone") << 1000 << 1;
        QTest::newRow("many") << 10'000 << 4;
        QTest::newRow("as many threads as cores") << 10'000 << 0;
    }
    void everyItemOnceAndInItsPlace()
    {
        QFETCH(int, count);
        QFETCH(int, threads);
        std::vector<int> calls(static_cast<std::size_t>(count), 0);
        const bool all = forEachIndex(calls.size(), [&](std::size_t i) { calls[i] += static_cast<int>(i) + 1; },
                                      {.threads = static_cast<unsigned>(threads), .smallestShare = 1});
        QVERIFY(all);
        std::vector<int> wanted(calls.size());
        std::iota(wanted.begin(), wanted.end(), 1);
        QCOMPARE(calls, wanted);
    }

    void threadsAreBounded_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("most");
        QTest::newRow("by the number asked for") << 100 << 3 << 3;
        QTest::newRow("by the size of a share") << 20 << 16 << 2;
        QTest::newRow("no thread for a few items") << 9 << 16 << 1;
    }
    void threadsAreBounded()
    {
        QFETCH(int, count);
        QFETCH(int, threads);
        QFETCH(int, most);
        std::mutex mutex;
        std::set<std::thread::id> seen;
        const auto note = [&](std::size_t) {
            const std::scoped_lock lock(mutex);
            seen.insert(std::this_thread::get_id());
        };
        QVERIFY(forEachIndex(static_cast<std::size_t>(count), note, {.threads = static_cast<unsigned>(threads)}));
        QVERIFY(!seen.empty());
        QVERIFY(static_cast<int>(seen.size()) <= most);
    }

    void othersReallyHelp()
    {
        // Two items that wait for each other can only end if two threads are at work.
        std::atomic<int> here = 0;
        const auto meet = [&here](std::size_t) {
            ++here;
            while (here < 2)
                std::this_thread::yield();
        };
        QVERIFY(forEachIndex(2, meet, {.threads = 2, .smallestShare = 1}));
    }

    void aStopEndsTheWork()
    {
        std::stop_source source;
        std::atomic<std::size_t> done = 0;
        const auto stopAtTenth = [&](std::size_t) {
            if (++done == 10) source.request_stop();
        };
        QVERIFY(!forEachIndex(100'000, stopAtTenth, {.threads = 2, .smallestShare = 1, .stop = source.get_token()}));
        QVERIFY(done >= 10);
        QVERIFY(done <= 12); // each thread may have been about to begin one
        QVERIFY(!forEachIndex(1, stopAtTenth, {.stop = source.get_token()}));
    }
};

QTEST_GUILESS_MAIN(TestParallel)
#include "tst_parallel.moc"
