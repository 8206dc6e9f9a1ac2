// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/change.h"
#include "core/store/snapshot.h"

#include <QString>

#include <optional>

namespace gd::ui {

/// The sentence about a change in the life of what is shared: edited, renewed, revoked, removed. Empty for the other
/// kinds.
QString lifeSentence(const Change& change, const Snapshot& world);

/// The same for all changes of a transaction, as a phrase behind "Undo: ". Nothing if it is about something else.
std::optional<QString> lifePhrase(const std::vector<Change>& changes, const Snapshot& world);

} // namespace gd::ui
