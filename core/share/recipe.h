// SPDX-License-Identifier: Apache-2.0
//
// A recipe is a table: which grants a kind of share needs. Variables in subjects are written {stream}, {consumer},
// {deliver}, {subject}, {local}, {prefix}, and {response} stands for a response type; nothing else is computed. What a
// recipe calls {stream} names its grants too; one without JetStream takes any name there.
#pragma once

#include "core/jwt/claims.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// When a row of a recipe is part of the share.
enum class RowNeed {
    Always,
    UnlessAckNone, ///< if the consumer acknowledges at all
    IfFlowControl, ///< if the consumer has flow control
    Optional,      ///< the admin decides; on by default
};

struct RecipeRow {
    std::string role{};
    ExportType type = ExportType::Unset;
    std::string providerSubject{}; ///< with variables
    std::string consumerSubject{}; ///< with variables
    std::string responseType{};    ///< services only; with {response} the admin chooses it
    RowNeed need = RowNeed::Always;
    bool keepsSubject = false; ///< must not be renamed by the consumer (replies are never rewritten)
};

struct Recipe {
    std::string id{}; ///< "push-consumer" …
    std::vector<RecipeRow> rows{};

    /// Whether a subject of it has that variable, on either side: what it does not ask for need not be known.
    bool asksFor(std::string_view variable) const;
    /// Whether a row may be part of it for that reason.
    bool has(RowNeed need) const;
};

/// A push consumer of JetStream: delivery, acknowledgement, info.
const Recipe& pushConsumerRecipe();
/// A pull consumer of JetStream: requests for messages, acknowledgement, info.
const Recipe& pullConsumerRecipe();
/// Messages on a subject of the provider's choice.
const Recipe& messageFeedRecipe();
/// Requests to the provider, and its replies.
const Recipe& serviceRecipe();
/// Messages from the consumer into a stream of the provider, each with the server's answer that it is kept.
const Recipe& publishRecipe();
/// All built-in recipes, in the order in which they are shown.
const std::vector<Recipe>& recipes();

using Variables = std::map<std::string, std::string>;

/// Puts values in the place of {variables}.
std::string fillIn(std::string_view text, const Variables& values);

/// The reverse: values of the variables under which `pattern` gives `text`, or nothing. A variable stands for one or
/// more characters without a dot.
std::optional<Variables> matchPattern(std::string_view pattern, std::string_view text);

/// `<S>-GRANT-<ROLE>`
std::string grantName(const std::string& stream, const std::string& role);

} // namespace gd
