// SPDX-License-Identifier: Apache-2.0
#include "core/share/recipe.h"

#include <algorithm>

namespace gd {

namespace {

/// Length of the variable that starts `pattern` ("{name}"), braces included; 0 if it starts with something else.
std::size_t variableAt(std::string_view pattern)
{
    if (pattern.empty() || pattern.front() != '{') return 0;
    const auto end = pattern.find('}');
    return end == std::string_view::npos || end == 1 ? 0 : end + 1;
}

bool matchRest(std::string_view pattern, std::string_view text, Variables& values);

bool matchVariable(const std::string& name, std::string_view pattern, std::string_view text, Variables& values)
{
    if (const auto known = values.find(name); known != values.end())
        return text.starts_with(known->second) && matchRest(pattern, text.substr(known->second.size()), values);
    const auto dot = text.find('.');
    for (auto length = dot == std::string_view::npos ? text.size() : dot; length > 0; --length) {
        values[name] = std::string(text.substr(0, length));
        if (matchRest(pattern, text.substr(length), values)) return true;
    }
    values.erase(name);
    return false;
}

bool matchRest(std::string_view pattern, std::string_view text, Variables& values)
{
    if (pattern.empty()) return text.empty();
    if (const auto length = variableAt(pattern); length != 0)
        return matchVariable(std::string(pattern.substr(1, length - 2)), pattern.substr(length), text, values);
    return !text.empty() && pattern.front() == text.front() && matchRest(pattern.substr(1), text.substr(1), values);
}

// Response types are written although Singleton is the default: that is what nsc does, and equal claims are the aim.

RecipeRow acknowledgements()
{
    return {.role = "ACK",
            .type = ExportType::Service,
            .providerSubject = "$JS.ACK.{stream}.{consumer}.>",
            .consumerSubject = "$JS.ACK.{stream}.{consumer}.>",
            .responseType = "Singleton",
            .need = RowNeed::UnlessAckNone,
            .keepsSubject = true};
}

RecipeRow consumerInfo()
{
    return {.role = "INFO",
            .type = ExportType::Service,
            .providerSubject = "$JS.API.CONSUMER.INFO.{stream}.{consumer}",
            .consumerSubject = "{prefix}.API.CONSUMER.INFO.{stream}.{consumer}",
            .responseType = "Singleton",
            .need = RowNeed::Optional};
}

Recipe makePushConsumer()
{
    return {.id = "push-consumer",
            .family = "consumer",
            .rows = {{.role = "DELIVER",
                      .type = ExportType::Stream,
                      .providerSubject = "{deliver}",
                      .consumerSubject = "{local}"},
                     acknowledgements(),
                     consumerInfo(),
                     {.role = "FC",
                      .type = ExportType::Service,
                      .providerSubject = "$JS.FC.{stream}.{consumer}.>",
                      .consumerSubject = "$JS.FC.{stream}.{consumer}.>",
                      .responseType = "Singleton",
                      .need = RowNeed::IfFlowControl,
                      .keepsSubject = true}}};
}

Recipe makePullConsumer()
{
    // One request may bring many messages; with another response type only the first of them arrives.
    return {.id = "pull-consumer",
            .family = "consumer",
            .rows = {{.role = "NEXT",
                      .type = ExportType::Service,
                      .providerSubject = "$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}",
                      .consumerSubject = "{prefix}.API.CONSUMER.MSG.NEXT.{stream}.{consumer}",
                      .responseType = "Stream"},
                     acknowledgements(),
                     consumerInfo()},
            .decides = true};
}

/// A request to the API of JetStream, which the other account makes under its prefix.
/// @param subject  what follows $JS.API.
RecipeRow api(std::string role, const std::string& subject, std::string responseType, RowNeed need = RowNeed::Always)
{
    return {.role = std::move(role),
            .type = ExportType::Service,
            .providerSubject = "$JS.API." + subject,
            .consumerSubject = "{prefix}.API." + subject,
            .responseType = std::move(responseType),
            .need = need};
}

RecipeRow same(std::string role, ExportType type, const std::string& subject, RowNeed need = RowNeed::Always)
{
    return {.role = std::move(role),
            .type = type,
            .providerSubject = subject,
            .consumerSubject = subject,
            .responseType = type == ExportType::Service ? "Singleton" : "",
            .need = need,
            .keepsSubject = true};
}

/// What a client that follows a stream with a consumer of its own needs. Messages come under a name that both accounts
/// agree on, because a private inbox of the one is unknown in the other.
void addFollowing(std::vector<RecipeRow>& rows, const std::string& feed, RowNeed need)
{
    rows.push_back(api("CREATE", "CONSUMER.CREATE.{stream}.>", "Singleton", need));
    rows.push_back(api("DELETE", "CONSUMER.DELETE.{stream}.>", "Singleton", need));
    rows.push_back(same("FEED", ExportType::Stream, feed, need));
    rows.push_back(same("FLOW", ExportType::Service, "$JS.FC.{stream}.>", need));
}

void addReading(std::vector<RecipeRow>& rows)
{
    rows.push_back(api("GET", "DIRECT.GET.{stream}.>", "Stream"));
    rows.push_back(api("REVISION", "DIRECT.GET.{stream}", "Stream"));
    rows.push_back(api("MSG", "STREAM.MSG.GET.{stream}", "Singleton"));
    rows.push_back(api("BUCKET", "STREAM.INFO.{stream}", "Singleton"));
}

Recipe makeBucketRead()
{
    Recipe recipe{.id = "kv-read", .family = "key-value", .streamPrefix = "KV_", .knownByName = true};
    addReading(recipe.rows);
    addFollowing(recipe.rows, "kvwatch.{bucket}.>", RowNeed::IfWatched);
    return recipe;
}

/// Clients with a prefix of their own publish under it.
Recipe makeBucket()
{
    auto recipe = makeBucketRead();
    recipe.id = "kv";
    recipe.decides = true;
    recipe.rows.insert(recipe.rows.begin() + 4, {.role = "PUT",
                                                 .type = ExportType::Service,
                                                 .providerSubject = "$KV.{bucket}.>",
                                                 .consumerSubject = "{prefix}.API.$KV.{bucket}.>",
                                                 .responseType = "Singleton"});
    return recipe;
}

Recipe makeObjectStore()
{
    Recipe recipe{.id = "object-store", .family = "object-store", .streamPrefix = "OBJ_", .knownByName = true};
    addReading(recipe.rows);
    recipe.rows.push_back(same("CHUNKS", ExportType::Service, "$O.{bucket}.C.>"));
    recipe.rows.push_back(same("META", ExportType::Service, "$O.{bucket}.M.>"));
    recipe.rows.push_back(api("PURGE", "STREAM.PURGE.{stream}", "Singleton"));
    addFollowing(recipe.rows, "objread.{bucket}.>", RowNeed::Always);
    return recipe;
}

/// The server that mirrors is the one that asks, under the prefix that the configuration of the mirror names.
Recipe makeMirror()
{
    Recipe recipe{.id = "mirror", .family = "mirror", .knownByName = true};
    recipe.rows.push_back(api("SOURCE", "CONSUMER.CREATE.{stream}", "Singleton"));
    addFollowing(recipe.rows, "mirror.{stream}.>", RowNeed::Always);
    return recipe;
}

/// One grant on a subject that somebody chose.
Recipe makeSingle(const std::string& id, std::string role, ExportType type, std::string responseType)
{
    return {.id = id,
            .family = id,
            .rows = {{.role = std::move(role),
                      .type = type,
                      .providerSubject = "{subject}",
                      .consumerSubject = "{local}",
                      .responseType = std::move(responseType)}}};
}

} // namespace

const std::vector<Recipe>& recipes()
{
    static const std::vector<Recipe> all{makePushConsumer(),
                                         makePullConsumer(),
                                         makeSingle("message-feed", "EVENTS", ExportType::Stream, ""),
                                         makeSingle("service", "API", ExportType::Service, "{response}"),
                                         makeSingle("publish", "INGEST", ExportType::Service, "Singleton"),
                                         makeBucketRead(),
                                         makeBucket(),
                                         makeObjectStore(),
                                         makeMirror()};
    return all;
}

const Recipe& pushConsumerRecipe()
{
    return recipes().front();
}

const Recipe& pullConsumerRecipe()
{
    return recipes()[1];
}

const Recipe& messageFeedRecipe()
{
    return recipes()[2];
}

const Recipe& serviceRecipe()
{
    return recipes()[3];
}

const Recipe& publishRecipe()
{
    return recipes()[4];
}

const Recipe& bucketReadRecipe()
{
    return recipes()[5];
}

const Recipe& bucketRecipe()
{
    return recipes()[6];
}

const Recipe& objectStoreRecipe()
{
    return recipes()[7];
}

const Recipe& mirrorRecipe()
{
    return recipes()[8];
}

bool Recipe::asksFor(std::string_view variable) const
{
    const auto written = "{" + std::string(variable) + "}";
    return std::ranges::any_of(rows, [&](const RecipeRow& row) {
        return row.providerSubject.find(written) != std::string::npos ||
               row.consumerSubject.find(written) != std::string::npos ||
               row.responseType.find(written) != std::string::npos;
    });
}

bool Recipe::has(RowNeed need) const
{
    return std::ranges::any_of(rows, [&](const RecipeRow& row) { return row.need == need; });
}

std::string fillIn(std::string_view text, const Variables& values)
{
    std::string filled;
    while (!text.empty()) {
        auto length = variableAt(text);
        const auto value = length == 0 ? values.end() : values.find(std::string(text.substr(1, length - 2)));
        if (value != values.end())
            filled += value->second;
        else
            filled += text.substr(0, length = 1); // plain text, or a brace that belongs to no known variable
        text.remove_prefix(length);
    }
    return filled;
}

std::optional<Variables> matchPattern(std::string_view pattern, std::string_view text)
{
    Variables values;
    if (!matchRest(pattern, text, values)) return std::nullopt;
    return values;
}

std::string grantName(const std::string& stream, const std::string& role)
{
    return stream + "-GRANT-" + role;
}

} // namespace gd
