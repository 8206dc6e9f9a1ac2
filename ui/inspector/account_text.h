// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QString>

namespace gd::ui {

/// An account in words, as HTML: key, which keys are here, limits, users.
QString accountText(const Account& account, const Snapshot& world, UnixSeconds now);

} // namespace gd::ui
