// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QString>

namespace gd::ui {

/// An activation token taken apart, as HTML: who signed, for whom, what, from when to when. Needs no store: accounts
/// that the world does not know are shown by key.
QString tokenAnatomy(const ActivationClaims& claims, const Snapshot& world, UnixSeconds now);

} // namespace gd::ui
