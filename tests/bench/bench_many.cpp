// SPDX-License-Identifier: Apache-2.0
//
// Some tokens decoded and verified on one thread and on two, beside libsodium alone on as many.
//
// Only the clock on the wall tells what threads gain, and it also counts the time that other programs have the cores.
// So the work is short enough to fit between two turns of others, and tried often.
#include "core/base/parallel.h"
#include "tests/bench/bench_world.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace gd::bench {

namespace {

constexpr std::size_t tokenCount = 24;
constexpr int tries = 500;

void decodeMany(benchmark::State& state, unsigned threads)
{
    const auto& imports = world().consumer.imports;
    for (auto _ : state) {
        std::vector<Result<ActivationClaims>> decoded(tokenCount, Error{});
        forEachIndex(decoded.size(), [&](std::size_t i) { decoded[i] = decodeActivation(imports[i].token); },
                     {.threads = threads});
        if (!std::ranges::all_of(decoded, &Result<ActivationClaims>::has_value)) state.SkipWithError("does not work");
    }
}

/// Every thread has its part from the beginning.
void bareMany(benchmark::State& state, unsigned threads)
{
    const auto& signatures = world().signatures;
    const std::size_t share = tokenCount / threads;
    for (auto _ : state) {
        std::atomic<bool> good = true;
        const auto verifyShare = [&](std::size_t number) {
            const auto first = signatures.begin() + static_cast<std::ptrdiff_t>(number * share);
            if (!std::all_of(first, first + static_cast<std::ptrdiff_t>(share), std::mem_fn(&BareSignature::verify)))
                good = false;
        };
        {
            std::vector<std::jthread> others;
            for (std::size_t i = 1; i < threads; ++i)
                others.emplace_back(verifyShare, i);
            verifyShare(0);
        }
        if (!good) state.SkipWithError("does not work");
    }
}

void often(benchmark::internal::Benchmark* benchmark)
{
    benchmark->UseRealTime()->Iterations(1)->Repetitions(tries);
}

BENCHMARK_CAPTURE(decodeMany, 1, 1)->Name("decode 24, 1 thread")->Apply(often);
BENCHMARK_CAPTURE(bareMany, 1, 1)->Name("decode 24, 1 thread: bare")->Apply(often);
BENCHMARK_CAPTURE(decodeMany, 2, 2)->Name("decode 24, 2 threads")->Apply(often);
BENCHMARK_CAPTURE(bareMany, 2, 2)->Name("decode 24, 2 threads: bare")->Apply(often);

} // namespace

} // namespace gd::bench
