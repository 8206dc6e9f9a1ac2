// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/transaction.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gd {

/// What was done, oldest first, and how much of it is in force. Kept in `<state>/history`, one file per entry.
///
/// Undo and redo need signatures, so this class only remembers; core/share/signing makes the inverse. An index file
/// names the entries that count, so every step is one write of the index: entry files are written before it and removed
/// after.
class History {
public:
    /// Reads the history of a workspace; unreadable entries are left out, with an unreadable index all of them.
    static History load(const FileArea& area, const std::filesystem::path& folder);

    const std::vector<Transaction>& entries() const { return m_entries; }
    std::size_t inForce() const { return m_inForce; }
    const Transaction* toUndo() const { return m_inForce == 0 ? nullptr : &m_entries[m_inForce - 1]; }
    const Transaction* toRedo() const { return m_inForce == m_entries.size() ? nullptr : &m_entries[m_inForce]; }

    /// A new transaction was applied: what could be redone is forgotten.
    Status add(Transaction done, FileArea& area);
    /// The last one was taken back; `written` is what undo really wrote, so that redo starts from there.
    Status undone(Transaction written, FileArea& area);
    /// The next one was done again; `written` likewise.
    Status redone(Transaction written, FileArea& area);

private:
    std::filesystem::path entryFile(std::uint64_t number) const;
    Status replaceAt(std::size_t index, Transaction written, std::size_t inForce, FileArea& area);
    Status writeIndex(const std::vector<std::uint64_t>& numbers, std::size_t inForce, FileArea& area) const;

    std::filesystem::path m_folder{};
    std::vector<Transaction> m_entries{};
    std::vector<std::uint64_t> m_numbers{}; ///< of the entries' files, in the order of m_entries
    std::uint64_t m_next = 1;               ///< numbers are not used twice, so a file left behind is never mistaken
    std::size_t m_inForce = 0;
};

} // namespace gd
