// SPDX-License-Identifier: Apache-2.0
//
// Which key would sign, asked of anything that knows which keys are here: a Signer when signing, the snapshot when
// planning.
#pragma once

#include "core/base/result.h"
#include "core/nkeys/signer.h"
#include "core/store/snapshot.h"

#include <functional>

namespace gd {

using HasKey = std::function<bool(const std::string&)>;

/// The keys that a signer can use now. The signer must outlive the function.
HasKey keysOf(const Signer& signer);
/// The keys that were in the keystore when the world was read. The snapshot must outlive the function.
HasKey keysOf(const Snapshot& world);

/// @see accountSigner
Result<std::string> accountSignerAmong(const Account& account, const Snapshot& world, const HasKey& hasKey);

/// The same for an account that may not be there yet: `claims` as they will be, its present issuer among them.
Result<std::string> accountSignerAmong(const AccountClaims& claims, const OperatorEntry& op, const HasKey& hasKey);

/// @see userSigner
Result<std::string> userSignerAmong(const AccountClaims& account, const std::string& issuer, const OperatorClaims& op,
                                    const HasKey& hasKey);

/// @see activationSigner
Result<std::string> activationSignerAmong(const Account& account, const Snapshot& world, const HasKey& hasKey);

} // namespace gd
