// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/grant.h"

#include <QString>

namespace gd::ui {

/// The state in one to three words: "ok", "no token", "ends soon", "wrong account" …
QString stateWord(GrantState state);

/// The state in a sentence that says what it means and what to do.
QString stateSentence(GrantState state);

} // namespace gd::ui
