// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/link.h"
#include "core/store/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace gd {

/// What one server said to one account token.
struct PushAnswer {
    std::string server{}; ///< its name; empty if it did not say
    std::string version{};
    bool accepted = false;
    std::string message{}; ///< the server's words
};

/// Sends an account token to the resolver and collects one answer per server.
///
/// Waits at least six seconds for the first answer: a server that looks for a provider it does not know answers late.
/// @return NetNoResponders (no full resolver), NetTimeout, ServerAnswerUnreadable.
Result<std::vector<PushAnswer>> pushAccount(Link& link, const std::string& accountToken,
                                            Millis deadline = Millis{8000});

/// The account token a server holds; nothing if it does not know the account.
Result<std::optional<std::string>> lookUpAccount(Link& link, const std::string& accountKey,
                                                 Millis deadline = Millis{2500});

/// The order in which changed accounts are pushed: providers before their consumers.
std::vector<std::string> pushOrder(const std::vector<std::string>& accounts, const Snapshot& world);

} // namespace gd
