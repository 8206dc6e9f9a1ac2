// SPDX-License-Identifier: Apache-2.0
#include "core/share/signing_keys.h"

#include <algorithm>

namespace gd {

namespace {

Error noKey(const Account& account, bool strict, bool identityHere)
{
    return {strict && identityHere ? ErrorCode::StrictNeedsSigningKey : ErrorCode::NoSigningKey, account.name, ""};
}

} // namespace

HasKey keysOf(const Snapshot& world)
{
    return [&world](const std::string& key) {
        return world.keysHere.contains(key);
    };
}

Result<std::string> accountSignerAmong(const Account& account, const Snapshot& world, const HasKey& hasKey)
{
    const auto& claims = world.op.claims;
    const bool strict = claims.strictSigningKeyUsage;
    // The present issuer goes first: nsc changes it silently, which surprises whoever compares issuers.
    std::vector<std::string> candidates{account.claims.header.issuer};
    auto keys = claims.signingKeys;
    std::ranges::sort(keys);
    candidates.insert(candidates.end(), keys.begin(), keys.end());
    candidates.push_back(world.op.key);
    for (const auto& key : candidates) {
        const bool allowed = key == world.op.key ? !strict : std::ranges::find(keys, key) != keys.end();
        if (allowed && hasKey(key)) return key;
    }
    return noKey(account, strict, hasKey(world.op.key));
}

Result<std::string> activationSignerAmong(const Account& account, const Snapshot& world, const HasKey& hasKey)
{
    // Plain signing keys before scoped ones: a scope is meant for users.
    for (const bool scoped : {false, true})
        for (const auto& [key, scope] : account.claims.signingKeys)
            if (scope.has_value() == scoped && hasKey(key)) return key;
    const bool strict = world.op.claims.strictSigningKeyUsage;
    if (!strict && hasKey(account.key)) return account.key;
    return noKey(account, strict, hasKey(account.key));
}

} // namespace gd
