// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace gd::bench {

/// What a benchmark may take of its limit at most, as a factor of time; 0 if it is only looked at.
struct Wanted {
    std::string name{};
    double factor = 0;
};

/// Prints each benchmark beside its limit, which is the benchmark of the same name with ": bare" behind it.
///
/// Of all repetitions the fast ones count: other programs can only make a repetition slower.
class RatioReporter final : public benchmark::BenchmarkReporter {
public:
    explicit RatioReporter(std::vector<Wanted> wanted) : m_wanted(std::move(wanted)) {}

    bool ReportContext(const Context& context) override;
    void ReportRuns(const std::vector<Run>& runs) override;
    void Finalize() override;

    /// Whether a benchmark said that it does not work.
    bool failed() const { return m_failed; }

private:
    double wantedFactor(const std::string& name) const;

    std::vector<Wanted> m_wanted{};
    std::vector<std::string> m_names{};                   ///< in the order of the first report
    std::map<std::string, std::vector<double>> m_times{}; ///< seconds per iteration, one per repetition
    bool m_failed = false;
};

} // namespace gd::bench
