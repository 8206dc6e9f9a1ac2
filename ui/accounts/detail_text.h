// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/ledger.h"
#include "core/store/operator_answers.h"
#include "ui/accounts/thing.h"

namespace gd::ui {

/// Everything that is known of a thing, as HTML. Links: `copy:KEY` copies, `go:KEY` goes to a user or key of the same
/// account (or an account), `desk:provider` and `desk:consumer` show the account on the desk.
///
/// @param now  for "in 3 days".
/// @param answers  what the operator of a managed store has answered.
/// @param ledger  tokens that may lie nowhere any more: which of them a contact was given.
QString detailText(const Snapshot& world, const Thing& thing, UnixSeconds now, const OperatorAnswers& answers = {},
                   const Ledger& ledger = {});

/// The claims behind it as JSON; empty if it has none of its own.
QString detailClaims(const Snapshot& world, const Thing& thing);

/// As detailText(), of one kind each.
QString accountDetails(const Snapshot& world, const Account& account, UnixSeconds now,
                       const OperatorAnswers& answers = {});
QString operatorDetails(const Snapshot& world, UnixSeconds now, const OperatorAnswers& answers = {});
QString contactsDetails(const Snapshot& world);
QString contactDetails(const Snapshot& world, const Contact& contact, UnixSeconds now, const Ledger& ledger);

} // namespace gd::ui
