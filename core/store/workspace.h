// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/place_lookup.h"

#include <filesystem>
#include <functional>
#include <string>

namespace gd {

/// Where one operator of an nsc store and what GrantDesk keeps about it lie. All paths are absolute.
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

/// A workspace over the given store and keystore. State and tokens lie in
/// `$XDG_STATE_HOME/grantdesk/<name of store>-<digest>/<operator>`: a step of one operator cannot be taken back in
/// another one's accounts. See findStore() for a store of which only some of this is known.
///
/// @param operatorName  folder below the store root.
Workspace workspaceAt(const std::filesystem::path& storeRoot, const std::filesystem::path& keystore,
                      const Environment& env, const std::string& operatorName = {},
                      const PlaceLookup& look = diskLookup());

} // namespace gd
