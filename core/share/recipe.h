// SPDX-License-Identifier: Apache-2.0
//
// A recipe is a table: which grants a kind of share needs. Variables in subjects are written {stream}, {bucket},
// {consumer}, {deliver}, {subject}, {local}, {prefix}, and {response} stands for a response type; nothing else is
// computed but the forms of js_subjects.h. What a recipe calls {stream} names its grants too; one without JetStream
// takes any name there.
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
    IfWatched,     ///< if changes of a bucket are watched
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
    std::string id{};           ///< "push-consumer" …
    std::string family{};       ///< the same for recipes that look alike from outside, up to a row that decides
    std::string streamPrefix{}; ///< of a bucket: what makes its name that of its stream, such as "KV_"
    std::vector<RecipeRow> rows{};
    /// Whether a row that only this recipe has says which of its family it is.
    bool decides = false;
    /// Its subjects alone prove nothing, so its rows are known by name and subject together.
    bool knownByName = false;

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
/// A key-value bucket, to read and, if one wishes, to watch; the same and to write.
const Recipe& bucketReadRecipe();
const Recipe& bucketRecipe();
/// A bucket of objects, to read and to write. Which subjects are used depends on the client library.
const Recipe& objectStoreRecipe();
/// A stream of the consumer that mirrors one of the provider, or takes messages from it.
const Recipe& mirrorRecipe();
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
