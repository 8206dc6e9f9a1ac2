// SPDX-License-Identifier: Apache-2.0
#include "ui/words/token_state.h"

#include "ui/words/words.h"

#include <algorithm>

namespace gd::ui {

TokenState tokenState(const TokenFile& file, const std::string& consumer, const Snapshot& world, UnixSeconds now)
{
    if (!file.claims) return TokenState::Damaged;
    const auto& claims = *file.claims;
    if (!consumer.empty() && claims.header.subject != consumer) return TokenState::ForOther;
    if (claims.header.expires > 0 && claims.header.expires <= now) return TokenState::Expired;
    if (const auto* account = world.account(claims.header.subject)) {
        const auto& imports = account->claims.imports;
        if (std::ranges::find(imports, file.token, &Import::token) != imports.end()) return TokenState::Imported;
        const bool other = std::ranges::any_of(imports, [&](const Import& import) {
            return import.account == claims.provider() && import.type == claims.kind &&
                   import.subject == claims.grantedSubject;
        });
        if (other) return TokenState::NotInUse;
    }
    return claims.header.notBefore > now ? TokenState::NotYetValid : TokenState::NotImported;
}

QString tokenStateWord(TokenState state)
{
    switch (state) {
    case TokenState::Imported:
        return Words::tr("imported");
    case TokenState::NotImported:
        return Words::tr("not imported");
    case TokenState::NotInUse:
        return Words::tr("not in use");
    case TokenState::NotYetValid:
        return Words::tr("not yet valid");
    case TokenState::Expired:
        return Words::tr("expired");
    case TokenState::ForOther:
        return Words::tr("for another account");
    case TokenState::Damaged:
        return Words::tr("damaged");
    }
    return {};
}

QString tokenStateSentence(TokenState state)
{
    switch (state) {
    case TokenState::Imported:
        return Words::tr("The account imports with this token.");
    case TokenState::NotImported:
        return Words::tr("The token fits and is not imported yet. Drag it onto the consumer, or press Import.");
    case TokenState::NotInUse:
        return Words::tr("The account imports this subject with another token.");
    case TokenState::NotYetValid:
        return Words::tr("The token is not valid yet. It can be imported already.");
    case TokenState::Expired:
        return Words::tr("The token has ended. Ask the provider for a new one.");
    case TokenState::ForOther:
        return Words::tr("The token was made for another account. Only that account can use it.");
    case TokenState::Damaged:
        return Words::tr("No token can be read from this file. Ask the provider for the file again.");
    }
    return {};
}

GrantState grantStateLike(TokenState state)
{
    switch (state) {
    case TokenState::Imported:
        return GrantState::Active;
    case TokenState::NotImported:
        return GrantState::NotImported;
    case TokenState::NotInUse:
        return GrantState::Offered;
    case TokenState::NotYetValid:
        return GrantState::TokenNotYetValid;
    case TokenState::Expired:
        return GrantState::TokenExpired;
    case TokenState::ForOther:
        return GrantState::TokenForOther;
    case TokenState::Damaged:
        return GrantState::TokenUndecodable;
    }
    return GrantState::Offered;
}

} // namespace gd::ui
