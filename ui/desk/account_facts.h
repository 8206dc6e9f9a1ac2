// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/desk/share_tree_model.h"

#include <QStringList>

namespace gd::ui {

/// What matters of an account at a glance, a few words each: JetStream, which keys are here, signing keys, how many
/// exports or imports of how many are allowed.
QStringList accountFacts(const Account& account, Side side, const Snapshot& world);

/// What one side of the desk says of the account or contact that it shows.
struct PaneFacts {
    bool isThere = false; ///< an account or a contact of the world
    QString line{};       ///< one line below the name
    QString ifEmpty{};    ///< in place of the shares where there are none
};

/// @param key  public account key; may be empty or unknown.
PaneFacts paneFacts(const std::string& key, Side side, const Snapshot& world);

} // namespace gd::ui
