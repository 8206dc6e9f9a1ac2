// SPDX-License-Identifier: Apache-2.0
//
// Measures core beside its limits. Takes the flags of Google Benchmark; README.md here says which are of use.
#include "tests/bench/ratio_reporter.h"
#include "tests/bench/store_measures.h"

#include <benchmark/benchmark.h>
#include <sodium.h>

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace {

/// GRANTDESK_BENCH_ACCOUNTS, such as "1000,10000"; a small store otherwise, only to see that it works.
std::vector<std::size_t> storeSizes()
{
    const char* wanted = std::getenv("GRANTDESK_BENCH_ACCOUNTS");
    std::istringstream list(wanted ? wanted : "100");
    std::vector<std::size_t> sizes;
    for (std::string size; std::getline(list, size, ',');)
        if (const auto number = std::strtoul(size.c_str(), nullptr, 10); number != 0) sizes.push_back(number);
    return sizes;
}

} // namespace

int main(int argc, char** argv)
{
    if (sodium_init() < 0) return 1;

    // Many short repetitions, shuffled: what disturbs the machine for a while then hits subject and limit alike, and
    // the fast repetitions of each were not disturbed. Flags of the caller come later and win.
    std::vector<std::string> arguments{argv[0], "--benchmark_repetitions=100", "--benchmark_min_time=0.005",
                                       "--benchmark_enable_random_interleaving=true"};
    arguments.insert(arguments.end(), argv + 1, argv + argc);
    std::vector<char*> pointers;
    for (std::string& argument : arguments)
        pointers.push_back(argument.data());
    int count = static_cast<int>(pointers.size());
    pointers.push_back(nullptr);

    benchmark::Initialize(&count, pointers.data());
    if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) return 1;

    constexpr double rate90 = 1 / 0.9;
    gd::bench::RatioReporter reporter(
        {{"issue activation", rate90}, {"decode activation", rate90}, {"parse and check big account", 1.15}});
    benchmark::RunSpecifiedBenchmarks(&reporter);
    benchmark::Shutdown();
    bool isGood = !reporter.failed();
    for (const std::size_t accounts : storeSizes())
        isGood = gd::bench::measureStore(accounts) && isGood;
    return isGood ? 0 : 1;
}
