// SPDX-License-Identifier: Apache-2.0
#include "core/live/publisher.h"

#include "core/base/text.h"
#include "core/jwt/token.h"
#include "core/live/server_reply.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace gd {

namespace {

/// A server that looks in vain for a provider waits 1.9 s before it answers, for each one it does not know.
constexpr Millis leastDeadline{6000};

/// After an answer, how long to wait for that of another server: an account with imports can hold one up.
constexpr Millis quietWithImports{2500};
constexpr Millis quietWithout{400};

constexpr int accepted = 200;

/// Nothing if the payload is no answer to a push.
std::optional<PushAnswer> readPushAnswer(const std::string& payload)
{
    const auto json = jsonObject(payload);
    if (json.is_null() || !(json.contains("data") || json.contains("error"))) return std::nullopt;
    const auto data = objectAt(json, "data");
    const auto error = objectAt(json, "error");
    const auto server = objectAt(json, "server");
    const auto code = data.find("code");
    PushAnswer answer;
    answer.server = textAt(server, "name");
    answer.version = textAt(server, "ver");
    answer.accepted = error.empty() && code != data.end() && code->is_number_integer() && code->get<int>() == accepted;
    answer.message = error.empty() ? textAt(data, "message") : textAt(error, "description");
    return answer;
}

} // namespace

Result<std::vector<PushAnswer>> pushAccount(Link& link, const std::string& accountToken, Millis deadline)
{
    // A server stores what it is given, so what is no account token must not leave.
    const auto claims = decodeAccount(accountToken);
    if (!claims) return claims.error();
    const auto quiet = claims->imports.empty() ? quietWithout : quietWithImports;
    const auto replies =
        link.requestMany("$SYS.REQ.CLAIMS.UPDATE", accountToken, std::max(deadline, leastDeadline), quiet);
    if (!replies) return replies.error();

    std::vector<PushAnswer> answers;
    for (const auto& reply : *replies)
        if (auto answer = readPushAnswer(reply.payload)) answers.push_back(std::move(*answer));
    if (answers.empty()) return Error{ErrorCode::ServerAnswerUnreadable, claims->header.subject, {}};
    return answers;
}

Result<std::optional<std::string>> lookUpAccount(Link& link, const std::string& accountKey, Millis deadline)
{
    const auto reply = link.request("$SYS.REQ.ACCOUNT." + accountKey + ".CLAIMS.LOOKUP", {}, deadline);
    if (!reply) {
        // Servers up to 2.9 say nothing about an account that they do not know, later ones send an empty answer.
        if (reply.error().code == ErrorCode::NetTimeout) return std::optional<std::string>{};
        return reply.error();
    }
    auto token = std::string(trimmed(reply->payload));
    if (token.empty()) return std::optional<std::string>{};
    const auto claims = decodeAccount(token);
    if (!claims) return Error{ErrorCode::ServerAnswerUnreadable, accountKey, claims.error().detail};
    if (claims->header.subject != accountKey)
        return Error{ErrorCode::ServerAnswerUnreadable, accountKey, "token of another account"};
    return std::optional{std::move(token)};
}

std::vector<std::string> pushOrder(const std::vector<std::string>& accounts, const Snapshot& world)
{
    const std::set<std::string> wanted(accounts.begin(), accounts.end());
    std::map<std::string, std::set<std::string>> providersOf;
    for (const auto& account : world.accounts)
        for (const auto& import : account.claims.imports)
            if (import.account != account.key && wanted.contains(import.account))
                providersOf[account.key].insert(import.account);

    std::vector<std::string> order;
    std::set<std::string> placed;
    const auto isReady = [&](const std::string& account) {
        const auto& providers = providersOf[account];
        return std::all_of(providers.begin(), providers.end(), [&](const auto& key) { return placed.contains(key); });
    };
    while (placed.size() < wanted.size()) {
        const auto waits = [&](const std::string& account) {
            return !placed.contains(account);
        };
        auto next = std::find_if(accounts.begin(), accounts.end(),
                                 [&](const std::string& account) { return waits(account) && isReady(account); });
        // Accounts that import from each other have no right order: the one that was named first goes first.
        if (next == accounts.end()) next = std::find_if(accounts.begin(), accounts.end(), waits);
        order.push_back(*next);
        placed.insert(*next);
    }
    return order;
}

} // namespace gd
