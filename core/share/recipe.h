// SPDX-License-Identifier: Apache-2.0
//
// A recipe is a table: which grants a kind of share needs. Variables in subjects are written {stream}, {consumer},
// {deliver}, {local}, {prefix}; nothing else is computed.
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
    std::string responseType{};    ///< services only
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
