// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"

#include "core/store/journal.h"

namespace gd {

namespace {

/// The last one is written over.
constexpr int maxSetAside = 100;

Status checkBefore(const FileEdit& edit, const FileArea& area)
{
    const auto now = area.read(edit.file);
    if (!now) return now.error();
    if (*now != edit.before) return Error{ErrorCode::StoreChangedOutside, edit.file.string(), {}};
    return {};
}

/// Brings back what the first `count` edits changed, last one first. A file that somebody else has written meanwhile is
/// theirs now and stays as it is.
Status takeBack(const Transaction& transaction, std::size_t count, FileArea& area)
{
    Status all;
    for (std::size_t i = count; i-- > 0;) {
        const FileEdit& edit = transaction.edits[i];
        const auto now = area.read(edit.file);
        if (!now) {
            all = now.error();
            continue; // the others can still be saved
        }
        if (*now != edit.after) continue;
        const Status restored = area.change(edit.file, edit.after, edit.before);
        if (!restored && restored.error().code != ErrorCode::StoreChangedOutside) all = restored;
    }
    return all;
}

/// Writes in order; each write compares once more.
Status writeEdits(const Transaction& transaction, FileArea& area)
{
    for (std::size_t i = 0; i < transaction.edits.size(); ++i) {
        const FileEdit& edit = transaction.edits[i];
        Status done = area.change(edit.file, edit.before, edit.after);
        if (done) continue;
        // The failed one is taken back too: a write may fail after the file has been replaced (fsync of the folder).
        if (auto restored = takeBack(transaction, i + 1, area); !restored)
            return Error{ErrorCode::JournalLeftOver, done.error().where, restored.error().detail};
        return done;
    }
    return {};
}

} // namespace

Status applyTransaction(const Transaction& transaction, FileArea& area, const std::filesystem::path& journal,
                        const std::function<void()>& whenWritten)
{
    for (const FileEdit& edit : transaction.edits) {
        if (auto same = checkBefore(edit, area); !same) return same;
    }
    Journal record(area, journal);
    if (auto begun = record.begin(transaction); !begun) return begun;
    Status written = writeEdits(transaction, area);
    if (!written && written.error().code == ErrorCode::JournalLeftOver) return written; // recovery needs the record
    if (written && whenWritten) whenWritten();
    if (auto ended = record.end(); !ended)
        return Error{ErrorCode::JournalLeftOver, ended.error().where, ended.error().detail};
    return written;
}

Result<std::optional<Transaction>> leftOver(const FileArea& area, const std::filesystem::path& journal)
{
    const auto file = Journal::fileIn(journal);
    const auto text = area.read(file);
    if (!text) return Error{ErrorCode::JournalUnreadable, file.string(), text.error().detail};
    if (!*text) return std::optional<Transaction>();
    auto transaction = Journal::fromText(**text);
    if (!transaction) return Error{ErrorCode::JournalUnreadable, file.string(), transaction.error().detail};
    return std::optional<Transaction>(std::move(*transaction));
}

Status recover(const Transaction& transaction, Recovery how, FileArea& area, const std::filesystem::path& journal,
               const std::function<void()>& whenWritten)
{
    for (const FileEdit& edit : transaction.edits) {
        const auto now = area.read(edit.file);
        if (!now) return now.error();
        if (*now != edit.before && *now != edit.after)
            return Error{ErrorCode::StoreChangedOutside, edit.file.string(), {}};
    }
    if (how == Recovery::TakeBack) {
        if (auto restored = takeBack(transaction, transaction.edits.size(), area); !restored) return restored;
        if (whenWritten) whenWritten();
        return Journal(area, journal).end();
    }
    for (const FileEdit& edit : transaction.edits) {
        const auto now = area.read(edit.file);
        if (now && *now == edit.after) continue;
        if (auto done = area.change(edit.file, edit.before, edit.after); !done) return done;
    }
    if (whenWritten) whenWritten();
    return Journal(area, journal).end();
}

Status setLeftOverAside(FileArea& area, const std::filesystem::path& journal)
{
    const auto file = Journal::fileIn(journal);
    const auto text = area.read(file);
    if (!text) return text.error();
    if (!*text) return {};
    // An earlier one may still be needed.
    auto aside = journal / "set-aside.json";
    for (int number = 2; number <= maxSetAside; ++number) {
        const auto taken = area.read(aside);
        if (taken && (!*taken || **taken == **text)) break;
        aside = journal / ("set-aside-" + std::to_string(number) + ".json");
    }
    if (auto kept = area.replace(aside, **text); !kept) return kept;
    return area.remove(file);
}

} // namespace gd
