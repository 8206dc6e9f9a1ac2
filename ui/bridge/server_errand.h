// SPDX-License-Identifier: Apache-2.0
//
// What a worker does at the server for ServerSession: connect, push, ask. Gets copies, returns a value.
#pragma once

#include "core/live/active.h"
#include "core/live/link.h"
#include "ui/bridge/server_session.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gd::ui {

struct ServerReport {
    std::optional<Error> error{};
    QString serverName{};
    std::map<std::string, ActiveImports> active{}; ///< by account key
};

class ServerErrand {
public:
    SnapshotPtr world{};
    ServerSettings settings{};
    Connector connector{};
    std::vector<std::string> toPush{};  ///< account keys, in order
    std::vector<std::string> toCheck{}; ///< account keys
    UnixSeconds now = 0;
    std::shared_ptr<std::atomic_bool> cancelled{};
    /// Called per pushed account, on the worker's thread, with the digest of the token that was sent.
    std::function<void(PushResult, std::string)> tell{};

    /// Connects, pushes, asks what is active. Blocks: for a worker.
    ServerReport run() const;

private:
    void push(Link& link) const;
    void check(Link& link, ServerReport& report) const;
    Result<ActiveImports> askActive(Link& link, const Account& account) const;
};

/// Of a token as it lies in the store; tells whether an account was changed since it was pushed.
std::string tokenDigest(const std::string& token);

} // namespace gd::ui
