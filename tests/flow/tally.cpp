// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/tally.h"

#include <fstream>
#include <sstream>

namespace gd::test {

std::string textOf(Count count, std::size_t atLeast)
{
    return std::to_string(count.theirs) + ' ' + std::to_string(count.ours) + ' ' + std::string(atLeast + 1, 'x') + '.';
}

std::optional<Count> countIn(const std::string& text)
{
    Count count;
    std::istringstream words(text);
    if (!text.ends_with("x.") || !(words >> count.theirs >> count.ours)) return {};
    return count;
}

QString Tally::check(Count end) const
{
    const int writes = static_cast<int>(theirs.size());
    for (int i = 0; i < writes; ++i)
        if (theirs[static_cast<std::size_t>(i)].theirs != i + 1)
            return QStringLiteral("their write %1 was lost").arg(i);
    if (end.theirs != writes) return QStringLiteral("%1 of their %2 writes").arg(end.theirs).arg(writes);
    // Between two of their writes ours follow each other, from what the first of the two had read.
    std::map<int, int> last;
    for (int i = 0; i < writes; ++i)
        last[i + 1] = theirs[static_cast<std::size_t>(i)].ours;
    for (const auto& [seen, number] : ours) {
        if (number != last[seen] + 1) return QStringLiteral("ours %1 after %2").arg(number).arg(last[seen]);
        last[seen] = number;
    }
    return end.ours == last[writes] ? QString() : QStringLiteral("our last one was lost");
}

std::map<std::string, std::vector<Count>> readLog(const std::string& file)
{
    std::map<std::string, std::vector<Count>> all;
    std::ifstream lines(file);
    std::string name;
    for (Count count; lines >> name >> count.theirs >> count.ours;)
        all[name].push_back(count);
    return all;
}

} // namespace gd::test
