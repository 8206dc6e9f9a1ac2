// SPDX-License-Identifier: Apache-2.0
#include "core/wire/nats_client.h"

#include <algorithm>
#include <chrono>

namespace gd {

namespace {

/// For calls without a deadline of their own: how long the system may take to accept what is written.
QDeadlineTimer writeDeadline()
{
    return QDeadlineTimer(std::chrono::seconds(5));
}

constexpr int noResponders = 503;

} // namespace

Status NatsClient::sendRequest(const std::string& subject, const std::string& payload, const QDeadlineTimer& deadline)
{
    if (m_failure) return *m_failure;
    if (auto s = checkWireName(subject); !s) return s;
    if (auto s = checkPayload(payload.size(), m_info, subject); !s) return s;
    m_replySubject = m_inbox + std::to_string(++m_requests);
    m_replies.clear();
    std::string bytes;
    if (!m_inboxOpen) bytes = writeSubscribe(m_inbox + '*', {}, 1);
    m_inboxOpen = true;
    return send(bytes + writePublish(subject, m_replySubject, {}, payload), deadline);
}

Result<NatsMessage> NatsClient::takeReply(const std::string& subject, const QDeadlineTimer& deadline)
{
    std::optional<Error> refused;
    const std::vector<std::string> mine{subject, m_replySubject, m_inbox + '*'};
    const auto done = [&] {
        if (m_replies.empty() && !refused) refused = takeRefusal(mine);
        return refused || !m_replies.empty();
    };
    if (auto s = waitFor(done, deadline); !s) {
        auto error = s.error();
        if (error.where.empty()) error.where = subject;
        return error;
    }
    if (refused) {
        // Without its inbox no answer can come; the next request must try again.
        if (refused->where == m_inbox + '*') m_inboxOpen = false;
        return *refused;
    }
    return *m_replies.take();
}

Result<NatsMessage> NatsClient::request(const std::string& subject, const std::string& payload, Millis deadline)
{
    const QDeadlineTimer until(deadline);
    if (auto s = sendRequest(subject, payload, until); !s) return s.error();
    auto reply = takeReply(subject, until);
    m_replySubject.clear();
    if (reply && reply->statusCode() == noResponders && reply->payload.empty())
        return Error{ErrorCode::NetNoResponders, subject, {}};
    return reply;
}

Result<std::vector<NatsMessage>> NatsClient::requestMany(const std::string& subject, const std::string& payload,
                                                         Millis deadline, Millis quiet)
{
    const QDeadlineTimer first(deadline);
    if (auto s = sendRequest(subject, payload, first); !s) return s.error();
    auto reply = takeReply(subject, first);
    if (!reply) return reply.error();
    if (reply->statusCode() == noResponders && reply->payload.empty())
        return Error{ErrorCode::NetNoResponders, subject, {}};

    std::vector<NatsMessage> replies{std::move(*reply)};
    const QDeadlineTimer end(deadline);
    while (!end.hasExpired()) {
        const auto wait = std::min<qint64>(quiet.count(), end.remainingTime());
        reply = takeReply(subject, QDeadlineTimer(wait));
        // Whatever ends the stream, the answers that came are answers.
        if (!reply) break;
        replies.push_back(std::move(*reply));
    }
    m_replySubject.clear();
    return replies;
}

Status NatsClient::publish(const std::string& subject, const std::string& payload, const std::string& reply,
                           const std::string& headers)
{
    if (m_failure) return *m_failure;
    if (auto s = checkWireName(subject); !s) return s;
    if (!reply.empty())
        if (auto s = checkWireName(reply); !s) return s;
    if (!headers.empty()) {
        if (auto s = checkHeaderBlock(headers); !s) return s;
        if (!m_info.headers) return Error{ErrorCode::NetServerError, subject, "the server takes no headers"};
    }
    if (auto s = checkPayload(headers.size() + payload.size(), m_info, subject); !s) return s;
    return send(writePublish(subject, reply, headers, payload), writeDeadline());
}

Result<int> NatsClient::subscribe(const std::string& subject, const std::string& queue)
{
    if (auto s = checkWireName(subject); !s) return s.error();
    if (!queue.empty())
        if (auto s = checkWireName(queue); !s) return s.error();
    const auto id = ++m_lastSubscription;
    if (auto s = send(writeSubscribe(subject, queue, static_cast<std::uint64_t>(id)), writeDeadline()); !s)
        return s.error();
    m_subscriptions[static_cast<std::uint64_t>(id)].subject = subject;
    return id;
}

Result<std::optional<NatsMessage>> NatsClient::next(int subscription, Millis deadline)
{
    const auto found = m_subscriptions.find(static_cast<std::uint64_t>(subscription));
    if (found == m_subscriptions.end()) return Error{ErrorCode::NetClosed, {}, "no such subscription"};
    auto& mine = found->second;
    std::optional<Error> refused;
    const auto done = [&] {
        if (mine.box.empty() && !refused) refused = takeRefusal({mine.subject});
        return refused || !mine.box.empty();
    };
    const auto waited = waitFor(done, QDeadlineTimer(deadline));
    if (refused) return *refused;
    if (auto message = mine.box.take()) return message;
    if (!waited && waited.error().code != ErrorCode::NetTimeout) return waited.error();
    return std::optional<NatsMessage>{};
}

Status NatsClient::unsubscribe(int subscription)
{
    const auto id = static_cast<std::uint64_t>(subscription);
    if (m_subscriptions.erase(id) == 0) return Error{ErrorCode::NetClosed, {}, "no such subscription"};
    return send(writeUnsubscribe(id), writeDeadline());
}

Status NatsClient::flush(Millis deadline)
{
    const QDeadlineTimer until(deadline);
    const auto wanted = ++m_pingsSent;
    if (auto s = send(pingLine, until); !s) return s;
    // Counted, for the PONG of an earlier flush that ran out of time is no answer to this one.
    if (auto s = waitFor([&] { return m_pongsSeen >= wanted; }, until); !s) return s;
    if (const auto refused = takeRefusal({})) return *refused;
    return {};
}

} // namespace gd
