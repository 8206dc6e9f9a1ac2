// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"

#include "core/store/journal.h"

namespace gd {

namespace {

using Content = std::optional<std::string>;

Status checkBefore(const FileEdit& edit, const FileArea& area)
{
    const auto now = area.read(edit.file);
    if (!now) return now.error();
    if (*now != edit.before) return Error{ErrorCode::StoreChangedOutside, edit.file.string(), {}};
    return {};
}

Status put(const std::filesystem::path& file, const Content& content, FileArea& area)
{
    return content ? area.replace(file, *content) : area.remove(file);
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
        if (auto restored = put(edit.file, edit.before, area); !restored) all = restored;
    }
    return all;
}

/// Writes in order. The state is compared again right before each write: that narrows the moment in which an outside
/// change could be lost to the time of one rename.
Status writeEdits(const Transaction& transaction, FileArea& area)
{
    for (std::size_t i = 0; i < transaction.edits.size(); ++i) {
        const FileEdit& edit = transaction.edits[i];
        Status done = checkBefore(edit, area);
        if (done) done = put(edit.file, edit.after, area);
        if (done) continue;
        // The failed one is taken back too: a write may fail after the file has been replaced (fsync of the folder).
        if (auto restored = takeBack(transaction, i + 1, area); !restored)
            return Error{ErrorCode::JournalLeftOver, done.error().where, restored.error().detail};
        return done;
    }
    return {};
}

} // namespace

Status applyTransaction(const Transaction& transaction, FileArea& area, const std::filesystem::path& journal)
{
    for (const FileEdit& edit : transaction.edits) {
        if (auto same = checkBefore(edit, area); !same) return same;
    }
    Journal record(area, journal);
    if (auto begun = record.begin(transaction); !begun) {
        // It may have been written all the same; nothing has happened yet that would need it.
        if (begun.error().code != ErrorCode::JournalLeftOver) static_cast<void>(bool(record.end()));
        return begun;
    }
    Status written = writeEdits(transaction, area);
    if (!written && written.error().code == ErrorCode::JournalLeftOver) return written; // recovery needs the record
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

Status recover(const Transaction& transaction, Recovery how, FileArea& area, const std::filesystem::path& journal)
{
    for (const FileEdit& edit : transaction.edits) {
        const auto now = area.read(edit.file);
        if (!now) return now.error();
        if (*now != edit.before && *now != edit.after)
            return Error{ErrorCode::StoreChangedOutside, edit.file.string(), {}};
    }
    if (how == Recovery::TakeBack) {
        if (auto restored = takeBack(transaction, transaction.edits.size(), area); !restored) return restored;
        return Journal(area, journal).end();
    }
    for (const FileEdit& edit : transaction.edits) {
        const auto now = area.read(edit.file);
        if (now && *now == edit.after) continue;
        if (auto done = put(edit.file, edit.after, area); !done) return done;
    }
    return Journal(area, journal).end();
}

Status setLeftOverAside(FileArea& area, const std::filesystem::path& journal)
{
    const auto file = Journal::fileIn(journal);
    const auto text = area.read(file);
    if (!text) return text.error();
    if (!*text) return {};
    if (auto kept = area.replace(journal / "set-aside.json", **text); !kept) return kept;
    return area.remove(file);
}

} // namespace gd
