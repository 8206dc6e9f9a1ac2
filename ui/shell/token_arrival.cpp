// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/token_arrival.h"

#include "core/jwt/token.h"

#include <set>

namespace gd::ui {

TokenArrival judgeArrival(const Intake& intake, const std::string& account, const Snapshot& world)
{
    if (intake.items.empty()) return {};
    std::set<std::string> targets;
    for (const auto& item : intake.items)
        if (const auto claims = decodeActivation(item.token)) targets.insert(claims->header.subject);
    const bool oneTarget = targets.size() == 1 && world.account(*targets.begin());
    if (!oneTarget || *targets.begin() == account) return {TokenArrival::Kind::ForAccount, account};
    return {account.empty() ? TokenArrival::Kind::ForAccount : TokenArrival::Kind::ForOther, *targets.begin()};
}

} // namespace gd::ui
