// SPDX-License-Identifier: Apache-2.0
//
// Which wizard a wish for the selected thing opens.
#pragma once

#include "ui/accounts/admin_wizard.h"
#include "ui/accounts/thing.h"

#include <optional>

namespace gd::ui {

/// What can be asked for on the Accounts page.
enum class AdminWish { NewAccount, ImportAccount, Edit, Rename, Restore, Delete, NewUser, NewSigningKey };

/// Whether a wish means something for a thing; what the keys that are here allow is said by the wizard.
bool isPossible(AdminWish wish, const Thing& thing);

/// The wizard for a wish, not shown yet; null if it means nothing for the thing, or the thing is a contact, for which
/// nothing is reviewed (ContactDialog, Session::changeContact()).
AdminWizard* makeAdminWizard(AdminWish wish, const Thing& thing, Session& session, QWidget* parent);

/// The wizard that brings an account back to an earlier state; the account may be gone.
///
/// @param entry  of the history, before which that state was; nothing: the last state that differs.
AdminWizard* makeRestoreWizard(const std::string& account, std::optional<std::size_t> entry, Session& session,
                               QWidget* parent);

} // namespace gd::ui
