// SPDX-License-Identifier: Apache-2.0
#include "core/text/server_config.h"

#include "core/jwt/creds_file.h"
#include "core/nkeys/public_key.h"

#include <algorithm>
#include <map>

namespace gd {

namespace {

/// Text for a comment: names are folder names and may hold anything but a slash.
std::string oneLine(const std::string& name)
{
    std::string line = name;
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    return line;
}

/// A text in double quotes, with the escapes of the server's configuration language.
std::string quoted(const std::string& text)
{
    std::string result = "\"";
    for (const char c : text) {
        switch (c) {
        case '"':
            result += "\\\"";
            break;
        case '\\':
            result += "\\\\";
            break;
        case '\n':
            result += "\\n";
            break;
        case '\r':
            result += "\\r";
            break;
        case '\t':
            result += "\\t";
            break;
        default:
            result += c;
        }
    }
    return result + '"';
}

std::string preloadLines(const std::map<std::string, const Account*>& accounts)
{
    std::string text = "resolver_preload: {\n";
    for (const auto& [key, account] : accounts)
        text += "  # " + oneLine(account->name) + "\n  " + key + ": " + tokenOfText(account->token) + '\n';
    return text + "}\n";
}

std::string fullResolver(const std::string& folder)
{
    return "resolver {\n"
           "  type: full\n"
           "  dir: " +
           quoted(folder) +
           "\n"
           "  allow_delete: false\n"
           "  interval: \"2m\"\n"
           "  timeout: \"1.9s\"\n"
           "}\n";
}

} // namespace

Result<std::string> serverConfig(const Snapshot& world, ResolverKind kind, const std::string& folder)
{
    const auto& systemKey = world.op.claims.systemAccount;
    // By key, so that the same world always gives the same text.
    // What is no account's key would not be text that is safe outside of quotes.
    std::map<std::string, const Account*> accounts;
    for (const auto& account : world.accounts)
        if (!account.token.empty() && isPublicKey(account.key, KeyKind::Account) &&
            (kind == ResolverKind::Memory || account.key == systemKey))
            accounts.emplace(account.key, &account);
    const auto system = accounts.find(systemKey);
    // Neither kind of server starts without the token of the account that its operator names.
    const bool needed = kind == ResolverKind::Full || !systemKey.empty();
    if (needed && system == accounts.end())
        return Error{ErrorCode::NetNoSystemAccount, world.op.name,
                     systemKey.empty() ? "the operator names none" : "its token is not in the store"};

    auto text = "# " + oneLine(world.op.name) + "\noperator: " + tokenOfText(world.op.token) + '\n';
    if (!systemKey.empty()) {
        text += "# " + oneLine(system->second->name) + "\nsystem_account: " + systemKey + '\n';
    }
    text += kind == ResolverKind::Full ? fullResolver(folder) : "resolver: MEMORY\n";
    return text + preloadLines(accounts);
}

} // namespace gd
