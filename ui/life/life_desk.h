// SPDX-License-Identifier: Apache-2.0
//
// Which wizard a wish for the selected share opens.
#pragma once

#include "ui/accounts/admin_wizard.h"
#include "ui/words/selection.h"

#include <set>

namespace gd::ui {

/// What can be asked for of a share that is there.
enum class LifeWish { Renew, RenewSoon, Revoke, LetIn, Remove };

/// The share that a selection on the desk means: itself, or that of the consumer there where an offer is selected.
/// Empty if there is none.
std::string shareMeant(const Selection& selection, const std::string& consumer, const Snapshot& world);

/// What can be asked for of a share; nothing for an empty id.
std::set<LifeWish> lifeWishes(const std::string& share, const Snapshot& world);

/// The wizard for a wish, not shown yet; null if the share is not there any more.
AdminWizard* makeLifeWizard(LifeWish wish, const std::string& share, Session& session, QWidget* parent);

} // namespace gd::ui
