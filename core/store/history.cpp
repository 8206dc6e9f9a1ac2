// SPDX-License-Identifier: Apache-2.0
#include "core/store/history.h"

#include "core/store/journal.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace gd {

namespace {

namespace fs = std::filesystem;

fs::path indexFile(const fs::path& folder)
{
    return folder / "index.json";
}

struct Index {
    std::vector<std::uint64_t> numbers{};
    std::uint64_t inForce = 0;
    std::uint64_t next = 1;
};

/// No history gets so long; in a damaged index such a number would make the next ones begin at zero again.
constexpr std::uint64_t maxNumber = std::uint64_t{1} << 53;

/// A number of an entry file, or a count of them.
std::optional<std::uint64_t> numberOf(const nlohmann::json& json)
{
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() > maxNumber) return {};
    return json.get<std::uint64_t>();
}

std::uint64_t numberIn(const nlohmann::json& json, const char* name, std::uint64_t otherwise)
{
    const auto found = json.find(name);
    return found == json.end() ? otherwise : numberOf(*found).value_or(otherwise);
}

/// An entry that is named twice counts once: undoing one of the two would remove the file of both.
void addNumbers(const nlohmann::json& list, std::vector<std::uint64_t>& numbers)
{
    std::set<std::uint64_t> seen;
    for (const auto& item : list) {
        const auto number = numberOf(item);
        if (number && seen.insert(*number).second) numbers.push_back(*number);
    }
}

Index readIndex(const std::string& text)
{
    Index index;
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return index;
    if (const auto list = json.find("entries"); list != json.end() && list->is_array())
        addNumbers(*list, index.numbers);
    index.inForce = numberIn(json, "inForce", index.numbers.size());
    index.next = numberIn(json, "next", 1);
    for (const auto number : index.numbers)
        index.next = std::max(index.next, number + 1);
    return index;
}

} // namespace

History History::load(const FileArea& area, const fs::path& folder)
{
    History history;
    history.m_folder = folder;
    const auto indexText = area.read(indexFile(folder));
    if (!indexText) {
        history.m_unreadable = indexText.error();
        return history;
    }
    history.m_index = *indexText;
    const Index index = readIndex(indexText->value_or(std::string()));
    history.m_next = index.next;
    for (std::size_t i = 0; i < index.numbers.size(); ++i) {
        const auto text = area.read(history.entryFile(index.numbers[i]));
        if (!text) history.m_unreadable = text.error();
        if (!text || !*text) continue;
        auto entry = transactionFromJson(**text);
        if (!entry) continue;
        history.m_entries.push_back(std::move(*entry));
        history.m_numbers.push_back(index.numbers[i]);
        if (i < index.inForce) ++history.m_inForce;
    }
    return history;
}

fs::path History::entryFile(std::uint64_t number) const
{
    return m_folder / (std::to_string(number) + ".json");
}

bool History::isCurrent(const FileArea& area) const
{
    const auto now = area.read(indexFile(m_folder));
    return !m_unreadable && now && *now == m_index;
}

bool History::holds(const std::string& id) const
{
    return std::ranges::any_of(m_entries, [&id](const Transaction& entry) { return entry.id == id; });
}

Status History::writeIndex(const std::vector<std::uint64_t>& numbers, std::size_t inForce, FileArea& area)
{
    const nlohmann::ordered_json json{{"entries", numbers}, {"inForce", inForce}, {"next", m_next}};
    std::string text = json.dump();
    auto written = area.replace(indexFile(m_folder), text);
    if (!written) {
        // A write may fail after the file has been replaced (fsync of the folder).
        const auto now = area.read(indexFile(m_folder));
        if (!now || *now != text) return written;
    }
    m_index = std::move(text);
    return {};
}

/// A number whose file is not there yet: with a damaged index there may be entries that it does not name.
Result<std::uint64_t> History::freeNumber(const FileArea& area)
{
    if (m_unreadable) return *m_unreadable;
    for (;;) {
        const std::uint64_t number = m_next++;
        const auto there = area.read(entryFile(number));
        if (!there) return there.error();
        if (!*there) return number;
    }
}

Status History::add(Transaction done, FileArea& area)
{
    const auto number = freeNumber(area);
    if (!number) return number.error();
    if (auto written = area.replace(entryFile(*number), transactionJson(done)); !written) return written;
    std::vector<std::uint64_t> numbers(m_numbers.begin(), m_numbers.begin() + static_cast<std::ptrdiff_t>(m_inForce));
    numbers.push_back(*number);
    if (auto written = writeIndex(numbers, numbers.size(), area); !written) return written;

    // Forgotten entries are out of the index; a file that cannot be removed is only litter.
    for (std::size_t i = m_inForce; i < m_numbers.size(); ++i)
        static_cast<void>(bool(area.remove(entryFile(m_numbers[i]))));
    m_entries.resize(m_inForce);
    m_entries.push_back(std::move(done));
    m_numbers = std::move(numbers);
    m_inForce = m_entries.size();
    return {};
}

Status History::replaceAt(std::size_t index, Transaction written, std::size_t inForce, FileArea& area)
{
    const auto number = freeNumber(area);
    if (!number) return number.error();
    if (auto done = area.replace(entryFile(*number), transactionJson(written)); !done) return done;
    std::vector<std::uint64_t> numbers = m_numbers;
    const std::uint64_t old = std::exchange(numbers[index], *number);
    if (auto done = writeIndex(numbers, inForce, area); !done) return done;
    static_cast<void>(bool(area.remove(entryFile(old))));
    m_entries[index] = std::move(written);
    m_numbers = std::move(numbers);
    m_inForce = inForce;
    return {};
}

Status History::undone(Transaction written, FileArea& area)
{
    if (m_inForce == 0) return Error{ErrorCode::NothingToUndo, {}, {}};
    return replaceAt(m_inForce - 1, std::move(written), m_inForce - 1, area);
}

Status History::redone(Transaction written, FileArea& area)
{
    if (m_inForce == m_entries.size()) return Error{ErrorCode::NothingToRedo, {}, {}};
    return replaceAt(m_inForce, std::move(written), m_inForce + 1, area);
}

Result<std::optional<Transaction>> cutOffStep(const History& history, FileArea& area, const fs::path& journal)
{
    auto left = leftOver(area, journal);
    if (!left || !*left || !history.holds((*left)->id)) return left;
    if (auto ended = Journal(area, journal).end(); !ended) return ended.error();
    return std::optional<Transaction>();
}

} // namespace gd
