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
            .rows = {{.role = "NEXT",
                      .type = ExportType::Service,
                      .providerSubject = "$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}",
                      .consumerSubject = "{prefix}.API.CONSUMER.MSG.NEXT.{stream}.{consumer}",
                      .responseType = "Stream"},
                     acknowledgements(),
                     consumerInfo()}};
}

/// One grant on a subject that somebody chose.
Recipe makeSingle(std::string id, std::string role, ExportType type, std::string responseType)
{
    return {.id = std::move(id),
            .rows = {{.role = std::move(role),
                      .type = type,
                      .providerSubject = "{subject}",
                      .consumerSubject = "{local}",
                      .responseType = std::move(responseType)}}};
}

} // namespace

const std::vector<Recipe>& recipes()
{
    static const std::vector<Recipe> all{makePushConsumer(), makePullConsumer(),
                                         makeSingle("message-feed", "EVENTS", ExportType::Stream, ""),
                                         makeSingle("service", "API", ExportType::Service, "{response}"),
                                         makeSingle("publish", "INGEST", ExportType::Service, "Singleton")};
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
