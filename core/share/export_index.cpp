// SPDX-License-Identifier: Apache-2.0
#include "core/share/export_index.h"

#include "core/share/trust.h"
#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

namespace {

/// So few are looked at faster one by one.
constexpr std::size_t fewExports = 24;

} // namespace

ExportIndex::ExportIndex(const AccountClaims& provider)
    : m_provider(&provider), m_isFew(provider.exports.size() <= fewExports)
{
    for (std::size_t i = 0; i < provider.exports.size() && !m_isFew; ++i) {
        const auto& offered = provider.exports[i];
        auto& ofType = m_ofType[static_cast<std::size_t>(offered.type)];
        ofType.firstEqual.emplace(offered.subject, i);
        if (hasWildcards(offered.subject)) ofType.containers.add(offered.subject, static_cast<SubjectRank>(i));
    }
}

std::optional<std::size_t> ExportIndex::covering(ExportType type, std::string_view subject) const
{
    if (m_isFew) return coveringExport(*m_provider, type, subject);
    const auto& ofType = m_ofType[static_cast<std::size_t>(type)];
    if (const auto equal = ofType.firstEqual.find(subject); equal != ofType.firstEqual.end()) return equal->second;
    SubjectRank first = noRank;
    if (!ofType.containers.empty())
        ofType.containers.forEachContainer(subject,
                                           [&](const FirstRanks& found) { first = std::min(first, found.first()); });
    if (first == noRank) return std::nullopt;
    return first;
}

} // namespace gd
