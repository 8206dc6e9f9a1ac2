// SPDX-License-Identifier: Apache-2.0
#include "core/share/grant_sides.h"

namespace gd {

const Export* exportOf(const Grant& grant, const Snapshot& world)
{
    const auto* provider = world.account(grant.provider);
    if (!provider || !grant.exportIndex || *grant.exportIndex >= provider->claims.exports.size()) return nullptr;
    return &provider->claims.exports[*grant.exportIndex];
}

const Import* importOf(const Grant& grant, const Snapshot& world)
{
    const auto* consumer = world.account(grant.consumer);
    if (!consumer || !grant.importIndex || *grant.importIndex >= consumer->claims.imports.size()) return nullptr;
    return &consumer->claims.imports[*grant.importIndex];
}

} // namespace gd
