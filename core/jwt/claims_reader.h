// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claim_fields.h"
#include "core/jwt/json_value.h"

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace gd {

/// The integer that a number spells; none if it has a fraction or exponent or does not fit.
/// @param wholeDoubles  also accept 2.0 and 1e3, as the reference library does inside scoped signing keys only.
std::optional<std::int64_t> integerOf(const JsonValue& number, bool wholeDoubles);
std::optional<std::uint64_t> unsignedOf(const JsonValue& number);

/// Visitor of claim_fields.h that only collects the names of an object.
class MemberNames {
public:
    void unknown(const UnknownMembers&) {}
    template <class T>
    void member(std::string_view name, const T&)
    {
        list.push_back(name);
    }
    template <class T>
    void always(std::string_view name, const T&)
    {
        list.push_back(name);
    }
    void word(std::string_view name, const char*) { list.push_back(name); }
    template <class T>
    void addresses(std::string_view name, const T&)
    {
        list.push_back(name);
    }
    template <class T>
    void sampling(std::string_view name, const T&)
    {
        list.push_back(name);
    }
    template <class T>
    void signingKeys(std::string_view name, const T&)
    {
        list.push_back(name);
    }
    void json(std::string_view name, const std::string&) { list.push_back(name); }

    std::vector<std::string_view> list{};
};

/// Visitor of claim_fields.h that fills one object from JSON. Texts are moved out of the JSON.
class ClaimsReader {
public:
    /// Fills `object` from `json`, which must be a JSON object. False if a member has a wrong type or value.
    template <class T>
    static bool readObject(JsonValue& json, T& object, bool wholeDoubles = false)
    {
        if (!json.isObject()) return false;
        ClaimsReader reader(json, wholeDoubles);
        fields(reader, object);
        if (!reader.m_good) return false;
        if (reader.m_takenCount == json.members.size()) return true;
        MemberNames names;
        fields(names, object);
        return reader.keepUnknown(names.list);
    }

    void unknown(UnknownMembers& list) { m_unknown = &list; }

    template <class T>
    void member(std::string_view name, T& value)
    {
        JsonValue* const json = take(name);
        // null leaves the zero value, except that a kind has to be a word
        if (json == nullptr || (json->isNull() && !std::same_as<T, ExportType>)) return;
        m_good = m_good && read(*json, value);
    }
    template <class T>
    void always(std::string_view name, T& value)
    {
        member(name, value);
    }

    void word(std::string_view name, const char* text);
    void addresses(std::string_view name, std::vector<std::string>& list);
    void sampling(std::string_view name, std::int64_t& percent);
    void json(std::string_view name, std::string& text);
    void signingKeys(std::string_view name, std::map<std::string, std::optional<UserScope>>& keys);

private:
    ClaimsReader(JsonValue& json, bool wholeDoubles)
        : m_json(json), m_wholeDoubles(wholeDoubles), m_taken(json.members.size())
    {}

    /// The member of that name, once; members usually come in our order, so the search starts where the last one ended.
    JsonValue* take(std::string_view name);
    bool keepUnknown(const std::vector<std::string_view>& known);

    bool read(JsonValue& json, std::string& text);
    bool read(JsonValue& json, bool& truth);
    bool read(JsonValue& json, ExportType& type);
    bool read(JsonValue& json, std::uint64_t& number);
    template <std::signed_integral T>
    bool read(JsonValue& json, T& number)
    {
        return readInteger(json, number);
    }
    bool read(JsonValue& json, std::uint8_t& number) { return readInteger(json, number); }
    template <class T>
    bool readInteger(JsonValue& json, T& number)
    {
        const auto value = integerOf(json, m_wholeDoubles);
        if (!value || *value < std::numeric_limits<T>::min() || *value > std::numeric_limits<T>::max()) return false;
        number = static_cast<T>(*value);
        return true;
    }

    template <class T>
    bool read(JsonValue& json, std::vector<T>& list)
    {
        if (json.type != JsonValue::Type::List) return false;
        list.reserve(json.items.size());
        for (JsonValue& item : json.items) {
            if (!readElement(item, list.emplace_back())) return false;
        }
        return true;
    }
    template <class T>
    bool read(JsonValue& json, std::map<std::string, T>& map)
    {
        if (!json.isObject()) return false;
        for (JsonMember& member : json.members) {
            const auto [place, fresh] = map.try_emplace(std::move(member.name));
            if (!fresh || !readElement(member.value, place->second)) return false;
        }
        return true;
    }
    template <class T>
    bool read(JsonValue& json, std::optional<T>& value)
    {
        return read(json, value.emplace());
    }
    template <class T>
    bool read(JsonValue& json, T& object)
    {
        return readObject(json, object, m_wholeDoubles);
    }

    /// null in a list or map is the zero value; an export or import that is nothing stays that way.
    template <class T>
    bool readElement(JsonValue& json, T& value)
    {
        if (!json.isNull()) return read(json, value);
        if constexpr (std::same_as<T, Export> || std::same_as<T, Import>) value.isNull = true;
        return true;
    }

    JsonValue& m_json;
    bool m_wholeDoubles = false;
    std::vector<bool> m_taken{};
    std::size_t m_takenCount = 0;
    std::size_t m_next = 0;
    UnknownMembers* m_unknown = nullptr;
    bool m_good = true;
};

} // namespace gd
