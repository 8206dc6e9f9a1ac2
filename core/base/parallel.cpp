// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace gd {

bool forEachIndex(std::size_t count, const std::function<void(std::size_t)>& work, const ParallelBounds& bounds)
{
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
    const auto takeItems = [&] {
        while (!bounds.stop.stop_requested()) {
            const std::size_t item = next.fetch_add(1, std::memory_order_relaxed);
            if (item >= count) return;
            work(item);
            done.fetch_add(1, std::memory_order_relaxed);
        }
    };

    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t most = bounds.threads == 0 ? cores : bounds.threads;
    const std::size_t wanted = std::min(most, count / std::max<std::size_t>(bounds.smallestShare, 1));
    {
        std::vector<std::jthread> helpers; // joined at the end of this block, which also makes their results visible
        try {
            for (std::size_t i = 1; i < wanted; ++i)
                helpers.emplace_back(takeItems);
        } catch (const std::system_error&) {
            // The machine gives no more threads; those that are here do the work.
        }
        takeItems();
    }
    return done == count;
}

} // namespace gd
