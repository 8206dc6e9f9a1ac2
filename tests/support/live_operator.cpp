// SPDX-License-Identifier: Apache-2.0
#include "tests/support/live_operator.h"

#include "core/jwt/token.h"

#include <algorithm>
#include <memory>

namespace gd::test {

namespace {

/// A test that cannot make its own operator has nothing to test.
template <class T>
T must(Result<T> result)
{
    if (!result) qFatal("test operator: error %d %s", int(result.error().code), result.error().detail.c_str());
    return std::move(*result);
}

} // namespace

LiveOperator::LiveOperator(bool strict)
    : m_keys(std::filesystem::path(m_folder.path().toStdString())), m_now(systemClock()() - 10000)
{
    auto& op = m_world.op;
    op.key = newKey(KeyKind::Operator);
    op.name = "test-operator";
    op.claims.header.subject = op.key;
    op.claims.header.name = op.name;
    op.claims.strictSigningKeyUsage = strict;
    if (strict) op.claims.signingKeys.push_back(newKey(KeyKind::Operator));
    op.claims.systemAccount = addAccount("SYS");
    op.token = must(encodeToken(op.claims, op.key, m_now, m_keys));
}

std::string LiveOperator::newKey(KeyKind kind)
{
    const auto seed = must(Seed::create(kind));
    if (const auto added = m_keys.add(seed); !added) qFatal("test operator: cannot store a key");
    return seed.publicKey().text();
}

std::string LiveOperator::addAccount(const std::string& name)
{
    Account account;
    account.key = newKey(KeyKind::Account);
    account.name = name;
    account.claims = newAccountClaims(account.key, name);
    account.operatorSigned = true;
    m_world.accounts.push_back(account);
    sign(account.key);
    return account.key;
}

Account& LiveOperator::account(const std::string& key)
{
    const auto found =
        std::find_if(m_world.accounts.begin(), m_world.accounts.end(), [&](const Account& a) { return a.key == key; });
    if (found == m_world.accounts.end()) qFatal("test operator: no such account");
    return *found;
}

std::string LiveOperator::addSigningKey(const std::string& key)
{
    const auto signingKey = newKey(KeyKind::Account);
    account(key).claims.signingKeys[signingKey] = std::nullopt;
    sign(key);
    return signingKey;
}

std::string LiveOperator::sign(const std::string& key)
{
    const auto& op = m_world.op;
    auto& entry = account(key);
    const auto& issuer = op.claims.signingKeys.empty() ? op.key : op.claims.signingKeys.front();
    entry.token = must(encodeToken(entry.claims, issuer, ++m_now, m_keys));
    return entry.token;
}

void LiveOperator::signAll()
{
    for (const auto& account : m_world.accounts)
        sign(account.key);
}

std::string LiveOperator::activation(const std::string& provider, const std::string& consumer, ExportType type,
                                     const std::string& subject)
{
    ActivationClaims claims;
    claims.header.subject = consumer;
    claims.grantedSubject = subject;
    claims.kind = type;
    return must(encodeToken(claims, provider, ++m_now, m_keys));
}

Credentials LiveOperator::user(const std::string& key, const Permissions& permissions, const std::string& signingKey)
{
    const auto seed = std::make_shared<const Seed>(must(Seed::create(KeyKind::User)));
    auto claims = newUserClaims(seed->publicKey().text(), "somebody");
    claims.permissions.permissions = permissions;
    if (!signingKey.empty()) claims.issuerAccount = key;
    auto token = must(encodeToken(claims, signingKey.empty() ? key : signingKey, ++m_now, m_keys));
    return {std::move(token), [seed](std::span<const std::uint8_t> nonce) {
                return seed->sign(nonce);
            }};
}

std::string LiveOperator::addUser(const std::string& key, const std::string& name, UnixSeconds expires)
{
    User user;
    user.key = newKey(KeyKind::User);
    user.name = name;
    auto claims = newUserClaims(user.key, name);
    claims.header.expires = expires;
    user.token = must(encodeToken(claims, key, ++m_now, m_keys));
    user.claims = must(decodeUser(user.token));
    user.keyHere = true;
    account(key).users.push_back(user);
    return user.key;
}

QString LiveOperator::config(ResolverKind kind) const
{
    return QString::fromStdString(must(serverConfig(m_world, kind)));
}

} // namespace gd::test
