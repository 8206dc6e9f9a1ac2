// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace gd {

/// Where one nsc store and what GrantDesk keeps about it lie. All paths are absolute.
struct Workspace {
    std::filesystem::path storeRoot{}; ///< nsc's stores folder: one folder per operator
    std::filesystem::path keystore{};  ///< holds keys/ and creds/
    std::filesystem::path state{};     ///< GrantDesk's own: journal, history
    std::filesystem::path tokens{};    ///< folder of the token files that were written or taken in
    std::string operatorName{};        ///< folder below storeRoot; empty: the only one

    bool operator==(const Workspace&) const = default;
};

/// Looks up an environment variable; an unset and an empty one are the same to nsc.
using Environment = std::function<std::string(const std::string&)>;
/// The environment of this process.
Environment processEnvironment();

/// A workspace over the given store and keystore; state and tokens lie in `$XDG_STATE_HOME/grantdesk/<name of
/// store>-<digest>`.
Workspace workspaceAt(const std::filesystem::path& storeRoot, const std::filesystem::path& keystore,
                      const Environment& env);

/// The store that nsc would use on this machine (its rules for new and old locations), if one is there.
std::optional<Workspace> discoverWorkspace(const Environment& env);

} // namespace gd
