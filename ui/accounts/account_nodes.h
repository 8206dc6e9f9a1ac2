// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/operator_answers.h"
#include "ui/accounts/notes.h"

namespace gd::ui {

/// One row of the account tree with the rows below it, as a value.
struct AccountNode {
    Thing thing{};
    int copy = 0; ///< counts rows that have the same keys: a store may hold one account in two folders
    QString name{};
    Notes notes{};
    std::vector<AccountNode> children{};

    bool isSameThing(const AccountNode& other) const { return thing == other.thing && copy == other.copy; }
};

/// The operator with its signing keys and accounts, and below each account its signing keys and users; then the
/// contacts in a group of their own, if there are any. Empty if there is no operator.
///
/// @param answers  what the operator of a managed store has answered.
std::vector<AccountNode> accountNodes(const Snapshot& world, UnixSeconds now, const OperatorAnswers& answers = {});

} // namespace gd::ui
