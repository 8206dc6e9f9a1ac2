// SPDX-License-Identifier: Apache-2.0
//
// The half of nats_protocol.h that is about text: INFO as JSON, the lines a client sends, and their checks.
#include "core/wire/nats_protocol.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gd {

namespace {

using nlohmann::json;

Error badInfo(const std::string& detail)
{
    return {ErrorCode::NetProtocol, {}, "INFO: " + detail};
}

bool readText(const json& object, const char* name, std::string& value)
{
    const auto member = object.find(name);
    if (member == object.end()) return true;
    if (!member->is_string()) return false;
    value = member->get_ref<const std::string&>();
    return true;
}

bool readFlag(const json& object, const char* name, bool& value)
{
    const auto member = object.find(name);
    if (member == object.end()) return true;
    if (!member->is_boolean()) return false;
    value = member->get<bool>();
    return true;
}

std::string publishLine(const char* operation, const std::string& subject, const std::string& reply)
{
    std::string line = operation + subject + ' ';
    if (!reply.empty()) line += reply + ' ';
    return line;
}

} // namespace

Result<ServerInfo> parseServerInfo(std::string_view text)
{
    const auto object = json::parse(text, nullptr, false);
    if (!object.is_object()) return badInfo("not a JSON object");
    ServerInfo info;
    const bool texts = readText(object, "server_name", info.name) && readText(object, "server_id", info.id) &&
                       readText(object, "version", info.version) && readText(object, "nonce", info.nonce);
    const bool flags =
        readFlag(object, "headers", info.headers) && readFlag(object, "auth_required", info.authRequired) &&
        readFlag(object, "tls_required", info.tlsRequired) && readFlag(object, "tls_available", info.tlsAvailable);
    if (!texts || !flags) return badInfo("a member has the wrong type");
    if (const auto limit = object.find("max_payload"); limit != object.end()) {
        if (!limit->is_number_unsigned()) return badInfo("max_payload is no size");
        info.maxPayload = limit->get<std::size_t>();
    }
    return info;
}

std::string writeConnect(const ConnectOptions& options)
{
    json object = {{"verbose", false},      {"pedantic", false}, {"tls_required", options.tls},
                   {"lang", "cpp"},         {"protocol", 1},     {"headers", true},
                   {"no_responders", true}, {"echo", true},      {"name", options.name}};
    object["version"] = options.version;
    if (!options.userToken.empty()) object["jwt"] = options.userToken;
    if (!options.signature.empty()) object["sig"] = options.signature;
    return "CONNECT " + object.dump(-1, ' ', false, json::error_handler_t::replace) + "\r\n";
}

std::string writePublish(const std::string& subject, const std::string& reply, std::string_view headers,
                         std::string_view payload)
{
    auto text = publishLine(headers.empty() ? "PUB " : "HPUB ", subject, reply);
    if (!headers.empty()) text += std::to_string(headers.size()) + ' ';
    text += std::to_string(headers.size() + payload.size()) + "\r\n";
    text.append(headers).append(payload).append("\r\n");
    return text;
}

std::string writeSubscribe(const std::string& subject, const std::string& queue, std::uint64_t id)
{
    return publishLine("SUB ", subject, queue) + std::to_string(id) + "\r\n";
}

std::string writeUnsubscribe(std::uint64_t id)
{
    return "UNSUB " + std::to_string(id) + "\r\n";
}

Status checkWireName(std::string_view text)
{
    if (text.empty()) return Error{ErrorCode::SubjectEmpty, {}, {}};
    const auto bad = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    };
    if (std::any_of(text.begin(), text.end(), bad)) return Error{ErrorCode::SubjectBadCharacter, std::string(text), {}};
    return {};
}

Status checkHeaderBlock(std::string_view headers)
{
    const Error bad{ErrorCode::NetProtocol, {}, "malformed header block"};
    if (!headers.starts_with("NATS/1.0") || !headers.ends_with("\r\n\r\n")) return bad;
    // The first empty line must be the last one: else header and payload are not what they seem to be.
    if (headers.find("\r\n\r\n") != headers.size() - 4) return bad;
    return {};
}

Status checkPayload(std::size_t bytes, const ServerInfo& info, const std::string& subject)
{
    if (bytes <= info.maxPayload) return {};
    return Error{ErrorCode::NetPayloadTooLarge, subject,
                 std::to_string(bytes) + " bytes, the server takes " + std::to_string(info.maxPayload)};
}

} // namespace gd
