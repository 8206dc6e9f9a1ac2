// SPDX-License-Identifier: Apache-2.0
#include "core/share/row_role.h"

#include "core/share/js_subjects.h"
#include "core/subject/subject.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace gd {

namespace {

constexpr std::string_view grantMark = "-GRANT-";
constexpr std::string_view deliver = "DELIVER";

using StreamAndConsumer = std::pair<std::string, std::string>;

bool isRole(std::string_view text)
{
    return text == "ACKV2" || text == "FCV2" || std::ranges::any_of(recipes(), [&](const Recipe& recipe) {
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
    const auto open = withoutDeliver(pieces);
    std::map<std::string, std::vector<StreamAndConsumer>> byName; // several streams may give one name
    for (auto share = open.rbegin(); share != open.rend(); ++share)
        byName[share->first + "-" + share->second].push_back(*share);
    if (byName.empty()) return;
    for (auto& piece : pieces) {
        const auto parts = deliverName(piece);
        if (!parts) continue;
        const auto named = byName.find(parts->stream);
        if (named == byName.end() || named->second.empty()) continue;
        piece.role = deliverOf(named->second.back());
        named->second.pop_back(); // each has one DELIVER
    }
}

/// `<S>-GRANT-DELIVER` leaves the consumer open: clear only if one share of that stream is left, or none is there.
void assignByStreamName(std::vector<RolePiece>& pieces)
{
    std::map<std::string, int> named; // how many claim to be DELIVER of that stream
    std::set<std::string> streams;    // of which some row is known
    for (const auto& piece : pieces) {
        if (const auto parts = deliverName(piece)) ++named[parts->stream];
        if (piece.role.known()) streams.insert(piece.role.stream);
    }
    if (named.empty()) return;
    const auto open = withoutDeliver(pieces); // what is assigned here is of another stream than all that follow
    for (auto& piece : pieces) {
        const auto parts = deliverName(piece);
        if (!parts || named[parts->stream] != 1) continue;
        const auto first = open.lower_bound({parts->stream, ""});
        const bool isAny = first != open.end() && first->first == parts->stream;
        const bool isOne = isAny && (std::next(first) == open.end() || std::next(first)->first != parts->stream);
        if (isOne) piece.role = deliverOf(*first);
        if (!isAny && !streams.contains(parts->stream)) piece.role = deliverOf({parts->stream, ""});
    }
}

/// The recipe of which that role is the only row, on a subject of anybody's choice; null if there is none.
const Recipe* singleRecipe(std::string_view role, ExportType type)
{
    const auto found = std::ranges::find_if(recipes(), [&](const Recipe& recipe) {
        return recipe.asksFor("subject") && recipe.rows.front().role == role && recipe.rows.front().type == type;
    });
    return found == recipes().end() ? nullptr : &*found;
}

/// Rows of buckets and mirrors: the name must say what the subject is.
RowRole roleOfBoth(const RolePiece& piece)
{
    const auto parts = partsOfGrantName(piece.name);
    if (!parts) return {};
    for (const auto& recipe : recipes()) {
        if (!recipe.knownByName || !parts->stream.starts_with(recipe.streamPrefix)) continue;
        const Variables values{{"stream", parts->stream}, {"bucket", parts->stream.substr(recipe.streamPrefix.size())}};
        for (const auto& row : recipe.rows)
            if (row.role == parts->role && row.type == piece.type &&
                fillIn(row.providerSubject, values) == withoutDomain(piece.subject))
                return {recipe.id, row.role, parts->stream, ""};
    }
    return {};
}

/// Message feeds and services are known by their names alone, so a name that is there twice tells nothing.
void assignSingles(std::vector<RolePiece>& pieces)
{
    std::map<std::string_view, int> named; // made when it is needed: most borders need it not
    for (auto& piece : pieces) {
        if (piece.role.known()) continue;
        const auto parts = partsOfGrantName(piece.name);
        const auto* recipe = parts ? singleRecipe(parts->role, piece.type) : nullptr;
        if (!recipe) continue;
        if (named.empty())
            for (const auto& each : pieces)
                ++named[each.name];
        if (named[piece.name] == 1) piece.role = {recipe->id, parts->role, parts->stream, ""};
    }
}

} // namespace

RowRole roleOfSubject(std::string_view subject)
{
    if (!subject.starts_with("$JS.")) return {}; // as all patterns that name both, and most subjects are none
    const auto oldAck = oldAckForm(subject);
    const auto plain = oldAck.empty() ? withoutDomain(subject) : oldAck;
    const auto match = [&](const std::string& recipe, const std::string& role, std::string_view pattern) -> RowRole {
        const auto values = matchPattern(pattern, plain);
        if (!values || !values->contains("stream") || !values->contains("consumer")) return {};
        const auto& stream = values->at("stream");
        const auto& consumer = values->at("consumer");
        if (!checkJetStreamName(stream) || !checkJetStreamName(consumer)) return {};
        return {recipe, oldAck.empty() ? role : role + "V2", stream, consumer};
    };
    for (const auto& recipe : recipes()) {
        if (recipe.knownByName) continue;
        for (const auto& row : recipe.rows) {
            if (!row.providerSubject.starts_with("$JS.")) continue; // stands for any subject, so it tells nothing
            if (auto role = match(recipe.id, row.role, row.providerSubject); role.known()) return role;
        }
    }
    return {};
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

RowRole roleOfRow(std::string_view subject, std::string_view name)
{
    auto role = roleOfSubject(subject);
    if (role.known()) return role;
    if (const auto parts = partsOfGrantName(name)) role = {.role = parts->role, .stream = parts->stream};
    return role;
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
    for (auto& piece : pieces)
        if (!piece.role.known()) piece.role = roleOfBoth(piece);
    assignByFullName(pieces);
    assignByStreamName(pieces);
    assignSingles(pieces);
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
