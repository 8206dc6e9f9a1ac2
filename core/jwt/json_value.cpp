// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/json_value.h"

#include <utility>
#include <vector>

namespace gd {

namespace {

/// Takes out of a value all that has values of its own.
void takeNested(JsonValue& value, std::vector<JsonValue>& nested)
{
    const auto takeOne = [&](JsonValue& child) {
        if (!child.items.empty() || !child.members.empty()) nested.push_back(std::move(child));
    };
    for (JsonValue& item : value.items)
        takeOne(item);
    for (JsonMember& member : value.members)
        takeOne(member.value);
}

} // namespace

JsonValue::~JsonValue()
{
    if (items.empty() && members.empty()) return;
    std::vector<JsonValue> nested;
    takeNested(*this, nested);
    while (!nested.empty()) {
        JsonValue value = std::move(nested.back());
        nested.pop_back();
        takeNested(value, nested);
    }
}

JsonValue JsonValue::of(Type type, std::string text)
{
    JsonValue value;
    value.type = type;
    value.text = std::move(text);
    return value;
}

const JsonValue* JsonValue::find(std::string_view name) const
{
    for (const JsonMember& member : members) {
        if (member.name == name) return &member.value;
    }
    return nullptr;
}

JsonValue* JsonValue::find(std::string_view name)
{
    return const_cast<JsonValue*>(std::as_const(*this).find(name));
}

} // namespace gd
