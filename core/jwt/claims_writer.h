// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claim_fields.h"
#include "core/jwt/json_text.h"

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace gd {

/// Visitor of claim_fields.h that appends one object as compact JSON, straight from the claims.
class ClaimsWriter {
public:
    /// @param badSampling  set to true if a latency sampling is outside 0..100, which the format cannot express.
    ClaimsWriter(std::string& out, bool& badSampling) : m_out(out), m_badSampling(badSampling) { m_out += '{'; }
    ClaimsWriter(const ClaimsWriter&) = delete;
    ClaimsWriter& operator=(const ClaimsWriter&) = delete;
    ~ClaimsWriter() { m_out += '}'; }

    void unknown(const UnknownMembers& list)
    {
        m_unknown = list.empty() ? nullptr : &list;
        writeUnknown({});
    }

    template <class T>
    void member(std::string_view name, const T& value)
    {
        if (!isEmpty(value)) put(name, value);
        writeUnknown(name);
    }

    template <class T>
    void always(std::string_view name, const T& value)
    {
        put(name, value);
        writeUnknown(name);
    }

    void word(std::string_view name, const char* text) { always(name, std::string(text)); }

    void addresses(std::string_view name, const std::vector<std::string>& list) { member(name, list); }

    /// Zero means "decided by request headers" and is written as a word.
    void sampling(std::string_view name, std::int64_t percent)
    {
        m_badSampling = m_badSampling || percent < 0 || percent > 100;
        if (percent == 0) {
            always(name, std::string("headers"));
        } else {
            always(name, percent);
        }
    }

    void json(std::string_view name, const std::string& text)
    {
        if (!text.empty() && text != "{}") {
            startMember(name);
            m_out += text;
        }
        writeUnknown(name);
    }

    /// Plain keys are texts, keys with a scope objects; one list, sorted by key as the map is.
    void signingKeys(std::string_view name, const std::map<std::string, std::optional<UserScope>>& keys)
    {
        if (!keys.empty()) {
            startMember(name);
            char separator = '[';
            for (const auto& [key, scope] : keys) {
                m_out += separator;
                separator = ',';
                if (scope) {
                    write(ScopedKey<const std::string, const UserScope>{key, *scope});
                } else {
                    write(key);
                }
            }
            m_out += ']';
        }
        writeUnknown(name);
    }

private:
    static bool isEmpty(const std::string& text) { return text.empty(); }
    static bool isEmpty(ExportType type) { return type == ExportType::Unset; }
    template <std::integral T>
    static bool isEmpty(T number)
    {
        return number == T{};
    }
    template <class T>
    static bool isEmpty(const std::vector<T>& list)
    {
        return list.empty();
    }
    template <class T>
    static bool isEmpty(const std::map<std::string, T>& map)
    {
        return map.empty();
    }
    template <class T>
    static bool isEmpty(const std::optional<T>& value)
    {
        return !value.has_value();
    }
    template <class T>
    requires(!std::integral<T>) static bool isEmpty(const T&)
    {
        return false; // plain objects are written even if nothing is in them
    }

    void startMember(std::string_view name)
    {
        m_out += m_out.back() == '{' ? "\"" : ",\"";
        m_out += name; // one of our own names: nothing to escape
        m_out += "\":";
    }

    template <class T>
    void put(std::string_view name, const T& value)
    {
        startMember(name);
        write(value);
    }

    void write(const std::string& text) { appendJsonText(m_out, text); }
    void write(bool truth) { m_out += truth ? "true" : "false"; }
    void write(ExportType type) { m_out += type == ExportType::Service ? "\"service\"" : "\"stream\""; }
    template <std::integral T>
    void write(T number)
    {
        char digits[24];
        m_out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    template <class T>
    void write(const std::vector<T>& list)
    {
        m_out += '[';
        for (const T& item : list) {
            if (&item != &list.front()) m_out += ',';
            write(item);
        }
        m_out += ']';
    }
    template <class T>
    void write(const std::map<std::string, T>& map)
    {
        m_out += '{';
        for (const auto& [key, value] : map) {
            if (m_out.back() != '{') m_out += ',';
            write(key);
            m_out += ':';
            write(value);
        }
        m_out += '}';
    }
    template <class T>
    void write(const std::optional<T>& value)
    {
        if (value) {
            write(*value);
        } else {
            m_out += "null";
        }
    }
    template <class T>
    requires(!std::integral<T>) void write(const T& object)
    {
        if constexpr (std::same_as<T, Export> || std::same_as<T, Import>) {
            if (object.isNull) {
                m_out += "null";
                return;
            }
        }
        ClaimsWriter inner(m_out, m_badSampling);
        fields(inner, object);
    }

    void writeUnknown(std::string_view after)
    {
        if (m_unknown == nullptr) return;
        for (const UnknownMember& member : *m_unknown) {
            if (member.after != after) continue;
            if (m_out.back() != '{') m_out += ',';
            appendJsonText(m_out, member.name);
            m_out += ':';
            m_out += member.json;
        }
    }

    std::string& m_out;
    bool& m_badSampling;
    const UnknownMembers* m_unknown = nullptr;
};

} // namespace gd
