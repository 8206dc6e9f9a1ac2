// SPDX-License-Identifier: Apache-2.0
//
// Which key would sign, asked of anything that knows which keys are here: a Signer when signing, the snapshot when
// planning.
#pragma once

#include "core/base/result.h"
#include "core/store/snapshot.h"

#include <functional>

namespace gd {

using HasKey = std::function<bool(const std::string&)>;

/// The keys that were in the keystore when the world was read. The snapshot must outlive the function.
HasKey keysOf(const Snapshot& world);

/// @see accountSigner
Result<std::string> accountSignerAmong(const Account& account, const Snapshot& world, const HasKey& hasKey);

/// @see activationSigner
Result<std::string> activationSignerAmong(const Account& account, const Snapshot& world, const HasKey& hasKey);

} // namespace gd
