// SPDX-License-Identifier: Apache-2.0
#include "core/store/workspace.h"

#include "core/store/digest.h"
#include "core/store/discovery.h"
#include "core/store/sample.h"

#include <cstdlib>

namespace gd {

namespace fs = std::filesystem;

Environment processEnvironment()
{
    return [](const std::string& name) {
        const char* value = std::getenv(name.c_str());
        return std::string(value == nullptr ? "" : value);
    };
}

Workspace workspaceAt(const fs::path& storeRoot, const fs::path& keystore, const Environment& env,
                      const std::string& operatorName, const PlaceLookup& look)
{
    Workspace workspace;
    workspace.storeRoot = tidyPath(storeRoot, look);
    workspace.keystore = tidyPath(keystore, look);
    workspace.operatorName = operatorName;
    const std::string name =
        workspace.storeRoot.filename().string() + '-' + digestOf(workspace.storeRoot.string()).substr(0, 8);
    workspace.state = xdgFolder(env, "XDG_STATE_HOME", fs::path(".local") / "state", look) / "grantdesk" / name;
    if (!operatorName.empty()) workspace.state /= operatorName;
    workspace.tokens = workspace.state / "tokens";
    // A sample keeps everything in one folder, so its history is found whichever way it is opened.
    const auto folder = workspace.storeRoot.parent_path();
    const bool isSample =
        workspace.keystore == folder / "keys" && look.isThere(folder / "state") && look.isThere(folder / "tokens");
    if (isSample && (operatorName.empty() || operatorName == sampleOperator)) {
        workspace.state = folder / "state";
        workspace.tokens = folder / "tokens";
    }
    return workspace;
}

} // namespace gd
