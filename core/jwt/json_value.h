// SPDX-License-Identifier: Apache-2.0
//
// JSON as it was written: numbers keep their text (64-bit integers must not pass through a double) and members their
// order. Internal to core/jwt and core/store; everything else sees claims.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gd {

struct JsonMember;

struct JsonValue {
    enum class Type { Null, Bool, Number, Text, List, Object };

    Type type = Type::Null;
    bool truth = false;
    std::string text{}; ///< of a text, or the spelling of a number
    std::vector<JsonValue> items{};
    std::vector<JsonMember> members; // no initializer: clang 14 would want the whole type for it

    JsonValue() = default;
    JsonValue(const JsonValue&) = default;
    JsonValue(JsonValue&&) = default;
    JsonValue& operator=(const JsonValue&) = default;
    JsonValue& operator=(JsonValue&&) = default;
    ~JsonValue(); ///< without recursion: values may be nested as deeply as JsonLimits allow

    /// @param text  of a text, or the spelling of a number.
    static JsonValue of(Type type, std::string text = {});

    /// The first member of that name, or null.
    const JsonValue* find(std::string_view name) const;
    JsonValue* find(std::string_view name);

    bool isObject() const { return type == Type::Object; }
    bool isNull() const { return type == Type::Null; }
    bool isText() const { return type == Type::Text; }
};

struct JsonMember {
    std::string name{};
    JsonValue value{};
};

/// Most bytes of a JSON text: a token has one MiB, and its payload is shorter than its Base64. JsonTooLarge.
inline constexpr std::size_t maxJsonBytes = std::size_t{1} << 20;

/// Most lists and objects inside each other. Go's encoding/json stops at 10,000; here what copies or writes a value
/// calls itself once per level, which must fit the stack of a thread in every build, sanitizers included. JsonTooDeep.
inline constexpr std::size_t maxJsonDepth = 2'000;

/// Most values at all levels together; an account with 20,000 exports has fewer. Keeps what a token of one MiB may cost
/// in memory below some 30 MiB. JsonTooLarge.
inline constexpr std::size_t maxJsonElements = 200'000;

/// What a text may cost at most. The defaults are those of tokens.
struct JsonLimits {
    std::size_t bytes = maxJsonBytes;
    std::size_t depth = maxJsonDepth;
    std::size_t elements = maxJsonElements; ///< values, at all levels
};

/// Strict JSON, one value. JsonTooLarge, JsonTooDeep, or TokenPayloadJson for anything that is not JSON in valid UTF-8.
Result<JsonValue> parseJson(std::string_view text, const JsonLimits& limits = {});

} // namespace gd
