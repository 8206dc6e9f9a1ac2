// SPDX-License-Identifier: Apache-2.0
#include "core/store/journal.h"

#include "core/store/digest.h"

namespace gd {

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
    return m_area.replace(m_file, textOf(transaction));
}

Status Journal::end()
{
    Status removed = m_area.remove(m_file);
    if (removed) return removed;
    const auto present = m_area.read(m_file);
    return present && !*present ? Status{} : removed;
}

} // namespace gd
