// SPDX-License-Identifier: Apache-2.0
#include "core/store/discovery.h"

#include "core/store/layout.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// nsc moves nothing: an old place stays in use until the new one exists, each decided on its own.
fs::path newOrOld(const fs::path& fresh, const fs::path& old, const PlaceLookup& look)
{
    return !look.isThere(fresh) && look.isThere(old) ? old : fresh;
}

fs::path contextFile(const Environment& env, const PlaceLookup& look)
{
    if (const std::string folder = env("NSC_HOME"); !folder.empty()) return pathOfText(folder, env, look) / "nsc.json";
    return newOrOld(xdgFolder(env, "XDG_CONFIG_HOME", ".config", look) / "nats" / "nsc" / "nsc.json",
                    homeFolder(env, look) / ".nsc" / "nsc.json", look);
}

/// The current one of several, by the rule that nsc has for operators and for accounts.
std::string currentOf(const std::vector<std::string>& names, const std::string& stored)
{
    if (names.size() == 1) return names.front();
    const bool isKnown = std::find(names.begin(), names.end(), stored) != names.end();
    return isKnown ? stored : std::string();
}

std::vector<std::string> accountFolders(const Workspace& workspace, const PlaceLookup& look)
{
    auto names = look.namesIn(accountsFolder(workspace, workspace.operatorName));
    std::erase_if(names, [&](const std::string& name) {
        return !look.isFile(accountTokenFile(workspace, workspace.operatorName, name));
    });
    return names;
}

} // namespace

fs::path tidyPath(const fs::path& path, const PlaceLookup& look)
{
    const fs::path clean = (path.is_absolute() ? path : look.workingFolder() / path).lexically_normal();
    return clean.has_filename() || clean == clean.root_path() ? clean : clean.parent_path();
}

fs::path homeFolder(const Environment& env, const PlaceLookup& look)
{
    if (const std::string home = env("HOME"); !home.empty()) return tidyPath(home, look);
    const fs::path home = look.userHome();
    return home.empty() ? fs::path("/") : tidyPath(home, look);
}

fs::path xdgFolder(const Environment& env, const std::string& variable, const fs::path& belowHome,
                   const PlaceLookup& look)
{
    const std::string value = env(variable);
    return value.empty() ? homeFolder(env, look) / belowHome : tidyPath(value, look);
}

fs::path pathOfText(std::string_view text, const Environment& env, const PlaceLookup& look)
{
    if (text == "~") return homeFolder(env, look);
    if (text.starts_with("~/") || text.starts_with("~\\")) {
        // Not joined as a path: what follows a second slash would pass for an absolute one.
        return tidyPath(homeFolder(env, look).string() + '/' + std::string(text.substr(2)), look);
    }
    return tidyPath(text, look);
}

NscContext contextOf(std::string text)
{
    NscContext context;
    const auto json = nlohmann::json::parse(text, nullptr, false);
    const auto member = [&json](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (json.is_object()) context = {member("store_root"), member("operator"), member("account"), {}};
    context.text = std::move(text);
    return context;
}

NscPlaces nscPlaces(const Environment& env, const PlaceLookup& look)
{
    NscPlaces places;
    places.contextFile = contextFile(env, look);
    if (env("NSC_CWD_ONLY").empty()) {
        if (auto text = look.textOf(places.contextFile)) places.context = contextOf(std::move(*text));
    }
    const fs::path data = xdgFolder(env, "XDG_DATA_HOME", fs::path(".local") / "share", look) / "nats" / "nsc";
    places.storeRoot = places.context.storeRoot.empty()
                           ? newOrOld(data / "stores", homeFolder(env, look) / ".nsc" / "nats", look)
                           : pathOfText(places.context.storeRoot, env, look);
    const std::string keys = env("NKEYS_PATH");
    places.keystore =
        keys.empty() ? newOrOld(data / "keys", homeFolder(env, look) / ".nkeys", look) : pathOfText(keys, env, look);
    return places;
}

FoundStore findStore(const StoreWish& wish, const Environment& env, const PlaceLookup& look)
{
    const NscPlaces places = nscPlaces(env, look);
    const fs::path storeRoot = wish.storeRoot.empty() ? places.storeRoot : pathOfText(wish.storeRoot, env, look);
    const fs::path keystore = wish.keystore.empty() ? places.keystore : pathOfText(wish.keystore, env, look);
    FoundStore found;
    found.operators = operatorFolders(storeRoot, look);
    const std::string name =
        wish.operatorName.empty() ? currentOf(found.operators, places.context.operatorName) : wish.operatorName;
    found.workspace = workspaceAt(storeRoot, keystore, env, name, look);
    if (!name.empty()) found.account = currentOf(accountFolders(found.workspace, look), places.context.account);
    return found;
}

} // namespace gd
