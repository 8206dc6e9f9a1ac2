// SPDX-License-Identifier: Apache-2.0
//
// Containment of subjects, beside reading the bytes of both once.
#include "core/subject/subject.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace gd::bench {

namespace {

/// Subject and container, as shares of JetStream consumers have them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> pairs{{
    {"$JS.API.CONSUMER.MSG.NEXT.ORDERS.worker", "$JS.API.CONSUMER.MSG.NEXT.ORDERS.worker"},
    {"$JS.API.CONSUMER.MSG.NEXT.ORDERS.worker", "$JS.API.CONSUMER.MSG.NEXT.ORDERS.*"},
    {"$JS.ACK.ORDERS.worker.1.2.3.4.5", "$JS.ACK.ORDERS.worker.>"},
    {"invoices.100.*.>", "invoices.*.*.>"},
    {"invoices.100.*.>", "invoices.101.*.>"},
    {"deliver.orders.worker", "deliver.*.*"},
}};

void contained(benchmark::State& state)
{
    for (auto _ : state) {
        auto count = std::ranges::count_if(pairs, [](auto pair) {
            benchmark::DoNotOptimize(pair);
            return subjectContained(pair.first, pair.second);
        });
        if (count != 5) state.SkipWithError("does not work");
    }
}

/// No answer can be had without the bytes; this one only counts dots.
void containedBare(benchmark::State& state)
{
    for (auto _ : state) {
        std::ptrdiff_t dots = 0;
        for (auto pair : pairs) {
            benchmark::DoNotOptimize(pair);
            dots += std::ranges::count(pair.first, '.') + std::ranges::count(pair.second, '.');
        }
        benchmark::DoNotOptimize(dots);
    }
}

BENCHMARK(contained)->Name("containment, 6 pairs");
BENCHMARK(containedBare)->Name("containment, 6 pairs: bare");

} // namespace

} // namespace gd::bench
