// SPDX-License-Identifier: Apache-2.0
//
// Internal to signing: from claims of accounts, users and the operator to edits of their files.
#pragma once

#include "core/share/signing.h"

namespace gd {

/// Unique; time for people who look into the folder, chance for uniqueness.
std::string transactionId(UnixSeconds now);

/// A fresh token, later than the present one whatever the clock says. `present`: when that was issued; 0: there is
/// none.
Result<std::string> signAccount(AccountClaims claims, UnixSeconds present, const OperatorEntry& op,
                                const Signer& signer, UnixSeconds now);
Result<std::string> signUser(UserClaims claims, UnixSeconds present, const AccountClaims& account,
                             const OperatorEntry& op, const Signer& signer, UnixSeconds now);
Result<std::string> signOperator(OperatorClaims claims, UnixSeconds present, const Signer& signer, UnixSeconds now);

/// Where a user of the world lies.
std::filesystem::path userFileOf(const Snapshot& world, const Account& account, const User& user);
/// What stands in the file of a user or operator.
const std::string& textOf(const User& user);
const std::string& textOf(const OperatorEntry& op);

/// The edits for everything in a plan that is no token file.
///
/// @param accounts  of the plan, tokens of imports filled in. @param transaction  has its `when`.
Status addEntityEdits(const std::vector<AccountChange>& accounts, const SharePlan& plan, const Snapshot& world,
                      const Signer& signer, Transaction& transaction);

} // namespace gd
