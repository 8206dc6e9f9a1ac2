// SPDX-License-Identifier: Apache-2.0
//
// Which wizard a wish for the selected share opens.
#pragma once

#include "ui/accounts/admin_wizard.h"
#include "ui/words/selection.h"

#include <set>

namespace gd::ui {

/// What can be asked for of a share or an offer that is there.
enum class LifeWish { Renew, RenewSoon, Revoke, LetIn, Remove, Withdraw, EditRow };

/// What a wish is about where something is selected on the desk: the offer for Withdraw; else the share, which is that
/// of the consumer there where an offer is selected. Empty if there is none.
std::string meantBy(LifeWish wish, const Selection& selection, const std::string& consumer, const Snapshot& world);

/// What can be asked for of what is selected on the desk.
std::set<LifeWish> lifeWishes(const Selection& selection, const std::string& consumer, const Snapshot& world);

/// The wizard that edits the export or import of the row that is selected, or of the only row of what is selected; null
/// if there is none.
AdminWizard* makeRowWizard(const Selection& selection, Session& session, QWidget* parent);

/// The wizard for a wish, not shown yet; null if what it is about (see meantBy()) is not there any more.
AdminWizard* makeLifeWizard(LifeWish wish, const std::string& id, Session& session, QWidget* parent);

} // namespace gd::ui
