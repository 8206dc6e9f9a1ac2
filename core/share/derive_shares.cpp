// SPDX-License-Identifier: Apache-2.0
#include "core/share/findings.h"
#include "core/share/share_finder.h"
#include "core/share/world.h"

namespace gd {

void deriveShares(Snapshot& snapshot)
{
    const auto facts = importFacts(snapshot);
    auto crossings = findCrossings(snapshot, facts);
    const auto roles = findRoles(snapshot, crossings);
    auto offers = findOffers(snapshot, roles);
    auto shares = findShares(snapshot, crossings, offers);
    snapshot.offers = std::move(offers);
    snapshot.shares = std::move(shares);

    // What the reader found about files stays; everything else is found anew.
    std::erase_if(snapshot.findings, [](const Finding& finding) {
        return finding.code != FindingCode::FileUnreadable && finding.code != FindingCode::KeystoreOldLayout;
    });
    auto found = findAll(snapshot, facts);
    snapshot.findings.insert(snapshot.findings.end(), found.begin(), found.end());
}

} // namespace gd
