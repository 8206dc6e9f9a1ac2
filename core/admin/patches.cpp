// SPDX-License-Identifier: Apache-2.0
#include "core/admin/patches.h"

#include "core/jwt/validate.h"
#include "core/share/field_rules.h"
#include "core/subject/subject.h"

#include <algorithm>
#include <array>

namespace gd {

namespace {

using Fields = std::vector<std::string>;
using Problems = std::vector<FieldProblem>;

/// What clients can connect as; servers compare them letter by letter.
constexpr std::array<std::string_view, 7> connectionKinds{"STANDARD", "WEBSOCKET", "LEAFNODE",  "LEAFNODE_WS",
                                                          "MQTT",     "MQTT_WS",   "IN_PROCESS"};

template <class P, class T>
struct NumberField {
    const char* id;
    std::optional<std::int64_t> P::*wish;
    std::int64_t T::*value;
};

constexpr NumberField<AccountPatch, AccountLimits> accountNumbers[] = {
    {"subs", &AccountPatch::subs, &AccountLimits::subs},
    {"data", &AccountPatch::data, &AccountLimits::data},
    {"payload", &AccountPatch::payload, &AccountLimits::payload},
    {"imports", &AccountPatch::imports, &AccountLimits::imports},
    {"exports", &AccountPatch::exports, &AccountLimits::exports},
    {"conn", &AccountPatch::conn, &AccountLimits::conn},
    {"leaf", &AccountPatch::leaf, &AccountLimits::leaf},
};

constexpr NumberField<JetStreamPatch, JetStreamLimits> jetStreamNumbers[] = {
    {"memoryStorage", &JetStreamPatch::memoryStorage, &JetStreamLimits::memoryStorage},
    {"diskStorage", &JetStreamPatch::diskStorage, &JetStreamLimits::diskStorage},
    {"streams", &JetStreamPatch::streams, &JetStreamLimits::streams},
    {"consumer", &JetStreamPatch::consumer, &JetStreamLimits::consumer},
    {"maxAckPending", &JetStreamPatch::maxAckPending, &JetStreamLimits::maxAckPending},
    {"memoryMaxStreamBytes", &JetStreamPatch::memoryMaxStreamBytes, &JetStreamLimits::memoryMaxStreamBytes},
    {"diskMaxStreamBytes", &JetStreamPatch::diskMaxStreamBytes, &JetStreamLimits::diskMaxStreamBytes},
};

constexpr NumberField<UserPermissionsPatch, UserPermissions> userNumbers[] = {
    {"subs", &UserPermissionsPatch::subs, &UserPermissions::subs},
    {"data", &UserPermissionsPatch::data, &UserPermissions::data},
    {"payload", &UserPermissionsPatch::payload, &UserPermissions::payload},
};

template <class T>
void set(const std::optional<T>& wish, T& value, const char* id, Fields& fields)
{
    if (!wish || *wish == value) return;
    value = *wish;
    fields.emplace_back(id);
}

template <class P, class T, std::size_t N>
void setNumbers(const NumberField<P, T> (&table)[N], const P& patch, T& values, Fields& fields)
{
    for (const auto& field : table)
        set(patch.*field.wish, values.*field.value, field.id, fields);
}

template <class P, class T, std::size_t N>
void checkNumbers(const NumberField<P, T> (&table)[N], const P& patch, Problems& problems)
{
    for (const auto& field : table)
        if (const auto& wish = patch.*field.wish; wish && *wish < -1)
            problems.push_back({field.id, 0, {ErrorCode::LimitOutOfRange, std::to_string(*wish), ""}});
}

void setResponses(const std::optional<std::optional<ResponsePermission>>& wish, Permissions& permissions,
                  Fields& fields)
{
    if (!wish) return;
    auto wanted = *wish;
    if (wanted && permissions.resp) wanted->unknown = permissions.resp->unknown;
    if (wanted == permissions.resp) return;
    permissions.resp = std::move(wanted);
    fields.emplace_back("resp");
}

void apply(const PermissionsPatch& patch, Permissions& permissions, Fields& fields)
{
    set(patch.pubAllow, permissions.pub.allow, "pubAllow", fields);
    set(patch.pubDeny, permissions.pub.deny, "pubDeny", fields);
    set(patch.subAllow, permissions.sub.allow, "subAllow", fields);
    set(patch.subDeny, permissions.sub.deny, "subDeny", fields);
    setResponses(patch.resp, permissions, fields);
}

void apply(const JetStreamPatch& patch, JetStreamLimits& limits, Fields& fields)
{
    setNumbers(jetStreamNumbers, patch, limits, fields);
    set(patch.maxBytesRequired, limits.maxBytesRequired, "maxBytesRequired", fields);
}

void applyTiers(const AccountPatch& patch, AccountLimits& limits, Fields& fields)
{
    const auto before = limits.tiers;
    Fields inTiers;
    for (const auto& [name, wish] : patch.tiers) {
        if (wish)
            apply(*wish, limits.tiers[name], inTiers);
        else
            limits.tiers.erase(name);
    }
    if (limits.tiers != before) fields.emplace_back("tiers");
}

/// `"subject queue"` is the form of a subscription in a queue group.
void checkSubjects(const std::optional<std::vector<std::string>>& list, const char* id, bool isSubscription,
                   Problems& problems)
{
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& subject = (*list)[i];
        const auto blank = isSubscription ? subject.find(' ') : std::string::npos;
        auto good = checkSubject(std::string_view(subject).substr(0, blank));
        if (good && blank != std::string::npos) good = checkSubject(std::string_view(subject).substr(blank + 1));
        if (!good) problems.push_back({id, i, {good.error().code, subject, ""}});
    }
}

void check(const PermissionsPatch& patch, Problems& problems)
{
    checkSubjects(patch.pubAllow, "pubAllow", false, problems);
    checkSubjects(patch.pubDeny, "pubDeny", false, problems);
    checkSubjects(patch.subAllow, "subAllow", true, problems);
    checkSubjects(patch.subDeny, "subDeny", true, problems);
    if (patch.resp && *patch.resp && ((*patch.resp)->max < -1 || (*patch.resp)->ttl < 0))
        problems.push_back({"resp", 0, {ErrorCode::LimitOutOfRange, "", ""}});
}

void checkTags(const std::optional<std::vector<std::string>>& tags, Problems& problems)
{
    if (!tags) return;
    for (std::size_t i = 0; i < tags->size(); ++i)
        if ((*tags)[i].find_first_not_of(" \t") == std::string::npos)
            problems.push_back({"tags", i, {ErrorCode::FieldEmpty, "", ""}});
}

void checkTexts(const AccountPatch& patch, Problems& problems)
{
    const auto add = [&](const char* field, std::optional<Error> error) {
        if (error) problems.push_back({field, 0, std::move(*error)});
    };
    if (patch.description) add("description", textFieldError(*patch.description));
    if (patch.infoUrl) add("infoUrl", linkFieldError(*patch.infoUrl));
}

/// Networks, times and zones, by the rules that servers have for users.
void checkByContent(const UserPermissionsPatch& patch, Problems& problems)
{
    UserClaims probe;
    static_cast<void>(
        applyPatch(UserPermissionsPatch{.src = patch.src, .times = patch.times, .timesLocation = patch.timesLocation},
                   probe.permissions));
    const auto placeIn = [](const std::vector<std::string>& list, const std::string& value) {
        return static_cast<std::size_t>(std::ranges::find(list, value) - list.begin()) %
               std::max<std::size_t>(list.size(), 1);
    };
    for (const auto& issue : validate(probe, 0)) {
        const Error error{ErrorCode::ValueNotAllowed, issue.where, std::string(issueCodeText(issue.code))};
        if (issue.code == IssueCode::CidrInvalid)
            problems.push_back({"src", placeIn(probe.permissions.src, issue.where), error});
        else if (issue.code == IssueCode::TimeZoneInvalid)
            problems.push_back({"timesLocation", 0, error});
        else if (issue.code == IssueCode::TimeRangeStartMissing || issue.code == IssueCode::TimeRangeStartInvalid ||
                 issue.code == IssueCode::TimeRangeEndMissing || issue.code == IssueCode::TimeRangeEndInvalid)
            problems.push_back({"times", 0, error});
    }
}

} // namespace

std::vector<std::string> applyPatch(const AccountPatch& patch, AccountClaims& claims)
{
    Fields fields;
    auto& limits = claims.limits;
    setNumbers(accountNumbers, patch, limits, fields);
    set(patch.wildcards, limits.wildcards, "wildcards", fields);
    set(patch.disallowBearer, limits.disallowBearer, "disallowBearer", fields);
    apply(patch.jetStream, limits.jetStream, fields);
    applyTiers(patch, limits, fields);
    apply(patch.defaultPermissions, claims.defaultPermissions, fields);
    set(patch.description, claims.description, "description", fields);
    set(patch.infoUrl, claims.infoUrl, "infoUrl", fields);
    set(patch.clusterTraffic, claims.clusterTraffic, "clusterTraffic", fields);
    set(patch.tags, claims.tail.tags, "tags", fields);
    return fields;
}

std::vector<std::string> applyPatch(const UserPermissionsPatch& patch, UserPermissions& permissions)
{
    Fields fields;
    apply(patch.permissions, permissions.permissions, fields);
    set(patch.src, permissions.src, "src", fields);
    set(patch.times, permissions.times, "times", fields);
    set(patch.timesLocation, permissions.timesLocation, "timesLocation", fields);
    setNumbers(userNumbers, patch, permissions, fields);
    set(patch.bearerToken, permissions.bearerToken, "bearerToken", fields);
    set(patch.proxyRequired, permissions.proxyRequired, "proxyRequired", fields);
    set(patch.connectionTypes, permissions.connectionTypes, "connectionTypes", fields);
    return fields;
}

std::vector<std::string> applyPatch(const UserPatch& patch, UserClaims& claims)
{
    auto fields = applyPatch(patch.may, claims.permissions);
    set(patch.tags, claims.tail.tags, "tags", fields);
    set(patch.start, claims.header.notBefore, "validityStart", fields);
    set(patch.end, claims.header.expires, "validityEnd", fields);
    return fields;
}

std::vector<FieldProblem> patchProblems(const AccountPatch& patch)
{
    Problems problems;
    checkNumbers(accountNumbers, patch, problems);
    checkNumbers(jetStreamNumbers, patch.jetStream, problems);
    std::size_t index = 0;
    for (const auto& [name, wish] : patch.tiers) {
        Problems inTier;
        if (name.find_first_not_of(' ') == std::string::npos)
            problems.push_back({"tiers", index, {ErrorCode::FieldEmpty, "", ""}});
        if (wish) checkNumbers(jetStreamNumbers, *wish, inTier);
        for (auto& problem : inTier)
            problems.push_back({"tiers", index, std::move(problem.error)});
        ++index;
    }
    check(patch.defaultPermissions, problems);
    checkTexts(patch, problems);
    if (patch.clusterTraffic && !patch.clusterTraffic->empty() && *patch.clusterTraffic != "system" &&
        *patch.clusterTraffic != "owner")
        problems.push_back({"clusterTraffic", 0, {ErrorCode::ValueNotAllowed, *patch.clusterTraffic, ""}});
    checkTags(patch.tags, problems);
    return problems;
}

std::vector<FieldProblem> patchProblems(const UserPermissionsPatch& patch)
{
    Problems problems;
    check(patch.permissions, problems);
    checkNumbers(userNumbers, patch, problems);
    checkByContent(patch, problems);
    if (patch.connectionTypes)
        for (std::size_t i = 0; i < patch.connectionTypes->size(); ++i)
            if (const auto& kind = (*patch.connectionTypes)[i];
                std::ranges::find(connectionKinds, kind) == connectionKinds.end())
                problems.push_back({"connectionTypes", i, {ErrorCode::ValueNotAllowed, kind, ""}});
    return problems;
}

std::vector<FieldProblem> patchProblems(const UserPatch& patch, UnixSeconds now)
{
    auto problems = patchProblems(patch.may);
    checkTags(patch.tags, problems);
    addValidityProblems(problems, {patch.start.value_or(0), patch.end.value_or(0)}, 0, now);
    return problems;
}

} // namespace gd
