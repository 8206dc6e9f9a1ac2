// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/desk/share_tree_model.h"
#include "ui/drop/drop_offer.h"

#include <QString>

namespace gd::ui {

/// What a pane says while something is dragged over it: what would happen, or why it cannot.
struct DropAdvice {
    bool possible = false;
    QString text{};
    bool fits = true; ///< false: it can be dropped, but is meant for another account
};

/// Pure and quick: it plans, but reads no file and signs nothing.
///
/// @param account  key of the account that the pane shows; may be empty.
DropAdvice adviseDrop(const DropOffer& offer, Side side, const std::string& account, const Snapshot& world,
                      UnixSeconds now);

/// The same for "Share with…": whether an offer can be shared with an account, and what that would do.
DropAdvice adviseShare(const DraggedShare& share, const std::string& consumer, const Snapshot& world, UnixSeconds now);

/// Why nothing can be imported where a contact is shown.
QString importsElsewhere(const Snapshot& world, const std::string& contact);

} // namespace gd::ui
