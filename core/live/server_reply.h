// SPDX-License-Identifier: Apache-2.0
//
// The JSON with which servers answer requests to the system account: {"data":{…} or "error":{…},"server":{…}}.
// Only for the .cpp files of core/live, because it shows nlohmann's type.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace gd {

/// The JSON object in a text; null if it holds none.
inline nlohmann::json jsonObject(std::string_view text)
{
    auto json = nlohmann::json::parse(text, nullptr, false);
    return json.is_object() ? json : nlohmann::json();
}

/// A member that is an object; an empty object if it is not there or something else.
inline nlohmann::json objectAt(const nlohmann::json& object, const char* name)
{
    const auto member = object.find(name);
    return member != object.end() && member->is_object() ? *member : nlohmann::json::object();
}

/// A member that is text; empty if it is not there or something else.
inline std::string textAt(const nlohmann::json& object, const char* name)
{
    const auto member = object.find(name);
    return member != object.end() && member->is_string() ? member->get<std::string>() : std::string{};
}

/// A member that is true.
inline bool flagAt(const nlohmann::json& object, const char* name)
{
    const auto member = object.find(name);
    return member != object.end() && member->is_boolean() && member->get<bool>();
}

} // namespace gd
