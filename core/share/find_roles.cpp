// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_finder.h"

#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace gd {

namespace {

/// Per provider and export: the roles that importers give it. One voice for one role decides; anything else does not.
struct Voices {
    std::map<std::pair<std::string, std::size_t>, std::set<std::pair<std::string, std::string>>> roles{};
    std::map<std::tuple<std::string, std::string, std::string>, std::set<std::size_t>> exports{};
};

ExportRoles rolesByName(const Snapshot& world, const Scope& scope)
{
    ExportRoles roles;
    for (const auto& account : world.accounts) {
        if (!scope.hasProvider(account.key)) continue;
        std::vector<RolePiece> pieces;
        for (const auto& offered : account.claims.exports)
            pieces.push_back({.name = offered.name, .subject = offered.subject, .type = offered.type});
        assignRoles(pieces);
        auto& list = roles[account.key];
        for (auto& piece : pieces)
            list.push_back(std::move(piece.role));
    }
    return roles;
}

/// The crossings of one border after the other, by provider and consumer.
std::vector<std::vector<Crossing*>> byBorder(std::vector<Crossing>& crossings)
{
    std::map<std::pair<std::string_view, std::string_view>, std::vector<Crossing*>> groups;
    for (auto& crossing : crossings)
        groups[{crossing.provider, crossing.consumer}].push_back(&crossing);
    std::vector<std::vector<Crossing*>> borders;
    borders.reserve(groups.size());
    for (auto& entry : groups)
        borders.push_back(std::move(entry.second));
    return borders;
}

/// For which stream and consumer a provider has a DELIVER export, by provider.
using Delivers = std::unordered_map<std::string_view, std::set<std::pair<std::string, std::string>>>;

Delivers deliversOf(const ExportRoles& roles)
{
    Delivers delivers;
    for (const auto& [provider, list] : roles)
        for (const auto& role : list)
            if (role.role == "DELIVER") delivers[provider].insert({role.stream, role.jsConsumer});
    return delivers;
}

bool hasDeliver(const Delivers& delivers, const std::string& provider, const std::string& stream,
                const std::string& jsConsumer)
{
    const auto found = delivers.find(provider);
    return found != delivers.end() && found->second.contains({stream, jsConsumer});
}

void assignAtBorder(const std::vector<Crossing*>& group, const ExportRoles& roles, const Delivers& delivers,
                    Voices& voices)
{
    std::vector<RolePiece> pieces;
    for (auto* crossing : group) {
        auto piece = crossing->piece;
        if (crossing->bySubject.known())
            piece.role = crossing->bySubject;
        else if (crossing->exportIndex)
            piece.role = roles.at(crossing->provider)[*crossing->exportIndex];
        pieces.push_back(std::move(piece));
    }
    assignRoles(pieces);
    assignLoneFeed(pieces, [&](const std::string& stream, const std::string& jsConsumer) {
        return !hasDeliver(delivers, group.front()->provider, stream, jsConsumer);
    });
    for (std::size_t i = 0; i < group.size(); ++i) {
        auto& crossing = *group[i];
        crossing.piece.role = pieces[i].role;
        const auto& role = pieces[i].role;
        if (role.role != "DELIVER" || !crossing.exportIndex || role.jsConsumer.empty()) continue;
        voices.roles[{crossing.provider, *crossing.exportIndex}].insert({role.stream, role.jsConsumer});
        voices.exports[{crossing.provider, role.stream, role.jsConsumer}].insert(*crossing.exportIndex);
    }
}

} // namespace

ExportRoles findRoles(const Snapshot& world, const Scope& scope, std::vector<Crossing>& crossings)
{
    auto roles = rolesByName(world, scope);
    auto delivers = deliversOf(roles);
    const auto borders = byBorder(crossings);
    Voices voices;
    for (const auto& group : borders)
        assignAtBorder(group, roles, delivers, voices);
    for (const auto& [where, named] : voices.roles) {
        auto& list = roles.at(where.first);
        if (list[where.second].known() || named.size() != 1) continue;
        const auto& [stream, jsConsumer] = *named.begin();
        if (voices.exports.at({where.first, stream, jsConsumer}).size() != 1) continue;
        if (hasDeliver(delivers, where.first, stream, jsConsumer)) continue;
        list[where.second] = {pushConsumerRecipe().id, "DELIVER", stream, jsConsumer};
        delivers[roles.find(where.first)->first].insert({stream, jsConsumer});
    }
    // Importers that could not tell alone can now read the role from the export.
    Voices again;
    for (const auto& group : borders)
        assignAtBorder(group, roles, delivers, again);
    return roles;
}

} // namespace gd
