// SPDX-License-Identifier: Apache-2.0
//
// Claims with something, or nothing, in every field that the format has. New fields are filled without a word here.
#pragma once

#include "core/jwt/claim_fields.h"

#include <limits>
#include <random>
#include <string>

namespace gd::test {

/// Visitor of claim_fields.h that fills objects at random, with values that a token can give back.
class RandomFiller {
public:
    explicit RandomFiller(std::mt19937_64& random) : m_random(random) {}

    bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random); }

    std::string text()
    {
        static const std::string pieces[] = {"a",      "B",      ".",      "*",      ">",          "$1",    " ",
                                             "<&>",    "\"",     "\\",     "\n",     "\x01",       "/",     "\x7f",
                                             "\u00e9", "\u2028", "\u2029", "\uff5e", "\U0001F600", "\ufffd"};
        std::string text;
        for (std::size_t count = below(6); count > 0; --count)
            text += pieces[below(std::size(pieces))];
        return text;
    }

    void unknown(UnknownMembers& list)
    {
        if (chance(10)) list.push_back({"", "x-" + std::to_string(below(9)), "{\"n\":18446744073709551615}"});
    }
    template <class T>
    void member(std::string_view, T& value)
    {
        fill(value);
    }
    template <class T>
    void always(std::string_view, T& value)
    {
        fill(value);
    }
    void word(std::string_view, const char*) {}
    void addresses(std::string_view, std::vector<std::string>& list) { fill(list); }
    void sampling(std::string_view, std::int64_t& percent) { percent = static_cast<std::int64_t>(below(101)); }
    void signingKeys(std::string_view, std::map<std::string, std::optional<UserScope>>& keys)
    {
        for (std::size_t count = below(4); count > 0; --count) {
            auto& scope = keys[text()];
            if (chance(50)) continue;
            // Numbers in scopes pass through doubles, and zero limits come back as -1.
            m_inScope = true;
            const std::string unused;
            ScopedKey<const std::string, UserScope> whole{unused, scope.emplace()};
            fields(*this, whole);
            m_inScope = false;
        }
    }

private:
    void fill(const std::string&) {} // the key of a scope
    void fill(std::string& value)
    {
        if (chance(60)) value = text();
    }
    void fill(bool& value) { value = chance(50); }
    void fill(ExportType& value) { value = static_cast<ExportType>(below(3)); }
    template <std::integral T>
    void fill(T& value)
    {
        if (m_inScope) {
            value = static_cast<T>(1 + below(100));
        } else if (chance(60)) {
            const T extremes[] = {std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), static_cast<T>(-1),
                                  static_cast<T>(9007199254740993), static_cast<T>(m_random())};
            value = extremes[below(std::size(extremes))];
        }
    }
    template <class T>
    void fill(std::optional<T>& value)
    {
        if (chance(50)) fill(value.emplace());
    }
    template <class T>
    void fill(std::vector<T>& list)
    {
        for (std::size_t count = chance(50) ? below(4) : 0; count > 0; --count)
            fill(list.emplace_back());
    }
    template <class T>
    void fill(std::map<std::string, T>& map)
    {
        for (std::size_t count = chance(50) ? below(4) : 0; count > 0; --count)
            fill(map[text()]);
    }
    template <class T>
    void fill(T& object)
    {
        fields(*this, object);
    }

    std::mt19937_64& m_random;
    bool m_inScope = false;
};

} // namespace gd::test
