// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/link.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace gd::test {

/// A server that answers each subject with what the test put there, and notes what it was asked.
class ScriptedLink final : public Link {
public:
    /// Payloads of the answers per subject; a subject that is not here has no responders.
    std::map<std::string, std::vector<std::string>> answers{};
    /// Subjects that fail with this error instead.
    std::map<std::string, ErrorCode> errors{};
    /// What was asked: subject and payload.
    std::vector<std::pair<std::string, std::string>> asked{};
    Millis lastDeadline{0};
    Millis lastQuiet{0};

    Result<NatsMessage> request(const std::string& subject, const std::string& payload, Millis deadline) override
    {
        auto all = requestMany(subject, payload, deadline, Millis{0});
        if (!all) return all.error();
        return all->front();
    }

    Result<std::vector<NatsMessage>> requestMany(const std::string& subject, const std::string& payload,
                                                 Millis deadline, Millis quiet) override
    {
        asked.emplace_back(subject, payload);
        lastDeadline = deadline;
        lastQuiet = quiet;
        if (const auto error = errors.find(subject); error != errors.end()) return Error{error->second, subject, {}};
        const auto found = answers.find(subject);
        if (found == answers.end()) return Error{ErrorCode::NetNoResponders, subject, {}};
        std::vector<NatsMessage> messages;
        for (const auto& text : found->second)
            messages.push_back({.payload = text});
        return messages;
    }

    Status publish(const std::string& subject, const std::string& payload, const std::string&) override
    {
        asked.emplace_back(subject, payload);
        return {};
    }

    Result<int> subscribe(const std::string&, const std::string&) override { return 1; }
    Result<std::optional<NatsMessage>> next(int, Millis) override { return std::optional<NatsMessage>{}; }
    Status unsubscribe(int) override { return {}; }
    Status flush(Millis) override { return {}; }
    std::string serverName() const override { return "fake"; }
    void close() override {}
};

} // namespace gd::test
