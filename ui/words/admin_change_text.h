// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/change.h"
#include "core/store/snapshot.h"

#include <QString>

#include <optional>

namespace gd::ui {

/// What a field of an account, user, scope or operator is called: "description", "connections". Also for forms that
/// speak of the field in a sentence. The id itself if there is no such field.
QString fieldWord(const std::string& field);

/// Several of them in a list: "description and link".
QString fieldWords(const std::vector<std::string>& fields);

/// The sentence about a change that administration makes. Empty for the other kinds.
QString adminSentence(const Change& change, const Snapshot& world);

/// The same as a phrase behind "Undo: ", such as "delete user orders of ACCTA". Nothing for the other kinds.
std::optional<QString> adminPhrase(const Change& change, const Snapshot& world);

} // namespace gd::ui
