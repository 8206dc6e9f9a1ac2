// SPDX-License-Identifier: Apache-2.0
#include "core/share/signing_keys.h"

#include <algorithm>

namespace gd {

namespace {

Error noKey(const std::string& name, bool strict, bool identityHere)
{
    return {strict && identityHere ? ErrorCode::StrictNeedsSigningKey : ErrorCode::NoSigningKey, name, ""};
}

/// Who may sign an account, best first, behind its present issuer. In a managed store, whose operator is elsewhere, an
/// account may also sign itself.
std::vector<std::string> accountCandidates(const AccountClaims& claims, const OperatorEntry& op)
{
    const bool strict = op.claims.strictSigningKeyUsage;
    auto candidates = op.claims.signingKeys;
    std::ranges::sort(candidates);
    if (!strict) candidates.push_back(op.key);
    if (!op.managed) return candidates;
    for (const bool scoped : {false, true})
        for (const auto& [key, scope] : claims.signingKeys)
            if (scope.has_value() == scoped) candidates.push_back(key);
    if (!strict) candidates.push_back(claims.header.subject);
    return candidates;
}

} // namespace

HasKey keysOf(const Signer& signer)
{
    return [&signer](const std::string& key) {
        return signer.canSign(key);
    };
}

HasKey keysOf(const Snapshot& world)
{
    return [&world](const std::string& key) {
        return world.keysHere.contains(key);
    };
}

Result<std::string> accountSignerAmong(const AccountClaims& claims, const OperatorEntry& op, const HasKey& hasKey)
{
    const auto candidates = accountCandidates(claims, op);
    // The present issuer goes first: nsc changes it silently, which surprises whoever compares issuers.
    const auto& issuer = claims.header.issuer;
    if (std::ranges::find(candidates, issuer) != candidates.end() && hasKey(issuer)) return issuer;
    for (const auto& key : candidates)
        if (hasKey(key)) return key;
    return noKey(claims.header.name, op.claims.strictSigningKeyUsage, hasKey(op.key));
}

Result<std::string> accountSignerAmong(const Account& account, const Snapshot& world, const HasKey& hasKey)
{
    auto signer = accountSignerAmong(account.claims, world.op, hasKey);
    if (!signer) return Error{signer.error().code, account.name, ""};
    return signer;
}

Result<std::string> userSignerAmong(const AccountClaims& account, const std::string& issuer, const OperatorClaims& op,
                                    const HasKey& hasKey)
{
    const bool strict = op.strictSigningKeyUsage;
    const auto& identity = account.header.subject;
    const bool issuerMay = account.signingKeys.contains(issuer) || (!strict && issuer == identity);
    if (issuerMay && hasKey(issuer)) return issuer;
    // Signed by another key, the user would lose what the scope allows it.
    const auto own = account.signingKeys.find(issuer);
    if (own != account.signingKeys.end() && own->second) return noKey(account.header.name, strict, false);
    for (const auto& [key, scope] : account.signingKeys)
        if (!scope && hasKey(key)) return key;
    if (!strict && hasKey(identity)) return identity;
    return noKey(account.header.name, strict, hasKey(identity));
}

Result<std::string> activationSignerAmong(const Account& account, const Snapshot& world, const HasKey& hasKey)
{
    // Plain signing keys before scoped ones: a scope is meant for users.
    for (const bool scoped : {false, true})
        for (const auto& [key, scope] : account.claims.signingKeys)
            if (scope.has_value() == scoped && hasKey(key)) return key;
    const bool strict = world.op.claims.strictSigningKeyUsage;
    if (!strict && hasKey(account.key)) return account.key;
    return noKey(account.name, strict, hasKey(account.key));
}

} // namespace gd
