// SPDX-License-Identifier: Apache-2.0
#include "core/store/litter.h"

#include "core/base/private_file.h"
#include "core/store/layout.h"

#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// @param depth  how many folders deep it looks.
int removeBelow(const fs::path& folder, int depth)
{
    int count = 0;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code ignored;
        if (at->is_symlink(ignored)) continue;
        if (at->is_directory(ignored)) {
            if (depth > 0) count += removeBelow(at->path(), depth - 1);
        } else if (isTemporaryName(at->path().filename().string()) && at->is_regular_file(ignored)) {
            count += ::unlink(at->path().c_str()) == 0 ? 1 : 0;
        }
    }
    return count;
}

} // namespace

int removeLitter(const Workspace& workspace)
{
    int count = removeBelow(workspace.state, 1) + removeBelow(workspace.tokens, 0);
    for (const auto& name : operatorFolders(workspace.storeRoot)) {
        count += removeBelow(operatorFolder(workspace, name), 0);
        count += removeBelow(accountsFolder(workspace, name), 2); // accounts/A, accounts/A/users
    }
    return count;
}

} // namespace gd
