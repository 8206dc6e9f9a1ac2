// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/link.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

namespace gd {

/// Messages that came and were not fetched. Bounded, because a fast publisher must not fill the memory: what comes to a
/// full box is dropped, as a server does with a slow reader.
class NatsMailbox {
public:
    static constexpr std::size_t maxMessages = 65536;
    static constexpr std::size_t maxBytes = std::size_t{64} * 1024 * 1024;

    void add(NatsMessage message)
    {
        const auto bytes = sizeOf(message);
        if (m_messages.size() >= maxMessages || (!m_messages.empty() && m_bytes + bytes > maxBytes)) return;
        m_bytes += bytes;
        m_messages.push_back(std::move(message));
    }

    std::optional<NatsMessage> take()
    {
        if (m_messages.empty()) return std::nullopt;
        auto message = std::move(m_messages.front());
        m_messages.pop_front();
        m_bytes -= sizeOf(message);
        return message;
    }

    bool empty() const { return m_messages.empty(); }

    void clear() { *this = {}; }

private:
    static std::size_t sizeOf(const NatsMessage& message)
    {
        return message.subject.size() + message.reply.size() + message.headers.size() + message.payload.size();
    }

    std::deque<NatsMessage> m_messages{};
    std::size_t m_bytes = 0;
};

} // namespace gd
