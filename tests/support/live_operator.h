// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/link.h"
#include "core/nkeys/key_ring.h"
#include "core/store/snapshot.h"
#include "core/text/server_config.h"

#include <QString>
#include <QTemporaryDir>

#include <string>

namespace gd::test {

/// An operator made for one test: its keys in a temporary keystore, its world in memory, and what a server needs of it.
///
///     LiveOperator op;
///     const auto shop = op.addAccount("shop");
///     op.account(shop).claims.exports.push_back(…);
///     op.signAll();
///     server.start(op.config(ResolverKind::Full));
class LiveOperator {
public:
    explicit LiveOperator(bool strict = false);

    /// A new account without limits. @return its key.
    std::string addAccount(const std::string& name);
    Account& account(const std::string& key);

    /// A new signing key of an account, in its claims and in the keystore.
    std::string addSigningKey(const std::string& account);

    /// Signs the account's claims anew, a second later than the last time. @return the token.
    std::string sign(const std::string& account);
    void signAll();

    /// The activation that lets `consumer` import `subject` from `provider`.
    std::string activation(const std::string& provider, const std::string& consumer, ExportType type,
                           const std::string& subject);

    /// A new user of the account, not kept in the world.
    /// @param permissions  as UserClaims has them. @param signingKey  empty: the account's identity.
    Credentials user(const std::string& account, const Permissions& permissions = {},
                     const std::string& signingKey = {});

    /// A new user of the account that is kept in the world, its key in the keystore. @return its key.
    std::string addUser(const std::string& account, const std::string& name, UnixSeconds expires = 0);

    const Snapshot& world() const { return m_world; }
    Snapshot& world() { return m_world; }
    const KeyRing& keys() const { return m_keys; }
    const std::string& systemKey() const { return m_world.op.claims.systemAccount; }
    QString config(ResolverKind kind) const;

private:
    std::string newKey(KeyKind kind);

    QTemporaryDir m_folder{};
    KeyRing m_keys;
    Snapshot m_world{};
    UnixSeconds m_now = 0;
};

} // namespace gd::test
