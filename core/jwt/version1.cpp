// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/version1.h"

#include "core/jwt/claims_reader.h"

#include <algorithm>
#include <span>
#include <utility>

namespace gd {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view operatorNames[] = {"signing_keys", "account_server_url", "operator_service_urls",
                                              "system_account"};
constexpr std::string_view accountNames[] = {"imports", "exports", "limits", "signing_keys", "revocations"};
constexpr std::string_view limitNames[] = {
    "subs", "data", "payload", "imports", "exports", "wildcards", "disallow_bearer", "conn", "leaf"};
constexpr std::string_view userNames[] = {"pub",  "sub",  "resp",    "src",         "times", "times_location",
                                          "subs", "data", "payload", "bearer_token"};
constexpr std::string_view activationNames[] = {"subject", "type"};
constexpr std::string_view outerNames[] = {"aud", "exp", "jti", "iat", "iss", "name", "nbf", "sub", "nats"};

Names namesOf(std::string_view kind)
{
    if (kind == "operator") return operatorNames;
    if (kind == "account") return accountNames;
    if (kind == "user") return userNames;
    return activationNames;
}

void keepOnly(JsonValue& object, Names names)
{
    std::erase_if(object.members, [&](const JsonMember& member) {
        return std::ranges::find(names, std::string_view(member.name)) == names.end();
    });
}

/// Takes a member of the outer object out of it and puts it at the end of `nats`.
void moveInto(JsonValue& nats, JsonValue& payload, std::string_view name)
{
    if (JsonValue* const value = payload.find(name)) nats.members.push_back({std::string(name), std::move(*value)});
}

bool isTextOrAbsent(const JsonValue* value)
{
    return value == nullptr || value->isNull() || value->isText();
}

bool isIntegerOrAbsent(const JsonValue* value)
{
    return value == nullptr || value->isNull() || integerOf(*value, false).has_value();
}

bool isTimesOrAbsent(const JsonValue* value)
{
    if (value == nullptr || value->isNull()) return true;
    return value->type == JsonValue::Type::List && std::ranges::all_of(value->items, [](const JsonValue& range) {
               return range.isNull() ||
                      (range.isObject() && isTextOrAbsent(range.find("start")) && isTextOrAbsent(range.find("end")));
           });
}

/// What is dropped had types nevertheless, and a token that breaks them was never good.
bool droppedIsGood(const JsonValue& payload, const JsonValue& nats, std::string_view kind)
{
    if (!isTextOrAbsent(payload.find("issuer_account"))) return false;
    if (kind == "user") return isIntegerOrAbsent(nats.find("max"));
    if (kind != "activation") return true;
    return isIntegerOrAbsent(nats.find("max")) && isIntegerOrAbsent(nats.find("payload")) &&
           isTextOrAbsent(nats.find("src")) && isTimesOrAbsent(nats.find("times"));
}

bool upgradeAccount(JsonValue& nats)
{
    if (JsonValue* const limits = nats.find("limits"); limits != nullptr && limits->isObject()) {
        keepOnly(*limits, limitNames);
    }
    JsonValue* const keys = nats.find("signing_keys"); // scopes came with version 2
    if (keys == nullptr) return true;
    for (JsonValue& key : keys->items) {
        if (key.isNull()) key.type = JsonValue::Type::Text; // null is the empty text here as in every list
    }
    return std::ranges::all_of(keys->items, [](const JsonValue& key) { return key.isText(); });
}

/// In version 1 a user without these limits had none.
void upgradeUser(JsonValue& nats)
{
    for (const std::string_view name : {"subs", "data", "payload"}) {
        const JsonValue* const limit = nats.find(name);
        if (limit != nullptr && !limit->isNull()) continue;
        std::erase_if(nats.members, [&](const JsonMember& member) { return member.name == name; });
        nats.members.push_back({std::string(name), JsonValue::of(JsonValue::Type::Number, "-1")});
    }
}

} // namespace

bool upgradeVersion1(JsonValue& payload, std::string_view kind)
{
    if (payload.find("nats") == nullptr) payload.members.push_back({"nats", {}});
    JsonValue nats = std::exchange(*payload.find("nats"), {});
    nats.type = JsonValue::Type::Object;
    if (!droppedIsGood(payload, nats, kind)) return false;
    keepOnly(nats, namesOf(kind));

    if (kind == "account" && !upgradeAccount(nats)) return false;
    if (kind == "user") upgradeUser(nats);
    if (kind == "activation") {
        if (JsonValue* const type = nats.find("type")) {
            nats.members.push_back({"kind", std::move(*type)});
            std::erase_if(nats.members, [](const JsonMember& member) { return member.name == "type"; });
        }
    }
    if (kind == "user" || kind == "activation") moveInto(nats, payload, "issuer_account");
    moveInto(nats, payload, "tags");
    nats.members.push_back({"type", JsonValue::of(JsonValue::Type::Text, std::string(kind))});
    nats.members.push_back({"version", JsonValue::of(JsonValue::Type::Number, "1")});

    keepOnly(payload, outerNames);
    *payload.find("nats") = std::move(nats);
    return true;
}

} // namespace gd
