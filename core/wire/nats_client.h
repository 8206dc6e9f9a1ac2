// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/link.h"
#include "core/wire/nats_mailbox.h"
#include "core/wire/nats_protocol.h"
#include "core/wire/nats_socket.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gd {

/// A NATS client of blocking calls, for a worker thread: no event loop, no callback, no second thread, no reconnecting.
///
/// Bytes are read only inside a call, so the server's PING is answered in the next one; servers wait for minutes. Every
/// call returns by its deadline (see NatsSocket for the one exception). After NetClosed, NetProtocol or an error on
/// which the server hangs up, each further call returns that same error. Destroying a client is safe at any time.
class NatsClient {
public:
    /// Connects, upgrades to TLS where address or server ask for it, signs the server's nonce, and waits until the
    /// server has agreed.
    ///
    /// @param credentials  without a user token: no sign-in.
    /// @return NetUnreachable, NetTls, NetTimeout, NetProtocol, NetAuthorization, NetClosed or the error of signing;
    /// with
    ///         `where` = the address.
    static Result<std::unique_ptr<NatsClient>> connect(const ServerAddress& address, const Credentials& credentials,
                                                       Millis deadline);

    NatsClient(const NatsClient&) = delete;
    NatsClient& operator=(const NatsClient&) = delete;
    ~NatsClient() { close(); }

    /// What the server said of itself last.
    const ServerInfo& info() const { return m_info; }
    bool isEncrypted() const { return m_socket.isEncrypted(); }

    /// One answer; NetTimeout, NetNoResponders, NetAuthorization if the user may not send or receive it.
    Result<NatsMessage> request(const std::string& subject, const std::string& payload, Millis deadline);

    /// As Link::requestMany().
    Result<std::vector<NatsMessage>> requestMany(const std::string& subject, const std::string& payload,
                                                 Millis deadline, Millis quiet);

    /// Hands the message to the system. A server that does not allow it says so later: see flush().
    ///
    /// @param headers  as checkHeaderBlock() wants it; empty: none.
    /// @return SubjectEmpty, SubjectBadCharacter, NetPayloadTooLarge, NetServerError for headers the server cannot
    /// take.
    Status publish(const std::string& subject, const std::string& payload, const std::string& reply = {},
                   const std::string& headers = {});

    /// @param queue  empty: no queue group. @return a number for next() and unsubscribe().
    Result<int> subscribe(const std::string& subject, const std::string& queue = {});

    /// The next message, nothing within the deadline; NetAuthorization if the server refused the subscription.
    Result<std::optional<NatsMessage>> next(int subscription, Millis deadline);

    /// Ends a subscription and drops what waits for it. The number is not given again.
    Status unsubscribe(int subscription);

    /// PING and its PONG. NetAuthorization if the server refused something since the last call that told of it.
    Status flush(Millis deadline);

    /// Hangs up. Every later call fails with NetClosed until the next connect().
    void close();

private:
    struct Subscription {
        std::string subject{};
        NatsMailbox box{};
    };

    /// Something the server did not allow; the connection goes on.
    struct Refusal {
        std::string subject{}; ///< empty if the server did not name one
        std::string text{};
    };

    NatsClient();

    Status greet(const ServerAddress& address, const ServerHost& server, const QDeadlineTimer& deadline);
    Status signIn(const Credentials& credentials, const QDeadlineTimer& deadline);
    Status send(std::string_view bytes, const QDeadlineTimer& deadline);
    Status sendRequest(const std::string& subject, const std::string& payload, const QDeadlineTimer& deadline);
    Status waitFor(const std::function<bool()>& done, const QDeadlineTimer& deadline);
    Status dispatchBuffered(const QDeadlineTimer& deadline);
    Status dispatch(ServerOp op, const QDeadlineTimer& deadline);
    void deliver(ServerOp op);
    Status takeServerError(const std::string& text);
    std::optional<Error> takeRefusal(const std::vector<std::string>& subjects);
    Result<NatsMessage> takeReply(const std::string& subject, const QDeadlineTimer& deadline);
    Error fail(Error error);

    NatsSocket m_socket{};
    ProtocolParser m_parser{};
    ServerInfo m_info{};
    bool m_greeted = false;
    std::uint64_t m_pingsSent = 0;
    std::uint64_t m_pongsSeen = 0;
    std::optional<Error> m_failure{}; ///< set: the connection is of no more use

    int m_lastSubscription = 1; ///< 1 is the inbox
    std::map<std::uint64_t, Subscription> m_subscriptions{};
    std::vector<Refusal> m_refusals{};

    std::string m_inbox; ///< "_INBOX.<random>."
    bool m_inboxOpen = false;
    std::uint64_t m_requests = 0;
    std::string m_replySubject{}; ///< of the request under way; late answers to others are dropped
    NatsMailbox m_replies{};
};

} // namespace gd
