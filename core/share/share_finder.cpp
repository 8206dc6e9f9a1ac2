// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_finder.h"

#include "core/share/draft_rows.h"

#include <algorithm>
#include <set>

namespace gd {

namespace {

/// Provider, consumer, family of recipes, stream, JetStream consumer.
using ShareKey = std::tuple<std::string, std::string, std::string, std::string, std::string>;

std::size_t rankOf(const std::string& recipe, const std::string& role)
{
    const auto* known = recipeWithId(recipe);
    const auto& rows = (known ? *known : pushConsumerRecipe()).rows;
    const auto isOld = [&](const RecipeRow& row) {
        return row.role == role || row.role + "V2" == role; // the new form of a row stands beside the old one
    };
    return static_cast<std::size_t>(std::ranges::find_if(rows, isOld) - rows.begin());
}

/// Acknowledgements and flow control in their new form will do, too.
bool hasRole(const Share& share, const std::string& role)
{
    const auto newForm = role + "V2";
    return std::ranges::any_of(share.rows,
                               [&](const ShareRow& row) { return row.role == role || row.role == newForm; });
}

/// What a share is called: its JetStream consumer, or the name that somebody gave it.
std::string titleOf(const RowRole& role, const std::string& name)
{
    if (!role.jsConsumer.empty()) return role.jsConsumer;
    const auto* recipe = recipeWithId(role.recipe);
    return recipe && !recipe->asksFor("consumer") ? role.stream : name;
}

/// Collects rows into shares, keeping the order of first appearance.
class Collector {
public:
    void add(const RowRole& role, const std::string& name, Grant grant)
    {
        if (!role.known()) {
            Share share = shareFor(grant);
            share.id = grant.provider + "/" + grant.consumer + "/-/" + grant.id;
            share.title = name.empty() ? grant.providerSubject : name;
            share.rows.push_back({"", std::move(grant)});
            m_shares.push_back(std::move(share));
            return;
        }
        const auto* recipe = recipeWithId(role.recipe);
        const ShareKey key{grant.provider, grant.consumer, recipe ? recipe->family : std::string(), role.stream,
                           role.jsConsumer};
        const auto [place, isNew] = m_known.emplace(key, m_shares.size());
        if (isNew) {
            Share share = shareFor(grant);
            share.title = titleOf(role, name);
            share.stream = role.stream;
            share.jsConsumer = role.jsConsumer;
            m_shares.push_back(std::move(share));
        }
        auto& share = m_shares[place->second];
        if (share.recipe.empty() || (recipe && recipe->decides)) share.recipe = role.recipe;
        share.rows.push_back({role.role, std::move(grant)});
    }

    std::vector<Share> take() { return std::move(m_shares); }

private:
    static Share shareFor(const Grant& grant)
    {
        Share share;
        share.provider = grant.provider;
        share.consumer = grant.consumer;
        return share;
    }

    std::vector<Share> m_shares{};
    std::map<ShareKey, std::size_t> m_known{};
};

/// State, expiry, id and the order of rows, once all rows are there.
void finish(Share& share)
{
    std::ranges::stable_sort(share.rows, {}, [&](const ShareRow& row) {
        return std::pair(rankOf(share.recipe, row.role), row.grant.providerSubject);
    });
    if (!share.recipe.empty())
        share.id =
            share.provider + "/" + share.consumer + "/" + share.recipe + "/" + share.stream + "/" + share.jsConsumer;
    share.state = share.rows.front().grant.state;
    for (const auto& row : share.rows) {
        share.state = std::max(share.state, row.grant.state);
        const auto ends = row.grant.expires;
        if (ends != 0 && (share.expires == 0 || ends < share.expires)) share.expires = ends;
    }
}

void sortShares(std::vector<Share>& shares, const Snapshot& world)
{
    std::ranges::stable_sort(shares, ShareOrder(world));
}

/// Provider and stream for which an export named as DELIVER could not be given to one of several shares.
std::set<std::pair<std::string, std::string>> openDelivers(const Snapshot& world, const Scope& scope,
                                                           const ExportRoles& roles)
{
    std::set<std::pair<std::string, std::string>> open;
    for (const auto& account : world.accounts)
        for (std::size_t i = 0; scope.hasProvider(account.key) && i < account.claims.exports.size(); ++i) {
            if (roles.at(account.key)[i].known()) continue;
            const auto parts = partsOfGrantName(account.claims.exports[i].name);
            if (parts && parts->role == "DELIVER") open.insert({account.key, parts->stream});
        }
    return open;
}

/// What the recipe needs for certain. Flow control and optional rows cannot be told from outside.
void addMissing(Share& share, bool deliverIsOpen)
{
    const auto* recipe = recipeWithId(share.recipe);
    if (!recipe) return;
    for (const auto& row : recipe->rows) {
        if (row.need != RowNeed::Always && row.need != RowNeed::UnlessAckNone) continue;
        if (hasRole(share, row.role) || (row.role == "DELIVER" && deliverIsOpen)) continue;
        share.missingRoles.push_back(row.role);
    }
}

/// What the provider offers and the consumer has not taken, optional rows aside; and what the offer itself lacks.
void addMissing(Share& share, const Share& offer)
{
    const auto* recipe = recipeWithId(offer.recipe);
    if (!recipe || share.recipe != offer.recipe) return;
    for (const auto& row : recipe->rows) {
        if (row.need == RowNeed::Optional || hasRole(share, row.role)) continue;
        // An offer without ACK may well be right: then its importers need none either.
        const bool lacksToo = row.need == RowNeed::Always && std::ranges::count(offer.missingRoles, row.role) != 0;
        if (hasRole(offer, row.role) || lacksToo) share.missingRoles.push_back(row.role);
    }
}

} // namespace

ShareOrder::ShareOrder(const Snapshot& world)
{
    std::vector<const Account*> accounts;
    for (const auto& account : world.accounts)
        accounts.push_back(&account);
    std::ranges::stable_sort(accounts, [](const Account* one, const Account* other) {
        return std::tie(one->name, one->key) < std::tie(other->name, other->key);
    });
    for (const auto* account : accounts)
        m_ranks.emplace(account->key, m_ranks.size());
}

int ShareOrder::compare(const std::string& one, const std::string& other) const
{
    if (one == other) return 0;
    const auto first = m_ranks.find(one), second = m_ranks.find(other);
    // Accounts without a name here come behind the others, by key.
    if (first == m_ranks.end() && second == m_ranks.end()) return one < other ? -1 : 1;
    if (first == m_ranks.end()) return 1;
    if (second == m_ranks.end()) return -1;
    return first->second < second->second ? -1 : 1;
}

bool ShareOrder::isProviderBefore(const std::string& one, const std::string& other) const
{
    return compare(one, other) < 0;
}

bool ShareOrder::operator()(const Share& one, const Share& other) const
{
    if (const int order = compare(one.provider, other.provider)) return order < 0;
    if (const int order = compare(one.consumer, other.consumer)) return order < 0;
    const bool isLoose = one.recipe.empty(), isOtherLoose = other.recipe.empty();
    return std::tie(isLoose, one.stream, one.jsConsumer, one.id) <
           std::tie(isOtherLoose, other.stream, other.jsConsumer, other.id);
}

std::vector<Share> findOffers(const Snapshot& world, const Scope& scope, const ExportRoles& roles)
{
    Collector collector;
    for (const auto& account : world.accounts)
        for (std::size_t i = 0; scope.hasProvider(account.key) && i < account.claims.exports.size(); ++i) {
            const auto& offered = account.claims.exports[i];
            Grant grant{.provider = account.key,
                        .type = offered.type,
                        .providerSubject = offered.subject,
                        .isPrivate = offered.tokenRequired,
                        .state = GrantState::Offered,
                        .exportIndex = i};
            grant.id = grantId(grant);
            collector.add(roles.at(account.key)[i], offered.name, std::move(grant));
        }
    auto offers = collector.take();
    const auto open = openDelivers(world, scope, roles);
    for (auto& offer : offers) {
        finish(offer);
        addMissing(offer, open.contains({offer.provider, offer.stream}));
    }
    sortShares(offers, world);
    return offers;
}

std::vector<Share> findShares(const Snapshot& world, const std::vector<Crossing>& crossings,
                              const std::vector<Share>& offers)
{
    Collector collector;
    for (const auto& crossing : crossings)
        collector.add(crossing.piece.role, crossing.piece.name, crossing.grant);
    std::map<std::string, const Share*> offerById;
    for (const auto& offer : offers)
        offerById[offer.id] = &offer;

    auto shares = collector.take();
    for (auto& share : shares) {
        finish(share);
        if (share.recipe.empty()) continue;
        const auto offer =
            offerById.find(share.provider + "//" + share.recipe + "/" + share.stream + "/" + share.jsConsumer);
        if (offer != offerById.end())
            addMissing(share, *offer->second);
        else
            addMissing(share, false);
    }
    sortShares(shares, world);
    return shares;
}

} // namespace gd
