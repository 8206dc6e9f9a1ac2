// SPDX-License-Identifier: Apache-2.0
#include "core/store/operator_answers.h"

#include "core/store/digest.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace gd {

namespace {

using Kind = OperatorAnswer::Kind;

constexpr std::array<std::pair<Kind, const char*>, 3> kindNames{
    {{Kind::Waits, "waits"}, {Kind::Refused, "refused"}, {Kind::NotReached, "not-reached"}}};

using Why = OperatorAnswer::Why;

constexpr std::array<std::pair<Why, const char*>, 5> whyNames{{{Why::Down, "down"},
                                                               {Why::Late, "late"},
                                                               {Why::Unsafe, "unsafe"},
                                                               {Why::Elsewhere, "elsewhere"},
                                                               {Why::Unreadable, "unreadable"}}};

std::filesystem::path fileIn(const std::filesystem::path& state)
{
    return state / "operator.json";
}

std::string textIn(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t numberIn(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

Why whyIn(const nlohmann::json& item)
{
    const auto name = textIn(item, "why");
    const auto found = std::ranges::find_if(whyNames, [&](const auto& entry) { return name == entry.second; });
    return found == whyNames.end() ? Why::Unknown : found->first;
}

std::optional<OperatorAnswer> answerIn(const nlohmann::json& item)
{
    if (!item.is_object()) return std::nullopt;
    const auto name = textIn(item, "kind");
    for (const auto& [kind, word] : kindNames) {
        if (name != word) continue;
        return OperatorAnswer{kind,
                              textIn(item, "digest"),
                              static_cast<int>(numberIn(item, "status")),
                              textIn(item, "text"),
                              numberIn(item, "at"),
                              whyIn(item)};
    }
    return std::nullopt;
}

const char* nameOf(Kind kind)
{
    for (const auto& [one, name] : kindNames)
        if (one == kind) return name;
    return "";
}

const char* nameOf(Why why)
{
    for (const auto& [one, name] : whyNames)
        if (one == why) return name;
    return "";
}

bool signedItself(const Account& account)
{
    const auto& issuer = account.claims.header.issuer;
    return issuer == account.key || account.claims.signingKeys.contains(issuer);
}

} // namespace

Why whyNotReached(ErrorCode code)
{
    static constexpr std::pair<ErrorCode, Why> known[] = {
        {ErrorCode::NetUnreachable, Why::Down},
        {ErrorCode::NetTimeout, Why::Late},
        {ErrorCode::NetTls, Why::Unsafe},
        {ErrorCode::NetPlainHttp, Why::Unsafe},
        {ErrorCode::NetRedirected, Why::Elsewhere},
        {ErrorCode::ServerAnswerUnreadable, Why::Unreadable},
        {ErrorCode::TokenTooLarge, Why::Unreadable},
    };
    for (const auto& [one, why] : known)
        if (one == code) return why;
    return Why::Unknown;
}

bool isServerGone(const Error& error)
{
    const auto why = whyNotReached(error.code);
    return why == Why::Down || why == Why::Late || why == Why::Unsafe;
}

Result<OperatorAnswers> loadOperatorAnswers(const FileArea& area, const std::filesystem::path& state)
{
    const auto text = area.read(fileIn(state));
    if (!text) return text.error();
    OperatorAnswers answers;
    if (!*text) return answers;
    const auto json = nlohmann::json::parse(**text, nullptr, false);
    const auto list = json.is_object() ? json.find("answers") : json.end();
    if (!json.is_object() || list == json.end() || !list->is_object())
        return Error{ErrorCode::FileUnreadable, fileIn(state).string(), "no answers"};
    for (const auto& [key, item] : list->items())
        if (auto answer = answerIn(item); answer && !answer->digest.empty()) answers[key] = std::move(*answer);
    return answers;
}

Status saveOperatorAnswers(const OperatorAnswers& answers, FileArea& area, const std::filesystem::path& state)
{
    auto list = nlohmann::ordered_json::object();
    for (const auto& [key, answer] : answers) {
        nlohmann::ordered_json item{{"kind", nameOf(answer.kind)},
                                    {"digest", answer.digest},
                                    {"status", answer.status},
                                    {"text", answer.text},
                                    {"at", answer.at}};
        if (answer.why != Why::Unknown) item["why"] = nameOf(answer.why);
        list[key] = std::move(item);
    }
    const nlohmann::ordered_json json{{"answers", std::move(list)}};
    // What a server said is any text; what is no UTF-8 must not end the program.
    return area.replace(fileIn(state), json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

bool forgetOldAnswers(OperatorAnswers& answers, const Snapshot& world)
{
    return std::erase_if(answers, [&](const auto& entry) {
               const auto* account = world.account(entry.first);
               return !account || account->operatorSigned || digestOf(account->token) != entry.second.digest;
           }) > 0;
}

const OperatorAnswer* answerTo(const Account& account, const OperatorAnswers& answers)
{
    const auto found = answers.find(account.key);
    return found != answers.end() && found->second.digest == digestOf(account.token) ? &found->second : nullptr;
}

AccountStanding standingOf(const Account& account, const Snapshot& world, const OperatorAnswers& answers)
{
    if (account.operatorSigned) return AccountStanding::Signed;
    if (!world.op.managed || !signedItself(account)) return AccountStanding::NotSigned;
    const auto* answer = answerTo(account, answers);
    if (!answer) return AccountStanding::Unsent;
    switch (answer->kind) {
    case Kind::Waits:
        return AccountStanding::Waits;
    case Kind::Refused:
        return AccountStanding::Refused;
    case Kind::NotReached:
        return AccountStanding::NotReached;
    }
    return AccountStanding::Unsent;
}

std::vector<std::string> waitingAccounts(const Snapshot& world)
{
    std::vector<std::string> keys;
    if (!world.op.managed) return keys;
    for (const auto& account : world.accounts)
        if (!account.operatorSigned && signedItself(account)) keys.push_back(account.key);
    return keys;
}

} // namespace gd
