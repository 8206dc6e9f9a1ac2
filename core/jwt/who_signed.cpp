// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/who_signed.h"

#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

namespace {

const ClaimsHeader& headerOf(const Claims& claims)
{
    return std::visit([](const auto& typed) -> const ClaimsHeader& { return typed.header; }, claims);
}

/// The account for which a signing key issued the claims; only two kinds have one.
std::string_view issuerAccountOf(const Claims& claims)
{
    if (const auto* const user = std::get_if<UserClaims>(&claims)) return user->issuerAccount;
    if (const auto* const activation = std::get_if<ActivationClaims>(&claims)) return activation->issuerAccount;
    return {};
}

} // namespace

bool accountSigned(const AccountClaims& account, const Claims& claims)
{
    const std::string& issuer = headerOf(claims).issuer;
    if (issuer == account.header.subject) return true;
    const bool mayHaveAccount =
        std::holds_alternative<UserClaims>(claims) || std::holds_alternative<ActivationClaims>(claims);
    return mayHaveAccount && issuerAccountOf(claims) == account.header.subject && account.signingKeys.contains(issuer);
}

bool operatorSigned(const OperatorClaims& op, const Claims& claims)
{
    const ClaimsHeader& header = headerOf(claims);
    if (header.issuer == op.header.subject) return !op.strictSigningKeyUsage || header.subject == op.header.subject;
    return std::ranges::find(op.signingKeys, header.issuer) != op.signingKeys.end();
}

bool exportsCover(const std::vector<Export>& exports, std::string_view subject)
{
    return std::ranges::any_of(exports, [&](const Export& exported) {
        return !exported.isNull && subjectContained(subject, exported.subject);
    });
}

} // namespace gd
