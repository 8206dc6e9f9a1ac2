// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/transaction.h"

namespace gd {

/// The crash record of one transaction: there from before its first write until after its last one.
///
/// A file in the journal folder: digest of the text, line end, the transaction as JSON.
class Journal {
public:
    Journal(FileArea& area, const std::filesystem::path& folder) : m_area(area), m_file(fileIn(folder)) {}

    /// Where the record of a journal folder lies.
    static std::filesystem::path fileIn(const std::filesystem::path& folder) { return folder / "pending.json"; }

    /// The text of a record, and back; JournalUnreadable for anything that is not exactly what was written.
    static std::string textOf(const Transaction& transaction);
    static Result<Transaction> fromText(std::string_view text);

    /// Writes the record. JournalLeftOver if one is there afterwards all the same: an earlier one, damaged or not, or
    /// this one, which could not be made safe nor removed; or why it cannot be written.
    Status begin(const Transaction& transaction);

    /// Removes the record; success if it is gone, whatever the disk says about it.
    Status end();

private:
    FileArea& m_area;
    std::filesystem::path m_file;
};

} // namespace gd
