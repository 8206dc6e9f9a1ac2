// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QComboBox>

namespace gd::ui {

/// Offers the accounts that take part in shares, by name, with their keys as data and tooltip.
///
/// @param chosen  key of the current one; none if it is not among them.
void offerAccounts(QComboBox& box, const Snapshot& world, const std::string& chosen);

} // namespace gd::ui
