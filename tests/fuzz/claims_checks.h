// SPDX-License-Identifier: Apache-2.0
//
// Comparing claims in fuzzers: what may differ between two readings of the same claims, and why.
#pragma once

#include "core/jwt/claim_fields.h"
#include "core/jwt/claims_json.h"

#include <string_view>
#include <type_traits>

namespace gd::fuzz {

/// Visitor of claim_fields.h that forgets every member that we do not know. Where one stood is remembered as "behind
/// that member", which differs once that member is empty and so not written; the texts are compared for them instead.
class Forget {
public:
    void unknown(UnknownMembers& list) { list.clear(); }
    template <class T>
    void member(std::string_view, T& value)
    {
        visit(value);
    }
    template <class T>
    void always(std::string_view, T& value)
    {
        visit(value);
    }
    void word(std::string_view, const char*) {}
    template <class T>
    void json(std::string_view, T&)
    {}
    template <class T>
    void addresses(std::string_view, T&)
    {}
    template <class T>
    void sampling(std::string_view, T&)
    {}
    void signingKeys(std::string_view, std::map<std::string, std::optional<UserScope>>& keys)
    {
        for (auto& [key, scope] : keys) {
            if (!scope) continue;
            std::string name = key;
            ScopedKey<std::string, UserScope> whole{name, *scope};
            fields(*this, whole);
        }
    }

private:
    template <class T>
    static constexpr bool isPlain = std::integral<T> || std::is_enum_v<T> || std::same_as<T, std::string>;

    template <class T>
    void visit(T& value)
    {
        if constexpr (!isPlain<T>) fields(*this, value);
    }
    template <class T>
    void visit(std::vector<T>& list)
    {
        for (T& item : list)
            visit(item);
    }
    template <class T>
    void visit(std::map<std::string, T>& map)
    {
        for (auto& [key, value] : map)
            visit(value);
    }
    template <class T>
    void visit(std::optional<T>& value)
    {
        if (value) visit(*value);
    }
};

template <TypedClaims C>
C withoutUnknown(C claims)
{
    Forget forget;
    fields(forget, claims);
    return claims;
}

/// In the template of a scoped key 0 is not written and absent means -1: such a 0 cannot survive in this format.
template <TypedClaims C>
C withoutScopeZeros(C claims)
{
    if constexpr (std::same_as<C, AccountClaims>) {
        for (auto& [key, scope] : claims.signingKeys) {
            if (!scope) continue;
            for (std::int64_t* limit :
                 {&scope->permissions.subs, &scope->permissions.data, &scope->permissions.payload})
                *limit = *limit == 0 ? -1 : *limit;
        }
    }
    return claims;
}

} // namespace gd::fuzz
