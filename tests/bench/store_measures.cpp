// SPDX-License-Identifier: Apache-2.0
//
// Whole stores: read to a snapshot, read again after one file changed, memory, and one share applied.
#include "tests/bench/store_measures.h"

#include "core/base/parallel.h"
#include "core/nkeys/key_ring.h"
#include "core/share/planner.h"
#include "core/share/signing.h"
#include "core/share/world.h"
#include "core/store/snapshot_reader.h"
#include "core/store/transaction.h"
#include "tests/bench/big_store.h"

#include <malloc.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

namespace gd::bench {

namespace {

struct Took {
    double wall = 0;      ///< milliseconds
    double processor = 0; ///< of all threads
};

double processorMilliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The fastest of some tries; other programs only make it slower.
Took fastest(int tries, const std::function<void(int)>& prepare, const std::function<void()>& work)
{
    Took best{1e12, 1e12};
    for (int i = 0; i < tries; ++i) {
        prepare(i);
        const double processor = processorMilliseconds();
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
        best.wall = std::min(best.wall, wall.count());
        best.processor = std::min(best.processor, processorMilliseconds() - processor);
    }
    return best;
}

void print(const char* what, const Took& took)
{
    std::printf("  %-34s %10.1f ms %10.1f ms of processors\n", what, took.wall, took.processor);
    std::fflush(stdout);
}

/// What the same bytes cost without us, on as many threads: read, nlohmann::json::parse, libsodium.
bool readBare(const BigStore& store)
{
    std::atomic<bool> isGood = true;
    forEachIndex(store.files().size(), [&](std::size_t i) {
        const auto& bare = store.files()[i];
        std::ifstream file(bare.file, std::ios::binary);
        std::string text(std::filesystem::file_size(bare.file), '\0');
        file.read(text.data(), static_cast<std::streamsize>(text.size()));
        bool isFine = bool(file);
        for (const auto& payload : bare.payloads)
            isFine = isFine && !nlohmann::json::parse(payload, nullptr, false).is_discarded();
        if (!isFine || !std::ranges::all_of(bare.signatures, &BareSignature::verify)) isGood = false;
    });
    return isGood;
}

std::size_t heapBytes()
{
    const auto info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

bool applyOneShare(const BigStore& store, const SnapshotPtr& world, int number)
{
    ShareDraft draft;
    draft.provider = store.keyOf(0);
    draft.stream = "NEW" + std::to_string(number);
    draft.jsConsumer = "worker";
    draft.deliverSubject = "deliver.new" + std::to_string(number);
    draft.consumers = {{.account = store.keyOf(1), .validity = {.end = now + 90 * 86400}}};
    const auto plan = planShare(draft, *world, now);
    if (!plan || !plan->canApply()) return false;
    const KeyRing keys(world->workspace.keystore);
    const auto transaction = signPlan(*plan, *world, keys, now);
    DiskArea area;
    return transaction && bool(applyTransaction(*transaction, area, world->workspace.state / "journal"));
}

/// Files that were written a moment ago are too young to be remembered.
void letSettle()
{
    constexpr std::chrono::milliseconds longEnough(100);
    std::this_thread::sleep_for(longEnough); // pace: the clock of the file system tells nobody when it ticks
}

} // namespace

bool measureStore(std::size_t accounts)
{
    const BigStore store(accounts);
    std::printf("%zu accounts, %zu grants, each account with a user:\n", accounts, 10 * accounts);
    letSettle();
    const int tries = accounts > 5000 ? 3 : 7;
    bool isGood = true;

    SnapshotPtr world;
    std::vector<SnapshotPtr> left;
    const auto nothing = [&left](int) {
        left.clear();
    };
    const auto read = [&](const SnapshotPtr& previous) {
        auto found = readWorld(store.workspace(), now, previous);
        isGood = isGood && found && (*found)->accounts.size() == accounts &&
                 (accounts < 100 || (*found)->shares.size() == 4 * accounts) && (*found)->findings.empty();
        if (found) {
            left.push_back(std::move(world)); // what a program shows still lives when the next one is ready
            world = *found;
        }
    };
    const std::size_t before = heapBytes();
    read(nullptr);
    const std::size_t after = heapBytes();
    const auto bare = fastest(tries, nothing, [&] { isGood = readBare(store) && isGood; });
    const auto whole = fastest(tries, nothing, [&] { read(nullptr); });
    print("bare: read, JSON, signatures", bare);
    print("read to snapshot", whole);
    std::printf("  %-34s %10.2f x  %10.2f x\n", "  beside the bare limit", whole.wall / bare.wall,
                whole.processor / bare.processor);
    print("read again, nothing changed", fastest(tries, nothing, [&] { read(world); }));
    const auto change = [&](int number) {
        store.edit(accounts / 2, "edited " + std::to_string(number));
        letSettle();
        left.clear();
    };
    print("read again, one file changed", fastest(tries + 4, change, [&] { read(world); }));
    print("revision of what lies there", fastest(tries, nothing, [&] {
              isGood = currentRevision(store.workspace(), world.get()) == world->revision && isGood;
          }));
    const auto fresh = readWorld(store.workspace(), now);
    isGood = isGood && fresh && **fresh == *world;
    std::printf("  %-34s %10.1f KiB\n", "memory per account",
                static_cast<double>(after - before) / 1024 / static_cast<double>(accounts));
    int number = 0;
    print("apply one share", fastest(1, nothing, [&] { isGood = applyOneShare(store, world, number++) && isGood; }));
    letSettle();
    isGood = isGood && world;
    const auto old = world;
    print("  and read what it wrote",
          fastest(1, nothing, [&] { world = readWorld(store.workspace(), now, old).value_or(nullptr); }));
    isGood = isGood && world && world->shares.size() == old->shares.size() + 1;
    if (!isGood) std::printf("  WRONG: a reading was not what it should be\n");
    return isGood;
}

} // namespace gd::bench
