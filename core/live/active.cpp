// SPDX-License-Identifier: Apache-2.0
#include "core/live/active.h"

#include "core/live/server_reply.h"

#include <algorithm>

namespace gd {

namespace {

using nlohmann::json;

std::string_view typeName(ExportType type)
{
    switch (type) {
    case ExportType::Unset:
        return "";
    case ExportType::Stream:
        return "stream";
    case ExportType::Service:
        return "service";
    }
    return "";
}

/// Whether an entry of the server's list is this import. `subject` is the provider's, except for services on servers
/// like 2.9: those call it `to` and give ours as `subject`. Newer ones (seen: 2.15) have it the other way round, and
/// name ours as `local_subject` too.
bool isSame(const json& entry, const Import& import)
{
    if (!entry.is_object()) return false;
    if (textAt(entry, "account") != import.account || textAt(entry, "type") != typeName(import.type)) return false;
    if (import.type == ExportType::Stream) return textAt(entry, "subject") == import.subject;
    const auto to = textAt(entry, "to");
    const bool isOldForm = !to.empty() && textAt(entry, "local_subject").empty();
    return (isOldForm ? to : textAt(entry, "subject")) == import.subject;
}

ImportActivity activityOf(const Import& import, const json& entries)
{
    const auto good = [&](const json& entry) {
        return isSame(entry, import) && !flagAt(entry, "invalid");
    };
    return std::any_of(entries.begin(), entries.end(), good) ? ImportActivity::Active : ImportActivity::Inactive;
}

} // namespace

Result<ActiveImports> activeImports(Link& link, const std::string& accountKey, const AccountClaims& claims,
                                    Millis deadline)
{
    ActiveImports active;
    for (const auto& import : claims.imports)
        active.imports.push_back({import.account, import.type, import.subject, ImportActivity::Unknown});
    const auto reply = link.request("$SYS.REQ.ACCOUNT." + accountKey + ".INFO", {}, deadline);
    if (!reply) {
        // Only servers that have the account in use answer.
        if (reply.error().code == ErrorCode::NetTimeout) return active;
        return reply.error();
    }
    const auto json = jsonObject(reply->payload);
    const auto data = objectAt(json, "data");
    if (json.is_null()) return Error{ErrorCode::ServerAnswerUnreadable, accountKey, {}};
    active.server = textAt(objectAt(json, "server"), "name");
    if (textAt(data, "account_name") != accountKey) return active;
    active.loaded = true;
    const auto list = data.find("imports");
    const auto entries = list != data.end() && list->is_array() ? *list : json::array();
    for (std::size_t i = 0; i < claims.imports.size(); ++i)
        active.imports[i].activity = activityOf(claims.imports[i], entries);
    return active;
}

} // namespace gd
