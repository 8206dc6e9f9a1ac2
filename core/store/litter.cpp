// SPDX-License-Identifier: Apache-2.0
#include "core/store/litter.h"

#include "core/base/private_file.h"
#include "core/store/layout.h"

#include <chrono>

#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

/// Longer than any write takes. The keystore belongs to several stores, and keys are also put there without a lock.
constexpr std::chrono::hours oldAge{1};

bool isOld(const fs::path& file)
{
    std::error_code failed;
    const auto written = fs::last_write_time(file, failed);
    return !failed && fs::file_time_type::clock::now() - written > oldAge;
}

enum class Age { Any, Old };

/// @param depth  how many folders deep it looks. @param age  of the files that go.
int removeBelow(const fs::path& folder, int depth, Age age = Age::Any)
{
    int count = 0;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code ignored;
        if (at->is_symlink(ignored)) continue;
        if (at->is_directory(ignored)) {
            if (depth > 0) count += removeBelow(at->path(), depth - 1, age);
        } else if (isTemporaryName(at->path().filename().string()) && at->is_regular_file(ignored)) {
            if (age == Age::Old && !isOld(at->path())) continue;
            count += ::unlink(at->path().c_str()) == 0 ? 1 : 0;
        }
    }
    return count;
}

/// Private keys may be in there. A link in place of the folder could lead anywhere.
int removeFromKeystore(const fs::path& folder)
{
    std::error_code failed;
    if (fs::symlink_status(folder, failed).type() != fs::file_type::directory) return 0;
    return removeBelow(folder, 2, Age::Old); // keys/A/BC, creds/OP/ACCTA
}

} // namespace

int removeLitter(const Workspace& workspace)
{
    int count = removeBelow(workspace.state, 1) + removeBelow(workspace.tokens, 0);
    count += removeFromKeystore(workspace.keystore / "keys") + removeFromKeystore(workspace.keystore / "creds");
    for (const auto& name : operatorFolders(workspace.storeRoot)) {
        count += removeBelow(operatorFolder(workspace, name), 0);
        count += removeBelow(accountsFolder(workspace, name), 2); // accounts/A, accounts/A/users
    }
    return count;
}

} // namespace gd
