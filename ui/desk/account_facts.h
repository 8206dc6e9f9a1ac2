// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/desk/share_tree_model.h"

#include <QStringList>

namespace gd::ui {

/// What matters of an account at a glance, a few words each: JetStream, which keys are here, signing keys, how many
/// exports or imports of how many are allowed.
QStringList accountFacts(const Account& account, Side side, const Snapshot& world);

/// "3 of 10" or "3/∞", for the limits of a token (-1: no limit).
QString usedOf(std::size_t used, std::int64_t limit);

} // namespace gd::ui
