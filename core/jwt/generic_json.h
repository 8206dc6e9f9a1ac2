// SPDX-License-Identifier: Apache-2.0
//
// The data of generic claims, as a program in Go holds them: maps without an order and numbers that are doubles.
// Internal to core/jwt.
#pragma once

#include "core/jwt/json_value.h"

#include <optional>
#include <string>
#include <string_view>

namespace gd {

/// A number as Go's encoding/json writes the double that it spells: the shortest digits that read back to the same
/// double, plain between 1e-6 and 1e21, else with an exponent.
/// @return none if no double is that large.
std::optional<std::string> doubleSpelling(std::string_view number);

/// JSON text with the members of every object in the order of their names (bytewise) and numbers as doubleSpelling().
/// @return none if a number is too large, or if an object has a name twice.
std::optional<std::string> genericJson(const JsonValue& value);

/// Replaces a member, or adds it at the end.
void setMember(JsonValue& object, std::string_view name, JsonValue value);

} // namespace gd
