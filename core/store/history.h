// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/transaction.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gd {

/// What was done, oldest first, and how much of it is in force. Kept in `<state>/history`, one file per entry.
///
/// Undo and redo need signatures, so this class only remembers; core/share/signing makes the inverse. An index file
/// names the entries that count, so every step is one write of the index: entry files are written before it and removed
/// after.
class History {
public:
    /// Reads the history of a workspace; damaged entries are left out, with a damaged index all of them. What cannot be
    /// read at this moment may be whole: then nothing is written either, so that it stays (FileUnreadable).
    static History load(const FileArea& area, const std::filesystem::path& folder);

    const std::vector<Transaction>& entries() const { return m_entries; }
    std::size_t inForce() const { return m_inForce; }
    const Transaction* toUndo() const { return m_inForce == 0 ? nullptr : &m_entries[m_inForce - 1]; }
    const Transaction* toRedo() const { return m_inForce == m_entries.size() ? nullptr : &m_entries[m_inForce]; }

    /// Whether the folder still holds what was read or written here: another process may have gone on.
    bool isCurrent(const FileArea& area) const;
    /// Whether a transaction is remembered, in force or taken back.
    bool holds(const std::string& id) const;

    /// A new transaction was applied: what could be redone is forgotten.
    Status add(Transaction done, FileArea& area);
    /// The last one was taken back; `written` is what undo really wrote, so that redo starts from there.
    Status undone(Transaction written, FileArea& area);
    /// The next one was done again; `written` likewise.
    Status redone(Transaction written, FileArea& area);

private:
    std::filesystem::path entryFile(std::uint64_t number) const;
    Status replaceAt(std::size_t index, Transaction written, std::size_t inForce, FileArea& area);
    Status writeIndex(const std::vector<std::uint64_t>& numbers, std::size_t inForce, FileArea& area);
    Result<std::uint64_t> freeNumber(const FileArea& area);

    std::filesystem::path m_folder{};
    std::vector<Transaction> m_entries{};
    std::vector<std::uint64_t> m_numbers{}; ///< of the entries' files, in the order of m_entries
    std::uint64_t m_next = 1;               ///< numbers are not used twice, so a file left behind is never mistaken
    std::size_t m_inForce = 0;
    std::optional<std::string> m_index{}; ///< text of the index as it was read or written
    std::optional<Error> m_unreadable{};
};

/// What a crash left behind and nobody has remembered: leftOver(), but a record of what stands in the history is
/// removed, because then only its end was cut off.
Result<std::optional<Transaction>> cutOffStep(const History& history, FileArea& area,
                                              const std::filesystem::path& journal);

} // namespace gd
