// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_finder.h"

#include <set>
#include <tuple>

namespace gd {

namespace {

/// Per provider and export: the roles that importers give it. One voice for one role decides; anything else does not.
struct Voices {
    std::map<std::pair<std::string, std::size_t>, std::set<std::pair<std::string, std::string>>> roles{};
    std::map<std::tuple<std::string, std::string, std::string>, std::set<std::size_t>> exports{};
};

ExportRoles rolesByName(const Snapshot& world)
{
    ExportRoles roles;
    for (const auto& account : world.accounts) {
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

std::map<std::pair<std::string, std::string>, std::vector<Crossing*>> byBorder(std::vector<Crossing>& crossings)
{
    std::map<std::pair<std::string, std::string>, std::vector<Crossing*>> groups;
    for (auto& crossing : crossings)
        groups[{crossing.provider, crossing.consumer}].push_back(&crossing);
    return groups;
}

bool hasDeliver(const std::vector<RowRole>& roles, const std::string& stream, const std::string& jsConsumer)
{
    for (const auto& role : roles)
        if (role.role == "DELIVER" && role.stream == stream && role.jsConsumer == jsConsumer) return true;
    return false;
}

void assignAtBorder(const std::vector<Crossing*>& group, const ExportRoles& roles, Voices& voices)
{
    std::vector<RolePiece> pieces;
    for (auto* crossing : group) {
        auto piece = crossing->piece;
        if (crossing->exportIndex && roleOfSubject(piece.subject).role.empty())
            piece.role = roles.at(crossing->provider)[*crossing->exportIndex];
        pieces.push_back(std::move(piece));
    }
    assignRoles(pieces);
    const auto known = roles.find(group.front()->provider);
    assignLoneFeed(pieces, [&](const std::string& stream, const std::string& jsConsumer) {
        return known == roles.end() || !hasDeliver(known->second, stream, jsConsumer);
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

ExportRoles findRoles(const Snapshot& world, std::vector<Crossing>& crossings)
{
    auto roles = rolesByName(world);
    Voices voices;
    for (const auto& [border, group] : byBorder(crossings))
        assignAtBorder(group, roles, voices);
    for (const auto& [where, named] : voices.roles) {
        auto& list = roles.at(where.first);
        if (list[where.second].known() || named.size() != 1) continue;
        const auto& [stream, jsConsumer] = *named.begin();
        if (voices.exports.at({where.first, stream, jsConsumer}).size() != 1) continue;
        if (hasDeliver(list, stream, jsConsumer)) continue;
        list[where.second] = {pushConsumerRecipe().id, "DELIVER", stream, jsConsumer};
    }
    // Importers that could not tell alone can now read the role from the export.
    Voices again;
    for (const auto& [border, group] : byBorder(crossings))
        assignAtBorder(group, roles, again);
    return roles;
}

} // namespace gd
