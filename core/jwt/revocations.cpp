// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/revocations.h"

#include <algorithm>

namespace gd {

namespace {

const std::string everybody = "*";

} // namespace

void revoke(Revocations& list, const std::string& key, UnixSeconds until)
{
    const auto [entry, fresh] = list.try_emplace(key, until);
    if (!fresh) entry->second = std::max(entry->second, until);
}

void clearRevocation(Revocations& list, const std::string& key)
{
    list.erase(key);
}

bool isRevoked(const Revocations& list, const std::string& key, UnixSeconds issuedAt)
{
    const auto hits = [&](const std::string& name) {
        const auto entry = list.find(name);
        return entry != list.end() && entry->second >= issuedAt;
    };
    return hits(everybody) || hits(key);
}

bool isRevoked(const Revocations& list, const ClaimsHeader& header)
{
    return header.issuedAt == 0 || header.subject.empty() || isRevoked(list, header.subject, header.issuedAt);
}

Revocations compactRevocations(Revocations& list)
{
    Revocations removed;
    const auto all = list.find(everybody);
    if (all == list.end()) return removed;
    const UnixSeconds until = all->second;
    for (auto entry = list.begin(); entry != list.end();) {
        const bool superfluous = entry->first != everybody && entry->second <= until;
        if (superfluous) removed.insert(*entry);
        entry = superfluous ? list.erase(entry) : std::next(entry);
    }
    return removed;
}

} // namespace gd
