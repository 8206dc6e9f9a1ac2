// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <stop_token>

namespace gd {

/// How far reading a store has come, seen from another thread, and the wish that it ends before it is done. One object
/// per reading; whoever reads and whoever looks share it.
class ReadProgress {
public:
    /// In this order. Files are counted by accounts, because how many lie in their folders is not known before.
    enum class Phase { Files, Tokens, Grants };

    struct State {
        Phase phase = Phase::Files;
        std::size_t done = 0;
        std::size_t total = 0; ///< 0 as long as nobody knows
    };

    /// What was true at one moment, but for a step or two on the way from one phase to the next.
    State state() const { return {m_phase.load(), m_done.load(), m_total.load()}; }

    void enter(Phase phase, std::size_t total)
    {
        m_done = 0;
        m_total = total;
        m_phase = phase;
    }
    void step() { m_done.fetch_add(1, std::memory_order_relaxed); }

    /// Asks the reader to give up; it then answers Cancelled. What it had read is forgotten.
    void cancel() { m_stop.request_stop(); }
    bool isCancelled() const { return m_stop.stop_requested(); }
    std::stop_token stop() const { return m_stop.get_token(); }

private:
    std::atomic<Phase> m_phase{Phase::Files};
    std::atomic<std::size_t> m_done{0};
    std::atomic<std::size_t> m_total{0};
    std::stop_source m_stop{};
};

} // namespace gd
