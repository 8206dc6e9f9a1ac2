// SPDX-License-Identifier: Apache-2.0
//
// How changes reach the disk: all or nothing, and only if every file is still as it was read.
#pragma once

#include "core/share/change.h"
#include "core/store/file_area.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gd {

struct FileEdit {
    std::filesystem::path file{}; ///< absolute
    std::optional<std::string> before{};
    std::optional<std::string> after{};

    bool operator==(const FileEdit&) const = default;
};

struct Transaction {
    std::string id{}; ///< unique
    UnixSeconds when = 0;
    std::vector<Change> changes{}; ///< signed: tokens filled in
    std::vector<FileEdit> edits{};
    UnixSeconds firstDone = 0; ///< of one that takes back or does again: when it was done at first; else 0

    bool operator==(const Transaction&) const = default;
};

/// Writes a transaction: checks every `before`, journals, writes, removes the journal. A failed write takes the earlier
/// ones back. Whoever calls this holds the StoreLock, from reading the history until it is written.
///
/// @param journal      folder for the crash record.
/// @param whenWritten  called when all files are written and the record is still there: what is remembered there is
///                     not lost to a crash in between.
/// @return StoreChangedOutside (nothing was written), FileUnwritable, FolderUnwritable or FileUnreadable (everything is
///         as before); JournalLeftOver if an earlier record waits (nothing was written), or if this one could not be
///         ended: then leftOver() tells.
Status applyTransaction(const Transaction& transaction, FileArea& area, const std::filesystem::path& journal,
                        const std::function<void()>& whenWritten = {});

/// What a crash left behind, if anything. JournalUnreadable if the record itself is damaged.
Result<std::optional<Transaction>> leftOver(const FileArea& area, const std::filesystem::path& journal);

/// Ends a left-over transaction: forward (finish) or back (take back). Refused for a file that holds neither state.
///
/// @param whenWritten  as above.
enum class Recovery { Finish, TakeBack };
Status recover(const Transaction& transaction, Recovery how, FileArea& area, const std::filesystem::path& journal,
               const std::function<void()>& whenWritten = {});

/// The way out when a left-over record is damaged or cannot be recovered: it is kept beside as set-aside.json
/// (set-aside-2.json, if there is one) and no longer in the way. No file of the store is touched.
Status setLeftOverAside(FileArea& area, const std::filesystem::path& journal);

/// Transactions as JSON text, for journal and history. Never holds a seed.
std::string transactionJson(const Transaction& transaction);
/// The reverse of transactionJson(); JournalUnreadable for anything that it would not have written.
Result<Transaction> transactionFromJson(std::string_view json);

} // namespace gd
