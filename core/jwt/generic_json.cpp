// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/generic_json.h"

#include "core/jwt/json_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace gd {

namespace {

/// The double that JSON spells. Too small is zero, too large is none.
std::optional<double> doubleOf(std::string_view number)
{
    double value = 0;
    const char* const end = number.data() + number.size();
    const auto read = std::from_chars(number.data(), end, value);
    if (read.ec == std::errc{} && read.ptr == end) return value;
    if (read.ec != std::errc::result_out_of_range) return std::nullopt;

    // Both ends of the range are the same error, so look on which side of one the number lies.
    const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
    const std::string_view mantissa = number.substr(0, mark);
    std::string_view exponentText = number.substr(std::min(mark + 1, number.size()));
    if (exponentText.starts_with('+')) exponentText.remove_prefix(1);
    const bool negativeExponent = exponentText.starts_with('-');
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos) return mantissa.starts_with('-') ? -0.0 : 0.0;
    constexpr std::int64_t beyondAnyPoint = 100'000'000; // no text has so many digits
    std::int64_t exponent = 0;
    const auto whole = std::from_chars(exponentText.data(), exponentText.data() + exponentText.size(), exponent);
    if (whole.ec == std::errc::result_out_of_range) exponent = negativeExponent ? -beyondAnyPoint : beyondAnyPoint;
    exponent = std::clamp(exponent, -beyondAnyPoint, beyondAnyPoint);
    if (exponent + static_cast<std::int64_t>(point) > static_cast<std::int64_t>(first)) return std::nullopt;
    return mantissa.starts_with('-') ? -0.0 : 0.0;
}

/// The digits of a number and where its point stands: 0.d1d2d3… times ten to that power.
struct Digits {
    std::string text{};
    int point = 0;
};

Digits digitsOf(double positive)
{
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, positive, std::chars_format::scientific).ptr;
    const std::string_view written(buffer, static_cast<std::size_t>(end - buffer));
    const std::size_t mark = written.find('e');
    Digits digits;
    std::ranges::copy_if(written.substr(0, mark), std::back_inserter(digits.text), [](char c) { return c != '.'; });
    std::string_view exponent = written.substr(mark + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), digits.point);
    ++digits.point;
    return digits;
}

std::string withExponent(const Digits& digits)
{
    std::string text = digits.text.substr(0, 1);
    if (digits.text.size() > 1) text += '.' + digits.text.substr(1);
    const int exponent = digits.point - 1;
    return text + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

std::string withoutExponent(const Digits& digits)
{
    const auto length = static_cast<int>(digits.text.size());
    if (digits.point <= 0) return "0." + std::string(static_cast<std::size_t>(-digits.point), '0') + digits.text;
    if (digits.point >= length) {
        return digits.text + std::string(static_cast<std::size_t>(digits.point - length), '0');
    }
    const auto whole = static_cast<std::size_t>(digits.point);
    return digits.text.substr(0, whole) + '.' + digits.text.substr(whole);
}

bool appendGeneric(std::string& out, const JsonValue& value);

bool appendObject(std::string& out, const JsonValue& object)
{
    std::vector<const JsonMember*> members;
    for (const JsonMember& member : object.members)
        members.push_back(&member);
    std::ranges::sort(members, {}, [](const JsonMember* member) { return std::string_view(member->name); });
    out += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (i > 0 && members[i]->name == members[i - 1]->name) return false;
        if (i > 0) out += ',';
        appendJsonText(out, members[i]->name);
        out += ':';
        if (!appendGeneric(out, members[i]->value)) return false;
    }
    out += '}';
    return true;
}

bool appendGeneric(std::string& out, const JsonValue& value)
{
    if (value.isObject()) return appendObject(out, value);
    if (value.type == JsonValue::Type::Number) {
        const auto number = doubleSpelling(value.text);
        out += number.value_or("0");
        return number.has_value();
    }
    if (value.type != JsonValue::Type::List) {
        appendJson(out, value);
        return true;
    }
    out += '[';
    for (const JsonValue& item : value.items) {
        if (&item != &value.items.front()) out += ',';
        if (!appendGeneric(out, item)) return false;
    }
    out += ']';
    return true;
}

} // namespace

std::optional<std::string> doubleSpelling(std::string_view number)
{
    constexpr double smallestPlain = 1e-6, smallestWithExponent = 1e21;
    const auto value = doubleOf(number);
    if (!value) return std::nullopt;
    const std::string sign = std::signbit(*value) ? "-" : "";
    const double positive = std::abs(*value);
    if (positive == 0) return sign + '0';
    const Digits digits = digitsOf(positive);
    const bool plain = positive >= smallestPlain && positive < smallestWithExponent;
    return sign + (plain ? withoutExponent(digits) : withExponent(digits));
}

std::optional<std::string> genericJson(const JsonValue& value)
{
    std::string out;
    if (!appendGeneric(out, value)) return std::nullopt;
    return out;
}

void setMember(JsonValue& object, std::string_view name, JsonValue value)
{
    if (JsonValue* const present = object.find(name)) {
        *present = std::move(value);
    } else {
        object.members.push_back({std::string(name), std::move(value)});
    }
}

} // namespace gd
