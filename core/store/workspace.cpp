// SPDX-License-Identifier: Apache-2.0
#include "core/store/workspace.h"

#include "core/base/unix_file.h"
#include "core/store/digest.h"
#include "core/store/layout.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t maxContextBytes = 64 * 1024;

bool isThere(const fs::path& path)
{
    std::error_code failed;
    return fs::exists(path, failed) && !failed;
}

/// Absolute, without "." and "..", without a slash at the end: the same folder is always spelled the same.
fs::path tidy(const fs::path& path)
{
    std::error_code failed;
    const fs::path absolute = fs::absolute(path, failed);
    const fs::path clean = (failed ? path : absolute).lexically_normal();
    return clean.has_filename() || clean == clean.root_path() ? clean : clean.parent_path();
}

/// HOME, else what the user database says.
fs::path homeFolder(const Environment& env)
{
    if (const std::string home = env("HOME"); !home.empty()) return tidy(home);
    if (const passwd* entry = ::getpwuid(::getuid()); entry != nullptr && entry->pw_dir != nullptr)
        return tidy(entry->pw_dir);
    return "/";
}

fs::path xdgFolder(const Environment& env, const std::string& variable, const fs::path& belowHome)
{
    const std::string value = env(variable);
    return value.empty() ? homeFolder(env) / belowHome : tidy(value);
}

/// A path as people write it in settings: `~` alone or before a slash is the home folder.
fs::path settingPath(const std::string& text, const Environment& env)
{
    if (text == "~") return homeFolder(env);
    if (text.starts_with("~/") || text.starts_with("~\\")) return tidy(homeFolder(env) / text.substr(2));
    return tidy(text);
}

/// nsc moves nothing: an old place stays in use until the new one exists, each decided on its own.
fs::path newOrOld(const fs::path& fresh, const fs::path& old)
{
    return !isThere(fresh) && isThere(old) ? old : fresh;
}

/// What nsc remembers between runs; empty where it remembers nothing.
struct Context {
    std::string storeRoot{};
    std::string operatorName{};
};

fs::path contextFile(const Environment& env)
{
    if (const std::string folder = env("NSC_HOME"); !folder.empty()) return settingPath(folder, env) / "nsc.json";
    return newOrOld(xdgFolder(env, "XDG_CONFIG_HOME", ".config") / "nats" / "nsc" / "nsc.json",
                    homeFolder(env) / ".nsc" / "nsc.json");
}

Context readContext(const Environment& env)
{
    const auto text = readFile(contextFile(env), maxContextBytes);
    if (!text || !*text) return {};
    const auto json = nlohmann::json::parse(**text, nullptr, false);
    if (!json.is_object()) return {};
    const auto member = [&json](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    return {member("store_root"), member("operator")};
}

/// The operator that nsc works with. Where nsc would have none (several, and the stored one is gone) it is the first,
/// so that there is something to show.
std::string currentOperator(const std::vector<std::string>& operators, const std::string& stored)
{
    const bool known = std::find(operators.begin(), operators.end(), stored) != operators.end();
    return known ? stored : operators.front();
}

} // namespace

Environment processEnvironment()
{
    return [](const std::string& name) {
        const char* value = std::getenv(name.c_str());
        return std::string(value == nullptr ? "" : value);
    };
}

Workspace workspaceAt(const fs::path& storeRoot, const fs::path& keystore, const Environment& env)
{
    Workspace workspace;
    workspace.storeRoot = tidy(storeRoot);
    workspace.keystore = tidy(keystore);
    const std::string name =
        workspace.storeRoot.filename().string() + '-' + digestOf(workspace.storeRoot.string()).substr(0, 8);
    workspace.state = xdgFolder(env, "XDG_STATE_HOME", fs::path(".local") / "state") / "grantdesk" / name;
    workspace.tokens = workspace.state / "tokens";
    // A sample keeps everything in one folder, so its history is found whichever way it is opened.
    const auto folder = workspace.storeRoot.parent_path();
    std::error_code failure;
    if (workspace.keystore == folder / "keys" && fs::is_directory(folder / "state", failure) &&
        fs::is_directory(folder / "tokens", failure)) {
        workspace.state = folder / "state";
        workspace.tokens = folder / "tokens";
    }
    return workspace;
}

std::optional<Workspace> discoverWorkspace(const Environment& env)
{
    const fs::path data = xdgFolder(env, "XDG_DATA_HOME", fs::path(".local") / "share") / "nats" / "nsc";
    const Context context = readContext(env);
    const fs::path storeRoot = context.storeRoot.empty() ? newOrOld(data / "stores", homeFolder(env) / ".nsc" / "nats")
                                                         : settingPath(context.storeRoot, env);
    const std::string keys = env("NKEYS_PATH");
    const fs::path keystore =
        keys.empty() ? newOrOld(data / "keys", homeFolder(env) / ".nkeys") : settingPath(keys, env);

    const auto operators = operatorFolders(storeRoot);
    if (operators.empty()) return {};
    Workspace workspace = workspaceAt(storeRoot, keystore, env);
    workspace.operatorName = currentOperator(operators, context.operatorName);
    return workspace;
}

} // namespace gd
