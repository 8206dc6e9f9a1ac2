// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/json_value.h"

#include <string_view>

namespace gd {

/// Turns the payload of a version 1 token into the shape of version 2, so that one reader serves both.
///
/// Top level `type`, `tags` and `issuer_account` move into `nats`, an activation's `nats.type` becomes `kind`, and what
/// version 1 did not know or what has no place any more is dropped. `nats.version` stays 1. Never written again.
/// @return false if something has a type that version 1 does not allow.
bool upgradeVersion1(JsonValue& payload, std::string_view kind);

} // namespace gd
