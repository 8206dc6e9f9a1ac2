// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/snapshot.h"

#include <string>

namespace gd {

enum class ResolverKind { Full, Memory };

/// What a nats-server needs to trust this operator.
///
/// @param folder  for the full resolver: where the server keeps account tokens (its own path syntax).
/// @return configuration text; NetNoSystemAccount if the full resolver is asked for and the operator names none, or if
///         it names one whose token is not in the store: no server starts with that.
Result<std::string> serverConfig(const Snapshot& world, ResolverKind kind, const std::string& folder = "./jwt");

} // namespace gd
