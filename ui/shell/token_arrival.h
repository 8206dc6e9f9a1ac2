// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/drop/intake.h"

#include "core/store/snapshot.h"

namespace gd::ui {

/// What to do with tokens that arrived for an account.
struct TokenArrival {
    enum class Kind {
        Nothing,    ///< nothing that could be used arrived
        ForOther,   ///< everything is for `account`, which is another one of this workspace
        ForAccount, ///< open the import wizard for `account`
    };

    Kind kind = Kind::Nothing;
    std::string account{}; ///< key
};

/// Pure. Tokens that all belong to one other account of the workspace are not forced on the wrong one; mixed ones go to
/// the import wizard, which says of each why it cannot be used.
///
/// @param account  where they were dropped; empty: nowhere in particular, then their own target is taken.
TokenArrival judgeArrival(const Intake& intake, const std::string& account, const Snapshot& world);

} // namespace gd::ui
