// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/desk/share_tree_model.h"

#include <QStringList>

namespace gd::ui {

/// What matters of an account at a glance, a few words each: JetStream, which keys are here, signing keys, how many
/// exports or imports of how many are allowed.
QStringList accountFacts(const Account& account, Side side, const Snapshot& world);

} // namespace gd::ui
