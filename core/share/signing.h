// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nkeys/signer.h"
#include "core/share/planner.h"
#include "core/store/transaction.h"

namespace gd {

/// The key that signs an account's own token: its present issuer if that is still allowed and here, else a signing key
/// of the operator, else the operator's identity; never the identity under a strict operator. NoSigningKey otherwise.
Result<std::string> accountSigner(const Account& account, const Snapshot& world, const Signer& signer);

/// The key that signs activations and users of an account: a signing key (sorted), else its identity.
Result<std::string> activationSigner(const Account& account, const Snapshot& world, const Signer& signer);

/// The key that signs a user: its present issuer if that is still a key of the account, allowed and here, else a plain
/// signing key (sorted), else the account's identity; never the identity under a strict operator. A scoped signing key
/// is taken only if it is the present issuer, because it decides what the user may do.
///
/// @param account  as it will be. @param issuer  the present or wished one; empty: none.
Result<std::string> userSigner(const AccountClaims& account, const std::string& issuer, const OperatorClaims& op,
                               const Signer& signer);

/// Signs a plan: tokens first, then the accounts that hold them, users and the operator. Each account token is issued
/// at least one second after the one it replaces, because servers keep the later one and ids cover the second, not the
/// content. Files follow from the names in the claims: those of a renamed account move, those of its users as they are.
///
/// @param signer  knows the keystore, and the new keys of the plan (SignerWithNewKeys).
/// @return PlanOutdated if the world is not the plan's, PlanHasProblems, NoSigningKey, an error of the keystore.
Result<Transaction> signPlan(const SharePlan& plan, const Snapshot& world, const Signer& signer, UnixSeconds now);

/// Whether two files of accounts, users or operators say the same, whoever signed them and when.
bool sameClaims(const std::string& one, const std::string& other);

/// The inverse of a transaction. What lives on is signed again with fresh issue times: meaning comes back, not bytes.
/// What was deleted comes back as it was, and what was made is removed; an account that has got users since then stays
/// (StoreChangedOutside). In a managed store the operator, and accounts whose keys are not here, come back as they were
/// too: an earlier token needs no key. UndoNeedsKey otherwise.
///
/// @param done  as it was really written. @param world  the present one; its files must mean what `after` of `done`
/// means (sameClaims), else
///              StoreChangedOutside.
Result<Transaction> signInverse(const Transaction& done, const Snapshot& world, const Signer& signer, UnixSeconds now);

} // namespace gd
