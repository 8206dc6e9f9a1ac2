// SPDX-License-Identifier: Apache-2.0
//
// A NATS server as the rest of core sees it: blocking calls with a deadline, made from a worker thread. The real one is
// core/wire/nats_link; tests put a script in its place.
#pragma once

#include "core/base/result.h"
#include "core/nkeys/public_key.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gd {

struct NatsMessage {
    std::string subject{};
    std::string reply{};
    std::string headers{}; ///< raw header block, "NATS/1.0 …"; empty if none
    std::string payload{};

    /// Status code of the header block (100, 404, 503 …), 0 if there is none.
    int statusCode() const;
};

/// Who signs in: a user token and a way to sign the server's nonce with its key.
struct Credentials {
    std::string userToken{};
    std::function<Result<Signature>(std::span<const std::uint8_t>)> sign{};
};

/// Where, and how it is trusted.
struct ServerAddress {
    std::string url{};    ///< nats://host:port or tls://host:port
    std::string caFile{}; ///< PEM; empty: the system's trust
    bool tlsFirst = false;
};

using Millis = std::chrono::milliseconds;

/// One connection. Not shared between threads.
class Link {
public:
    virtual ~Link() = default;

    /// One answer; NetTimeout, or NetNoResponders when nobody listens.
    virtual Result<NatsMessage> request(const std::string& subject, const std::string& payload, Millis deadline) = 0;

    /// All answers that come: waits `deadline` for the first and `quiet` after each; at most `deadline` in all after
    /// it.
    virtual Result<std::vector<NatsMessage>> requestMany(const std::string& subject, const std::string& payload,
                                                         Millis deadline, Millis quiet) = 0;

    virtual Status publish(const std::string& subject, const std::string& payload, const std::string& reply = {}) = 0;

    /// @param queue  empty: no queue group. @return a number for next() and unsubscribe().
    virtual Result<int> subscribe(const std::string& subject, const std::string& queue = {}) = 0;

    /// The next message of a subscription, or nothing within the deadline.
    virtual Result<std::optional<NatsMessage>> next(int subscription, Millis deadline) = 0;

    virtual Status unsubscribe(int subscription) = 0;

    /// Everything sent has reached the server (PING/PONG).
    virtual Status flush(Millis deadline) = 0;

    /// Name of the server, as it said on connecting; empty if unknown.
    virtual std::string serverName() const = 0;

    virtual void close() = 0;
};

/// Opens links; NetUnreachable, NetTls, NetTimeout, NetProtocol, NetAuthorization otherwise.
using Connector =
    std::function<Result<std::unique_ptr<Link>>(const ServerAddress&, const Credentials&, Millis deadline)>;

} // namespace gd
