// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/json_value.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace gd {

namespace {

/// The widest numbers there are, because the library refuses a text with a number that does not fit, even where nobody
/// looks at it. Their values are not used.
using WideJson =
    nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t, std::uint64_t, long double>;

/// Builds the value while nlohmann reads; returning false stops the reading at once.
class Builder final : public nlohmann::json_sax<WideJson> {
public:
    explicit Builder(const JsonLimits& limits) : m_limits(limits) {}

    JsonValue takeValue() { return std::move(m_root); }
    ErrorCode failure() const { return m_failure; }

    bool null() override { return add({}) != nullptr; }
    bool boolean(bool truth) override
    {
        JsonValue value = JsonValue::of(JsonValue::Type::Bool);
        value.truth = truth;
        return add(std::move(value)) != nullptr;
    }
    bool number_integer(number_integer_t number) override
    {
        // Only what has a minus sign comes here, so that a zero is the negative one.
        return addNumber(number == 0 ? "-0" : std::to_string(number));
    }
    bool number_unsigned(number_unsigned_t number) override { return addNumber(std::to_string(number)); }
    bool number_float(number_float_t, const string_t& spelling) override
    {
        // The library hands out its buffer, in which the point is what the user's locale has for one.
        std::string number = spelling;
        std::ranges::replace_if(
            number, [](char c) { return std::string_view("0123456789+-eE").find(c) == std::string_view::npos; }, '.');
        return addNumber(std::move(number));
    }
    bool string(string_t& text) override
    {
        return add(JsonValue::of(JsonValue::Type::Text, std::move(text))) != nullptr;
    }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(JsonValue::Type::Object); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(JsonValue::Type::List); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override
    {
        m_open.back()->members.push_back({std::move(name), {}});
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    bool addNumber(std::string spelling)
    {
        return add(JsonValue::of(JsonValue::Type::Number, std::move(spelling))) != nullptr;
    }

    JsonValue* add(JsonValue value)
    {
        if (++m_count > m_limits.elements) {
            m_failure = ErrorCode::JsonTooLarge;
            return nullptr;
        }
        if (m_open.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        // Pointers to open values stay good: only the innermost open list or object grows.
        JsonValue& parent = *m_open.back();
        JsonValue& place = parent.isObject() ? parent.members.back().value : parent.items.emplace_back();
        place = std::move(value);
        return &place;
    }

    bool open(JsonValue::Type type)
    {
        if (m_open.size() >= m_limits.depth) {
            m_failure = ErrorCode::JsonTooDeep;
            return false;
        }
        JsonValue* const value = add(JsonValue::of(type));
        if (value != nullptr) m_open.push_back(value);
        return value != nullptr;
    }

    bool close()
    {
        m_open.pop_back();
        return true;
    }

    JsonLimits m_limits;
    JsonValue m_root{};
    std::vector<JsonValue*> m_open{};
    std::size_t m_count = 0;
    ErrorCode m_failure = ErrorCode::TokenPayloadJson;
};

} // namespace

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

Result<JsonValue> parseJson(std::string_view text, const JsonLimits& limits)
{
    if (text.size() > limits.bytes) return Error{ErrorCode::JsonTooLarge};
    // The library would skip a byte order mark; JSON in tokens has none.
    if (text.starts_with("\xef\xbb\xbf")) return Error{ErrorCode::TokenPayloadJson, {}, "byte order mark"};
    // For the library a zero byte ends the text, whatever follows.
    if (text.find('\0') != std::string_view::npos) return Error{ErrorCode::TokenPayloadJson, {}, "zero byte"};
    Builder builder(limits);
    try {
        if (WideJson::sax_parse(text.begin(), text.end(), &builder)) return builder.takeValue();
    } catch (const WideJson::exception&) {
        return Error{ErrorCode::TokenPayloadJson};
    }
    return Error{builder.failure()};
}

} // namespace gd
