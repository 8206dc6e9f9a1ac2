// SPDX-License-Identifier: Apache-2.0
//
// Two writers of one file, each with a number of its own in it: both read, add one and write. So a lost update is a
// number that is there twice.
#pragma once

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gd::test {

/// What a file says, or a write of one side with what it had read of the other's number.
struct Count {
    int theirs = 0;
    int ours = 0;
};

/// A text with both numbers, so long, and of which a part is not taken for the whole.
std::string textOf(Count count, std::size_t atLeast);
/// The reverse; nothing for a part.
std::optional<Count> countIn(const std::string& text);

/// All that was written into one file.
struct Tally {
    std::vector<Count> ours{};   ///< what was done, in order
    std::vector<Count> theirs{}; ///< what was written in place, in order; `ours` as they had read it

    /// What is wrong with the end of it; empty if nothing is:
    /// - none of theirs is lost: their numbers follow each other, up to that in the file;
    /// - ours follow each other, and begin anew only at what one of theirs had read that was written over them.
    QString check(Count end) const;
};

/// What the other side has logged, by name of the file.
std::map<std::string, std::vector<Count>> readLog(const std::string& file);

} // namespace gd::test
