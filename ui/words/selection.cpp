// SPDX-License-Identifier: Apache-2.0
#include "ui/words/selection.h"

#include <algorithm>

namespace gd::ui {

namespace {

template <class List, class Wanted, class Member>
const typename List::value_type* findIn(const List& list, const Wanted& wanted, Member member)
{
    const auto found = std::ranges::find(list, wanted, member);
    return found == list.end() ? nullptr : &*found;
}

/// Both sides name an export by its place in the provider's claims.
bool haveExportInCommon(const Share& one, const Share& other)
{
    return std::ranges::any_of(one.rows, [&](const ShareRow& row) {
        return row.grant.exportIndex &&
               findIn(other.rows, row.grant.exportIndex, [](const ShareRow& of) { return of.grant.exportIndex; });
    });
}

} // namespace

const Share* findShare(const Snapshot& world, const std::string& id)
{
    const auto* offer = findIn(world.offers, id, &Share::id);
    return offer ? offer : findIn(world.shares, id, &Share::id);
}

const TokenFile* findTokenFile(const Snapshot& world, const std::filesystem::path& file)
{
    return findIn(world.tokenFiles, file, &TokenFile::file);
}

const Share* offerOf(const Snapshot& world, const Share& share)
{
    const auto found = std::ranges::find_if(world.offers, [&](const Share& offer) {
        return offer.provider == share.provider && haveExportInCommon(offer, share);
    });
    return found == world.offers.end() ? nullptr : &*found;
}

} // namespace gd::ui
