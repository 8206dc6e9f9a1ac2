// SPDX-License-Identifier: Apache-2.0
//
// Which store and which keys nsc would use on this machine. Three decisions, each on its own: where nsc.json lies,
// where the stores lie, where the keys lie. nsc moves nothing, so an old place stays in use until its new one exists.
// GrantDesk never starts from the current folder as nsc does: a program of the desktop has none that anybody chose.
#pragma once

#include "core/store/place_lookup.h"
#include "core/store/workspace.h"

#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// Absolute, without `.` and `..`, without a slash at the end: the same folder is always spelled the same.
std::filesystem::path tidyPath(const std::filesystem::path& path, const PlaceLookup& look = diskLookup());

/// HOME, else what the system has for this user, else "/".
std::filesystem::path homeFolder(const Environment& env, const PlaceLookup& look = diskLookup());

/// A folder of the XDG base directories; an empty variable is an unset one. `~` means nothing there.
///
/// @param belowHome  where it is without the variable.
std::filesystem::path xdgFolder(const Environment& env, const std::string& variable,
                                const std::filesystem::path& belowHome, const PlaceLookup& look = diskLookup());

/// A path as people write it in settings and arguments: `~` alone or before `/` or `\` is the home folder (`~name` is
/// not), and a relative path begins at the working folder. Tidy.
std::filesystem::path pathOfText(std::string_view text, const Environment& env, const PlaceLookup& look = diskLookup());

/// What nsc remembers between runs in `nsc.json`; empty where it remembers nothing or the file is damaged.
struct NscContext {
    std::string storeRoot{}; ///< as written there
    std::string operatorName{};
    std::string account{};
    std::string text{}; ///< the whole file: it may have members that only others know

    bool operator==(const NscContext&) const = default;
};
NscContext contextOf(std::string text);

/// Where nsc looks on this machine, whether or not something is there.
struct NscPlaces {
    std::filesystem::path contextFile{}; ///< nsc.json
    std::filesystem::path storeRoot{};
    std::filesystem::path keystore{};
    NscContext context{}; ///< empty where NSC_CWD_ONLY tells nsc to leave nsc.json alone
};
NscPlaces nscPlaces(const Environment& env, const PlaceLookup& look = diskLookup());

/// What somebody asked for; what is empty is found as nsc finds it.
struct StoreWish {
    std::string storeRoot{};
    std::string keystore{};
    std::string operatorName{}; ///< a folder below the store root
};

/// A store, and what is known of its operators.
struct FoundStore {
    Workspace workspace{};                ///< `operatorName` is empty if a person has to say which one
    std::vector<std::string> operators{}; ///< as nsc lists them; none: no store is there
    std::string account{};                ///< nsc's current account, by its folder; may be empty

    bool isThere() const { return !operators.empty(); }
    /// Several operators, none of them wished for or nsc's current one.
    bool mustAsk() const { return workspace.operatorName.empty() && operators.size() > 1; }
};

/// The operator is the one that was wished for, the only one, or the one in nsc.json if it is (still) there.
FoundStore findStore(const StoreWish& wish, const Environment& env, const PlaceLookup& look = diskLookup());

} // namespace gd
