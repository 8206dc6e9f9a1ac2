// SPDX-License-Identifier: Apache-2.0
#include "core/store/journal.h"

#include "core/store/digest.h"

namespace gd {

namespace {

/// What is larger could not be read again (DiskArea::read, transactionFromJson).
constexpr std::size_t maxRecordBytes = std::size_t{64} << 20;

} // namespace

std::string Journal::textOf(const Transaction& transaction)
{
    const std::string json = transactionJson(transaction);
    return digestOf(json) + '\n' + json;
}

Result<Transaction> Journal::fromText(std::string_view text)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return Error{ErrorCode::JournalUnreadable, {}, "no digest"};
    const std::string_view json = text.substr(end + 1);
    // Half-right is worse than unreadable here: recovering writes what the record says.
    if (digestOf(json) != text.substr(0, end)) return Error{ErrorCode::JournalUnreadable, {}, "digest differs"};
    return transactionFromJson(json);
}

Status Journal::begin(const Transaction& transaction)
{
    const auto present = m_area.read(m_file);
    if (!present) return present.error();
    if (*present) return Error{ErrorCode::JournalLeftOver, m_file.string(), {}};
    const std::string text = textOf(transaction);
    if (text.size() > maxRecordBytes) return Error{ErrorCode::FileUnwritable, m_file.string(), "too large"};
    Status written = m_area.change(m_file, {}, text);
    if (written) return written;
    if (written.error().code == ErrorCode::StoreChangedOutside)
        return Error{ErrorCode::JournalLeftOver, m_file.string(), {}};
    // It may have been written all the same; nothing has happened yet that would need it.
    const auto left = m_area.read(m_file);
    const bool isGone = left && (*left != text || end());
    return isGone ? written : Error{ErrorCode::JournalLeftOver, m_file.string(), written.error().detail};
}

Status Journal::end()
{
    Status removed = m_area.remove(m_file);
    if (removed) return removed;
    const auto present = m_area.read(m_file);
    return present && !*present ? Status{} : removed;
}

} // namespace gd
