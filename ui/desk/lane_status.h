// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/active.h"
#include "core/store/snapshot.h"
#include "ui/look/status_look.h"

#include <QStringList>

#include <functional>
#include <set>
#include <string>

namespace gd::ui {

/// What is known about the server when a line is drawn.
struct ServerKnowledge {
    std::set<std::string> notPushed{};                      ///< account keys
    std::function<ImportActivity(const Grant&)> activity{}; ///< may be empty: nothing is known
};

/// Word and look of a line between two accounts.
struct LaneStatus {
    QString word{};
    QString shortWord{}; ///< what matters most of it, for a narrow lane
    StatusLook look{};
};

/// Every short word there is: a lane that has room for them never cuts one.
QStringList shortLaneWords();

/// The local state comes first; only of a share that is in order here the server's view is said.
LaneStatus laneStatus(const Share& share, const ServerKnowledge& server, const QPalette& palette);

} // namespace gd::ui
