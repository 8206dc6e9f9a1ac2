// SPDX-License-Identifier: Apache-2.0
//
// JSON and claims: limits are kept to the value, numbers keep every digit, nothing that is known or unknown gets lost
// between reading and writing, and what was written reads the same.
//
// The first byte says which claims are meant and how tight the limits are; the rest is the JSON.
#include "core/jwt/claims_json.h"
#include "core/jwt/claims_reader.h"
#include "core/jwt/json_text.h"
#include "core/jwt/token.h"
#include "core/jwt/validate.h"
#include "core/jwt/version1.h"
#include "tests/fuzz/claims_checks.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <set>

using namespace gd;
using namespace gd::fuzz;

namespace {

using Type = JsonValue::Type;

std::string compact(const JsonValue& value)
{
    std::string json;
    appendJson(json, value);
    return json;
}

struct Cost {
    std::size_t depth = 0;
    std::size_t elements = 1;
};

Cost costOf(const JsonValue& value)
{
    Cost cost{value.type == Type::List || value.isObject() ? std::size_t{1} : 0, 1};
    const auto add = [&cost](const JsonValue& inner) {
        const Cost more = costOf(inner);
        cost.elements += more.elements;
        cost.depth = std::max(cost.depth, more.depth + 1);
    };
    for (const JsonValue& item : value.items)
        add(item);
    for (const JsonMember& member : value.members)
        add(member.value);
    return cost;
}

void checkLimits(std::string_view text, const Cost& cost, unsigned tight)
{
    JsonLimits limits{text.size(), cost.depth, cost.elements};
    FUZZ_CHECK(parseJson(text, limits));
    if (tight % 3 == 0) limits.bytes -= 1;
    if (tight % 3 == 1 && limits.depth > 0) limits.depth -= 1;
    if (tight % 3 == 2) limits.elements -= 1;
    const auto refused = parseJson(text, limits);
    const bool tooDeep = tight % 3 == 1;
    if (tooDeep && cost.depth == 0) return;
    FUZZ_CHECK(!refused);
    FUZZ_CHECK(refused.error().code == (tooDeep ? ErrorCode::JsonTooDeep : ErrorCode::JsonTooLarge));
}

/// Digits as they stand in the text, in order; texts are skipped.
std::vector<std::string> numbersIn(std::string_view json)
{
    std::vector<std::string> numbers;
    bool inNumber = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (json[at] == '"') {
            for (++at; at < json.size() && json[at] != '"'; ++at)
                at += json[at] == '\\' ? 1 : 0;
            inNumber = false;
        } else if ((json[at] >= '0' && json[at] <= '9') ||
                   (inNumber && std::string_view("+-.eE").find(json[at]) != std::string_view::npos) ||
                   json[at] == '-') {
            if (!inNumber) numbers.emplace_back();
            numbers.back() += json[at];
            inNumber = true;
        } else {
            inNumber = false;
        }
    }
    return numbers;
}

/// Every name that some object of the format knows.
const std::set<std::string_view>& knownNames()
{
    static const auto* const all = [] {
        auto* const names = new std::set<std::string_view>;
        MemberNames seen;
        const auto look = [&seen](auto object) {
            fields(seen, object);
        };
        look(OperatorClaims{}), look(AccountClaims{}), look(UserClaims{}), look(ActivationClaims{});
        OperatorClaims operatorClaims;
        AccountClaims account;
        UserClaims user;
        ActivationClaims activation;
        look(NatsOf<OperatorClaims>{operatorClaims}), look(NatsOf<AccountClaims>{account});
        look(NatsOf<UserClaims>{user}), look(NatsOf<ActivationClaims>{activation});
        look(Export{}), look(Import{}), look(ServiceLatency{}), look(AccountLimits{}), look(JetStreamLimits{});
        look(Permission{}), look(Permissions{}), look(ResponsePermission{}), look(TimeRange{});
        look(WeightedMapping{}), look(Authorization{}), look(MessageTrace{});
        std::string key;
        UserScope scope;
        look(ScopedKey<std::string, UserScope>{key, scope}), look(TemplateOf<UserScope>{scope});
        names->insert(seen.list.begin(), seen.list.end());
        return names;
    }();
    return *all;
}

bool isZero(const JsonValue& value)
{
    switch (value.type) {
    case Type::Null:
        return true;
    case Type::Bool:
        return !value.truth;
    case Type::Number:
        return integerOf(value, true) == 0;
    case Type::Text:
        return value.text.empty();
    case Type::List:
        return value.items.empty();
    case Type::Object:
        return value.members.empty();
    }
    return false;
}

void checkSurvives(const JsonValue& before, const JsonValue& after, std::string_view name);

void checkMembers(const JsonValue& before, const JsonValue& after, bool isMap)
{
    for (const JsonMember& member : before.members) {
        const JsonValue* const left = after.find(member.name);
        const bool known = isMap || knownNames().contains(member.name);
        if (left == nullptr) {
            FUZZ_CHECK(known && !isMap && (isZero(member.value) || member.name == "src"));
        } else if (known) {
            checkSurvives(member.value, *left, isMap ? std::string_view() : std::string_view(member.name));
        } else {
            FUZZ_CHECK(compact(member.value) == compact(*left));
        }
    }
}

/// Whatever stood in the JSON still stands in what was written; only zero values may have gone.
void checkSurvives(const JsonValue& before, const JsonValue& after, std::string_view name)
{
    // Where a known name stands in an object that does not know it, its value is kept whole, names that stand there
    // twice included.
    if (compact(before) == compact(after)) return;
    if (before.isNull() || name == "src") return; // null is the zero value; src may be one text or a list
    if (before.isObject()) {
        FUZZ_CHECK(after.isObject());
        checkMembers(before, after, name == "revocations" || name == "mappings" || name == "tiered_limits");
    } else if (before.type == Type::List && name != "signing_keys") { // those are sorted and each is there once
        FUZZ_CHECK(after.type == Type::List && after.items.size() == before.items.size());
        for (std::size_t i = 0; i < before.items.size(); ++i)
            checkSurvives(before.items[i], after.items[i], {});
    } else if (before.type == Type::Number && name != "sampling") {
        const auto number = integerOf(before, true);
        FUZZ_CHECK(number ? number == integerOf(after, true) : unsignedOf(before) == unsignedOf(after));
    } else if (before.isText() && name != "sampling") {
        FUZZ_CHECK(after.isText() && after.text == before.text);
    }
}

template <class C>
void checkClaims(const JsonValue& json)
{
    auto first = readClaims<C>(json);
    if (!first) return;
    validate(*first, 1735689600);
    const auto written = payloadJson(*first);
    FUZZ_CHECK(written || written.error().code == ErrorCode::EncodeSamplingRate);
    const std::string text = claimsJson(*first);
    FUZZ_CHECK(!written || *written == text);
    const auto again = parseJson(text);
    FUZZ_CHECK(again);
    FUZZ_CHECK(compact(*again) == text);
    checkSurvives(json, *again, {});

    const C whole = withoutScopeZeros(*first);
    const std::string wholeText = claimsJson(whole);
    const auto second = readClaims<C>(*parseJson(wholeText));
    FUZZ_CHECK(second);
    FUZZ_CHECK(claimsJson(*second) == wholeText);
    FUZZ_CHECK(withoutUnknown(*second) == withoutUnknown(whole));
    const auto indented = parseJson(claimsJson(whole, true));
    FUZZ_CHECK(indented && compact(*indented) == wholeText);
    const auto third = readClaims<C>(*parseJson(claimsJson(*second)));
    FUZZ_CHECK(third && *third == *second);
}

void checkGeneric(const JsonValue& json)
{
    const auto first = readGenericClaims(json);
    if (!first) return;
    const std::string text = claimsJson(*first);
    const auto again = parseJson(text);
    FUZZ_CHECK(again);
    const auto second = readGenericClaims(*again);
    const bool isEmpty = first->natsJson == "{}"; // which the Go library does not write
    FUZZ_CHECK(second && second->natsJson == (isEmpty ? std::string() : first->natsJson));
    FUZZ_CHECK(claimsJson(*second) == text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2) return 0;
    const std::string_view text = textOf(data + 1, size - 1);
    const auto json = parseJson(text);
    if (!json) return 0;
    checkLimits(text, costOf(*json), data[0] / 8);
    const std::string once = compact(*json);
    const auto again = parseJson(once);
    FUZZ_CHECK(again && compact(*again) == once);
    FUZZ_CHECK(numbersIn(text) == numbersIn(once));
    if (!json->isObject()) return 0;

    constexpr std::array<std::string_view, 4> kinds{"operator", "account", "user", "activation"};
    JsonValue claims = *json;
    if (data[0] % 8 > 4 && !upgradeVersion1(claims, kinds[data[0] % 4])) return 0;
    switch (data[0] % 8 == 4 ? 4 : data[0] % 4) {
    case 0:
        checkClaims<OperatorClaims>(claims);
        break;
    case 1:
        checkClaims<AccountClaims>(claims);
        break;
    case 2:
        checkClaims<UserClaims>(claims);
        break;
    case 3:
        checkClaims<ActivationClaims>(claims);
        break;
    default:
        checkGeneric(claims);
    }
    return 0;
}
