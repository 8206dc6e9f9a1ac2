// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QString>

namespace gd::ui {

/// How a token file stands for the account it is looked at from.
enum class TokenState {
    Imported,    ///< the account imports with exactly this token
    NotImported, ///< it fits and waits
    NotInUse,    ///< the import is there, with another token
    NotYetValid,
    Expired,
    ForOther, ///< made for another account
    Damaged,  ///< no token can be read from it
};

/// @param consumer  key of the account that would import it; empty: the one the token is for.
TokenState tokenState(const TokenFile& file, const std::string& consumer, const Snapshot& world, UnixSeconds now);

QString tokenStateWord(TokenState state);
QString tokenStateSentence(TokenState state);
/// The grant state that means the same, so that both have the same shape and colour.
GrantState grantStateLike(TokenState state);

} // namespace gd::ui
