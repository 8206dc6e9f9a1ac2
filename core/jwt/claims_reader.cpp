// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/claims_reader.h"

#include "core/jwt/claims_json.h"
#include "core/jwt/generic_json.h"
#include "core/jwt/json_text.h"

#include <algorithm>
#include <charconv>

namespace gd {

namespace {

/// Letter case as Go's JSON reader ignores it: ASCII, and the two other characters that fold to an ASCII letter.
std::string folded(std::string_view name)
{
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (name.substr(i).starts_with("\xc5\xbf")) { // U+017F, long s
            result += 's';
            i += 1;
        } else if (name.substr(i).starts_with("\xe2\x84\xaa")) { // U+212A, Kelvin sign
            result += 'k';
            i += 2;
        } else {
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return result;
}

std::string lowerAscii(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

template <class T>
std::optional<T> wholeNumber(const std::string& text)
{
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool hasRepeatedName(const UnknownMembers& members)
{
    std::vector<std::string_view> names;
    for (const UnknownMember& member : members)
        names.push_back(member.name);
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
}

/// What Unicode calls white space.
constexpr std::string_view blanks[] = {" ",
                                       "\t",
                                       "\n",
                                       "\v",
                                       "\f",
                                       "\r",
                                       "\xc2\x85",
                                       "\xc2\xa0",
                                       "\xe1\x9a\x80",
                                       "\xe2\x80\x80",
                                       "\xe2\x80\x81",
                                       "\xe2\x80\x82",
                                       "\xe2\x80\x83",
                                       "\xe2\x80\x84",
                                       "\xe2\x80\x85",
                                       "\xe2\x80\x86",
                                       "\xe2\x80\x87",
                                       "\xe2\x80\x88",
                                       "\xe2\x80\x89",
                                       "\xe2\x80\x8a",
                                       "\xe2\x80\xa8",
                                       "\xe2\x80\xa9",
                                       "\xe2\x80\xaf",
                                       "\xe2\x81\x9f",
                                       "\xe3\x80\x80"};

std::string_view trimmed(std::string_view text)
{
    const auto starts = [&](std::string_view blank) {
        return text.starts_with(blank);
    };
    const auto ends = [&](std::string_view blank) {
        return text.ends_with(blank);
    };
    for (auto at = std::ranges::find_if(blanks, starts); at != std::end(blanks);
         at = std::ranges::find_if(blanks, starts))
        text.remove_prefix(at->size());
    for (auto at = std::ranges::find_if(blanks, ends); at != std::end(blanks); at = std::ranges::find_if(blanks, ends))
        text.remove_suffix(at->size());
    return text;
}

/// Older tools wrote one comma separated text.
std::vector<std::string> splitAddresses(std::string_view text)
{
    std::vector<std::string> list;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t comma = std::min(text.find(',', start), text.size());
        const std::string_view piece = trimmed(text.substr(start, comma - start));
        start = comma + 1;
        if (piece.empty()) continue;
        std::string address = lowerAscii(piece);
        if (std::ranges::find(list, address) == list.end()) list.push_back(std::move(address));
    }
    return list;
}

} // namespace

std::optional<std::int64_t> integerOf(const JsonValue& number, bool wholeDoubles)
{
    if (number.type != JsonValue::Type::Number) return std::nullopt;
    if (!wholeDoubles) return wholeNumber<std::int64_t>(number.text);
    // What a server makes of it: the number as a double, spelled again, read as an integer.
    const auto spelled = doubleSpelling(number.text);
    return spelled ? wholeNumber<std::int64_t>(*spelled) : std::nullopt;
}

std::optional<std::uint64_t> unsignedOf(const JsonValue& number)
{
    return number.type == JsonValue::Type::Number ? wholeNumber<std::uint64_t>(number.text) : std::nullopt;
}

JsonValue* ClaimsReader::take(std::string_view name)
{
    const std::size_t count = m_json.members.size();
    for (std::size_t step = 0; step < count; ++step) {
        const std::size_t at = (m_next + step) % count;
        if (m_taken[at] || m_json.members[at].name != name) continue;
        m_taken[at] = true;
        ++m_takenCount;
        m_next = at + 1;
        return &m_json.members[at].value;
    }
    return nullptr;
}

bool ClaimsReader::keepUnknown(const std::vector<std::string_view>& known)
{
    if (m_unknown == nullptr) return false; // an object that has no place for them, such as those of core/store
    UnknownMembers kept;
    std::string_view after;
    for (std::size_t i = 0; i < m_json.members.size(); ++i) {
        JsonMember& member = m_json.members[i];
        if (m_taken[i]) {
            after = member.name;
            continue;
        }
        if (std::ranges::find(known, folded(member.name)) != known.end()) return false;
        std::string json;
        appendJson(json, member.value);
        kept.push_back({std::string(after), member.name, std::move(json)});
    }
    if (hasRepeatedName(kept)) return false;
    *m_unknown = std::move(kept);
    return true;
}

void ClaimsReader::word(std::string_view name, const char* text)
{
    const JsonValue* const json = take(name);
    m_good = m_good && json != nullptr && json->isText() && json->text == text;
}

void ClaimsReader::addresses(std::string_view name, std::vector<std::string>& list)
{
    JsonValue* const json = take(name);
    if (json == nullptr || json->isNull()) return;
    if (json->isText()) {
        list = splitAddresses(json->text);
    } else {
        m_good = m_good && read(*json, list);
    }
}

void ClaimsReader::sampling(std::string_view name, std::int64_t& percent)
{
    JsonValue* const json = take(name);
    if (json == nullptr || json->isNull()) return;
    if (json->isText()) {
        percent = 0;
        m_good = m_good && lowerAscii(json->text) == "headers";
    } else {
        m_good = m_good && readInteger(*json, percent);
    }
}

void ClaimsReader::signingKeys(std::string_view name, std::map<std::string, std::optional<UserScope>>& keys)
{
    JsonValue* const json = take(name);
    if (json == nullptr || json->isNull()) return;
    m_good = m_good && json->type == JsonValue::Type::List;
    for (JsonValue& item : json->items) {
        if (item.isText()) {
            keys.insert_or_assign(std::move(item.text), std::nullopt);
        } else if (item.isObject()) {
            // In a template absent means unlimited, unlike everywhere else.
            UserScope scope;
            scope.permissions.subs = scope.permissions.data = scope.permissions.payload = -1;
            std::string key;
            ScopedKey<std::string, UserScope> whole{key, scope};
            m_good = m_good && readObject(item, whole, true);
            keys.insert_or_assign(std::move(key), std::move(scope));
        }
    }
}

void ClaimsReader::json(std::string_view name, std::string& text)
{
    const JsonValue* const json = take(name);
    if (json == nullptr || json->isNull()) return;
    auto normal = json->isObject() ? genericJson(*json) : std::nullopt;
    m_good = m_good && normal.has_value();
    if (normal) text = std::move(*normal);
}

bool ClaimsReader::read(JsonValue& json, std::string& text)
{
    if (!json.isText()) return false;
    text = std::move(json.text);
    return true;
}

bool ClaimsReader::read(JsonValue& json, bool& truth)
{
    truth = json.truth;
    return json.type == JsonValue::Type::Bool;
}

bool ClaimsReader::read(JsonValue& json, ExportType& type)
{
    if (!json.isText() || (json.text != "stream" && json.text != "service")) return false;
    type = json.text == "stream" ? ExportType::Stream : ExportType::Service;
    return true;
}

bool ClaimsReader::read(JsonValue& json, std::uint64_t& number)
{
    const auto value = unsignedOf(json);
    number = value.value_or(0);
    return value.has_value();
}

template <TypedClaims C>
Result<C> readClaims(JsonValue json)
{
    C claims;
    if (!ClaimsReader::readObject(json, claims)) return Error{ErrorCode::TokenPayloadJson};
    return claims;
}

template Result<OperatorClaims> readClaims(JsonValue);
template Result<AccountClaims> readClaims(JsonValue);
template Result<UserClaims> readClaims(JsonValue);
template Result<ActivationClaims> readClaims(JsonValue);

Result<GenericClaims> readGenericClaims(JsonValue json)
{
    GenericClaims claims;
    if (const JsonValue* const nats = json.find("nats")) {
        const JsonValue* const type = nats->find("type");
        if (type != nullptr && type->isText()) claims.type = type->text;
    }
    if (!ClaimsReader::readObject(json, claims)) return Error{ErrorCode::TokenPayloadJson};
    return claims;
}

} // namespace gd
