// SPDX-License-Identifier: Apache-2.0
#include "core/share/row_role.h"

#include "core/subject/subject.h"

#include <algorithm>
#include <set>
#include <utility>

namespace gd {

namespace {

constexpr std::string_view grantMark = "-GRANT-";
constexpr std::string_view deliver = "DELIVER";

using StreamAndConsumer = std::pair<std::string, std::string>;

bool isRole(std::string_view text)
{
    return text == "NEXT" || std::ranges::any_of(recipes(), [&](const Recipe& recipe) {
               return std::ranges::any_of(recipe.rows, [&](const RecipeRow& row) { return row.role == text; });
           });
}

RowRole deliverOf(const StreamAndConsumer& share)
{
    return {pushConsumerRecipe().id, std::string(deliver), share.first, share.second};
}

/// Shares that are known by another row and have no DELIVER yet.
std::set<StreamAndConsumer> withoutDeliver(const std::vector<RolePiece>& pieces)
{
    std::set<StreamAndConsumer> open, pulled;
    for (const auto& piece : pieces) {
        if (!piece.role.known() || piece.role.jsConsumer.empty()) continue;
        if (piece.role.role == "NEXT") pulled.insert({piece.role.stream, piece.role.jsConsumer});
        open.insert({piece.role.stream, piece.role.jsConsumer});
    }
    for (const auto& piece : pieces)
        if (piece.role.role == deliver) open.erase({piece.role.stream, piece.role.jsConsumer});
    for (const auto& share : pulled)
        open.erase(share);
    return open;
}

std::optional<GrantNameParts> deliverName(const RolePiece& piece)
{
    if (piece.role.known()) return std::nullopt;
    auto parts = partsOfGrantName(piece.name);
    return parts && parts->role == deliver ? parts : std::nullopt;
}

/// `<S>-<C>-GRANT-DELIVER` names its share completely.
void assignByFullName(std::vector<RolePiece>& pieces)
{
    for (auto& piece : pieces) {
        const auto parts = deliverName(piece);
        if (!parts) continue;
        for (const auto& share : withoutDeliver(pieces))
            if (share.first + "-" + share.second == parts->stream) {
                piece.role = deliverOf(share);
                break;
            }
    }
}

/// `<S>-GRANT-DELIVER` leaves the consumer open: clear only if one share of that stream is left, or none is there.
void assignByStreamName(std::vector<RolePiece>& pieces)
{
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto parts = deliverName(pieces[i]);
        if (!parts) continue;
        const auto sameName = std::ranges::count_if(pieces, [&](const RolePiece& other) {
            const auto others = deliverName(other);
            return others && others->stream == parts->stream;
        });
        const auto open = withoutDeliver(pieces);
        const auto ofStream = [&](const StreamAndConsumer& share) {
            return share.first == parts->stream;
        };
        const auto shares = std::ranges::count_if(open, ofStream);
        if (sameName != 1) continue;
        if (shares == 1) pieces[i].role = deliverOf(*std::ranges::find_if(open, ofStream));
        const bool anyRow = std::ranges::any_of(
            pieces, [&](const RolePiece& other) { return other.role.known() && other.role.stream == parts->stream; });
        if (shares == 0 && !anyRow) pieces[i].role = deliverOf({parts->stream, ""});
    }
}

} // namespace

RowRole roleOfSubject(std::string_view subject)
{
    const auto match = [&](const std::string& recipe, const std::string& role, std::string_view pattern) -> RowRole {
        const auto values = matchPattern(pattern, subject);
        if (!values || !values->contains("stream") || !values->contains("consumer")) return {};
        const auto& stream = values->at("stream");
        const auto& consumer = values->at("consumer");
        if (!checkJetStreamName(stream) || !checkJetStreamName(consumer)) return {};
        return {recipe, role, stream, consumer};
    };
    for (const auto& recipe : recipes())
        for (const auto& row : recipe.rows)
            if (auto role = match(recipe.id, row.role, row.providerSubject); role.known()) return role;
    // Not offered yet, but it must be recognised: ACK and INFO beside a NEXT row belong to no push consumer.
    return match("pull-consumer", "NEXT", "$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}");
}

std::optional<GrantNameParts> partsOfGrantName(std::string_view name)
{
    const auto mark = name.rfind(grantMark);
    if (mark == std::string_view::npos || mark == 0) return std::nullopt;
    const auto role = name.substr(mark + grantMark.size());
    if (!isRole(role)) return std::nullopt;
    return GrantNameParts{std::string(name.substr(0, mark)), std::string(role)};
}

std::optional<GrantNameParts> partsOfFileName(std::string_view fileName)
{
    const auto mark = fileName.find(grantMark);
    if (mark == std::string_view::npos) return std::nullopt;
    const auto end = fileName.find_first_of("-.", mark + grantMark.size());
    return partsOfGrantName(fileName.substr(0, end));
}

std::string freeGrantName(const RowRole& role, const std::vector<std::string>& taken)
{
    auto name = grantName(role.stream, role.role);
    if (std::ranges::find(taken, name) == taken.end() || role.jsConsumer.empty()) return name;
    return grantName(role.stream + "-" + role.jsConsumer, role.role);
}

void assignRoles(std::vector<RolePiece>& pieces)
{
    for (auto& piece : pieces)
        if (!piece.role.known()) piece.role = roleOfSubject(piece.subject);
    assignByFullName(pieces);
    assignByStreamName(pieces);
}

void assignLoneFeed(std::vector<RolePiece>& pieces, const IsOpen& isOpen)
{
    auto open = withoutDeliver(pieces);
    std::erase_if(open, [&](const StreamAndConsumer& share) { return !isOpen(share.first, share.second); });
    if (open.size() != 1) return;
    RolePiece* found = nullptr;
    for (auto& piece : pieces) {
        if (piece.role.known() || piece.type != ExportType::Stream || hasWildcards(piece.subject)) continue;
        if (deliverName(piece) || found) return; // named for another stream, or not the only one
        found = &piece;
    }
    if (found) found->role = deliverOf(*open.begin());
}

} // namespace gd
