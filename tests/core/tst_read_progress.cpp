// SPDX-License-Identifier: Apache-2.0
#include "core/share/world.h"
#include "tests/core/sample_store.h"

#include <QTest>

#include <algorithm>
#include <thread>

using namespace gd;
using gd::test::SampleStore;

class TestReadProgress : public QObject {
    Q_OBJECT

private slots:
    void countsToTheEnd();
    void phasesComeInOrder();
    void cancelledBefore();
    void cancelledAtAnyMoment();
};

void TestReadProgress::countsToTheEnd()
{
    const SampleStore store;
    const auto sample = store.read();
    auto claims = sample.accountNamed("ACCTB")->claims;
    for (const char* subject : {"orders.>", "payments.>"})
        claims.imports.push_back({.subject = subject, .account = sample.accountNamed("ACCTA")->key});
    store.write(store.accountFile("ACCTB"), store.sign(claims, claims.header.issuer));

    ReadProgress progress;
    QCOMPARE(progress.state().total, std::size_t{0});
    const auto world = readWorld(store.at, SampleStore::now, nullptr, &progress);
    QVERIFY(world.has_value());
    std::size_t imports = 0;
    for (const auto& account : (*world)->accounts)
        imports += account.claims.imports.size();
    QCOMPARE(imports, std::size_t{2});
    QVERIFY(progress.state().phase == ReadProgress::Phase::Grants);
    QCOMPARE(progress.state().total, imports);
    QCOMPARE(progress.state().done, imports);
}

void TestReadProgress::phasesComeInOrder()
{
    const SampleStore store;
    for (int i = 0; i < 20; ++i) {
        ReadProgress progress;
        std::vector<ReadProgress::Phase> seen;
        std::jthread looker([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                seen.push_back(progress.state().phase);
                std::this_thread::yield();
            }
        });
        QVERIFY(readWorld(store.at, SampleStore::now, nullptr, &progress).has_value());
        looker.request_stop();
        looker.join();
        QVERIFY(std::ranges::is_sorted(seen));
    }
}

void TestReadProgress::cancelledBefore()
{
    const SampleStore store;
    ReadProgress progress;
    progress.cancel();
    const auto world = readWorld(store.at, SampleStore::now, nullptr, &progress);
    QVERIFY(!world.has_value());
    QVERIFY(world.error().code == ErrorCode::Cancelled);
}

void TestReadProgress::cancelledAtAnyMoment()
{
    const SampleStore store;
    const auto whole = readWorld(store.at, SampleStore::now);
    QVERIFY(whole.has_value());
    for (int i = 0; i < 60; ++i) {
        ReadProgress progress;
        std::jthread canceller([&progress, i] {
            for (int turns = i * 100; turns > 0; --turns) // to spread the moments
                std::this_thread::yield();
            progress.cancel();
        });
        const auto world = readWorld(store.at, SampleStore::now, nullptr, &progress);
        // Never a part of the world.
        if (world)
            QVERIFY(**world == **whole);
        else
            QVERIFY(world.error().code == ErrorCode::Cancelled);
    }
}

QTEST_GUILESS_MAIN(TestReadProgress)
#include "tst_read_progress.moc"
