// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ratio_reporter.h"

#include <algorithm>
#include <cstdio>

namespace gd::bench {

namespace {

constexpr const char* bareSuffix = ": bare";
constexpr double microseconds = 1e6;

/// The time below which that part of the repetitions stayed.
double quantile(std::vector<double> times, double part)
{
    const auto at = times.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(times.size()));
    std::ranges::nth_element(times, at);
    return *at;
}

/// Not the very fastest: a clock that jumps makes one repetition in some thousands look impossibly fast.
double undisturbed(const std::vector<double>& times)
{
    return quantile(times, 0.05);
}

double median(const std::vector<double>& times)
{
    return quantile(times, 0.5);
}

} // namespace

bool RatioReporter::ReportContext(const Context& context)
{
    PrintBasicContext(&GetErrorStream(), context);
    return true;
}

void RatioReporter::ReportRuns(const std::vector<Run>& runs)
{
    for (const Run& run : runs) {
        if (run.error_occurred) {
            std::fprintf(stderr, "%s: %s\n", run.benchmark_name().c_str(), run.error_message.c_str());
            m_failed = true;
        }
        if (run.error_occurred || run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
        // Processor time, so that waiting for another program does not count; with threads only the clock tells.
        const bool realTime = run.run_name.time_type == "real_time";
        const double total = realTime ? run.real_accumulated_time : run.cpu_accumulated_time;
        const std::string& name = run.run_name.function_name;
        auto& times = m_times[name];
        if (times.empty()) m_names.push_back(name);
        times.push_back(total / static_cast<double>(run.iterations));
    }
}

double RatioReporter::wantedFactor(const std::string& name) const
{
    const auto found = std::ranges::find(m_wanted, name, &Wanted::name);
    return found == m_wanted.end() ? 0 : found->factor;
}

void RatioReporter::Finalize()
{
    std::ranges::sort(m_names);
    std::printf("%-34s %11s %11s %8s %8s %7s  %s\n", "", "us", "bare us", "time", "median", "rate", "wanted");
    for (const std::string& name : m_names) {
        const auto bare = m_times.find(name + bareSuffix);
        if (bare == m_times.end()) continue;
        const std::vector<double>& times = m_times[name];
        const double factor = undisturbed(times) / undisturbed(bare->second);
        std::printf("%-34s %11.3f %11.3f %7.3fx %7.3fx %6.1f%%", name.c_str(), undisturbed(times) * microseconds,
                    undisturbed(bare->second) * microseconds, factor, median(times) / median(bare->second),
                    100 / factor);
        if (const double wanted = wantedFactor(name); wanted > 0) {
            std::printf("  at most %.3fx: %s", wanted, factor <= wanted ? "reached" : "MISSED");
        }
        std::printf("\n");
    }
    std::fflush(stdout);
}

} // namespace gd::bench
