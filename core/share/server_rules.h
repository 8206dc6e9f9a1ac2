// SPDX-License-Identifier: Apache-2.0
//
// What a nats-server does with an account in which something is wrong. Most of it every server does alike; where they
// differ, the version decides. tests/flow/tst_live_rules asks real servers.
#pragma once

#include "core/share/finding.h"

#include <string_view>

namespace gd {

/// What becomes of an account or its imports.
enum class ServerEffect {
    Works,    ///< accepted and active, whether that does what is wanted or not
    Silent,   ///< accepted, but the import does nothing and nobody is told
    LocksOut, ///< the whole account is refused: nobody can sign in to it any more
};

/// Servers that judge alike. Newer ones take two services of different providers under one local name, and send each
/// request to both.
/// @see nats-io/jwt 2.8.1, which came with nats-server 2.11.15, 2.12.6 and 2.14
enum class ServerAge { Older, Newer };

/// @param version  as servers tell it, such as "2.9.10" or "2.12.6-beta.1"; what cannot be read counts as older, since
///                 those refuse more.
ServerAge serverAge(std::string_view version);

/// What a server makes of what a finding is about.
ServerEffect effectOf(const Finding& finding, ServerAge age);

/// Whether some server refuses the whole account for it: such an account must never be signed.
bool locksOutSomewhere(const Finding& finding);

} // namespace gd
