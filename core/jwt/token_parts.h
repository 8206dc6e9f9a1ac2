// SPDX-License-Identifier: Apache-2.0
//
// Facts about tokens that encoding and decoding share. Internal to core/jwt.
#pragma once

#include "core/encoding/base64url.h"
#include "core/jwt/claims.h"
#include "core/nkeys/public_key.h"

#include <initializer_list>
#include <string_view>

namespace gd {

inline constexpr std::size_t maxTokenBytes = 1048576;

/// The 34 bytes {"typ":"JWT","alg":"ed25519-nkey"}.
inline constexpr std::string_view tokenHeader = "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ";

/// Characters of a token that are not its payload: header, two dots, signature.
inline constexpr std::size_t tokenFrameSize = tokenHeader.size() + 2 + base64UrlSize(sizeof(Signature));

/// What the format says about a kind of claims.
template <class C>
struct KindRules;

template <>
struct KindRules<OperatorClaims> {
    static constexpr std::string_view type = "operator";
    static constexpr KeyKind subject = KeyKind::Operator;
    static constexpr std::initializer_list<KeyKind> issuers{KeyKind::Operator};
};

template <>
struct KindRules<AccountClaims> {
    static constexpr std::string_view type = "account";
    static constexpr KeyKind subject = KeyKind::Account;
    static constexpr std::initializer_list<KeyKind> issuers{KeyKind::Account, KeyKind::Operator};
};

template <>
struct KindRules<UserClaims> {
    static constexpr std::string_view type = "user";
    static constexpr KeyKind subject = KeyKind::User;
    static constexpr std::initializer_list<KeyKind> issuers{KeyKind::Account};
};

template <>
struct KindRules<ActivationClaims> {
    static constexpr std::string_view type = "activation";
    static constexpr KeyKind subject = KeyKind::Account; ///< the consumer
    static constexpr std::initializer_list<KeyKind> issuers{KeyKind::Account, KeyKind::Operator};
};

inline bool contains(std::initializer_list<KeyKind> kinds, KeyKind kind)
{
    for (const KeyKind one : kinds) {
        if (one == kind) return true;
    }
    return false;
}

} // namespace gd
