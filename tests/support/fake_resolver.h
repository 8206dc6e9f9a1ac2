// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/link.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gd::test {

/// A full resolver without a network: takes account tokens, tells which imports of them are active, and fails as a test
/// asks it to. Set up in the test's thread, asked from a worker.
class FakeResolver {
public:
    explicit FakeResolver(std::vector<std::string> names = {"demo"}) : m_names(std::move(names)) {}

    /// Links to this server; it must outlive what the connector is given to.
    Connector connector();

    /// Nobody gets a connection any more: NetUnreachable, NetAuthorization …; nothing: it works again.
    void failConnections(std::optional<Error> error);

    /// Every push ends so: NetNoResponders, NetTimeout …
    void failPushes(std::optional<Error> error);

    /// The server of that name does not take an account, in these words; empty words: it does again.
    void refuse(const std::string& server, const std::string& account, const std::string& words);

    /// Imports of this subject are not active, whoever has them.
    void deaden(const std::string& subject);
    void revive(const std::string& subject);

    /// Whether clients use the accounts; a server says nothing about the imports of others.
    void setInUse(bool inUse);

    /// From now on every request waits until release().
    void hold();
    void release();

    int connections() const;
    bool somebodyWaits() const;
    std::vector<std::string> pushed() const; ///< account keys, in the order in which they came
    std::vector<std::string> asked() const;  ///< every subject of a request
    ServerAddress lastAddress() const;

private:
    friend class ResolverLink;
    Result<std::vector<NatsMessage>> answer(const std::string& subject, const std::string& payload);
    Result<std::vector<NatsMessage>> takeToken(const std::string& token);
    Result<std::vector<NatsMessage>> tellAccount(const std::string& key) const;

    mutable std::mutex m_mutex{};
    std::condition_variable m_released{};
    std::vector<std::string> m_names;
    std::optional<Error> m_connectError{};
    std::optional<Error> m_pushError{};
    std::map<std::pair<std::string, std::string>, std::string> m_refusals{};
    std::set<std::string> m_dead{};
    std::map<std::string, std::string> m_tokens{};
    std::vector<std::string> m_pushed{};
    std::vector<std::string> m_asked{};
    ServerAddress m_address{};
    bool m_inUse = true;
    bool m_held = false;
    int m_waiting = 0;
    int m_connections = 0;
};

} // namespace gd::test
