// SPDX-License-Identifier: Apache-2.0
//
// For the one thing here that takes long without waiting for anything: verifying many signatures.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace gd {

/// How much a piece of work may take for itself.
struct ParallelBounds {
    unsigned threads = 0;          ///< at most, the caller's included; 0: as many as there are cores
    std::size_t smallestShare = 8; ///< a thread is only started for so many items; starting one costs about three
    std::stop_token stop{};        ///< once stop is requested no further item is begun
};

/// Calls work(0) … work(count - 1), each once, and returns when all are done.
///
/// The caller works along. Nothing is queued: whoever is free takes the next number, so that memory and threads stay
/// bounded however many items there are, and a thread that cannot be had is only missing. For results in the order of
/// the input `work` writes each to the place of its number.
///
/// @param work  called by several threads at once; must not throw.
/// @return      whether all items were done, which is false only after a stop.
bool forEachIndex(std::size_t count, const std::function<void(std::size_t)>& work, const ParallelBounds& bounds = {});

} // namespace gd
