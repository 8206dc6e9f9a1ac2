// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/json_value.h"

#include <utility>

namespace gd {

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
