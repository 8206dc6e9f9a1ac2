// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/keys_here.h"

#include "core/share/signing.h"

namespace gd::ui {

Result<Signature> KeysHere::sign(const std::string& publicKey, std::span<const std::uint8_t>) const
{
    return Error{ErrorCode::KeyCannotSign, publicKey, "only asked whether it could"};
}

Status canBeSigned(const std::string& account, const Snapshot& world)
{
    const Account* entry = world.account(account);
    if (!entry) {
        return Error{ErrorCode::AccountUnknown, account, {}};
    }
    const auto signer = accountSigner(*entry, world, KeysHere(world));
    return signer ? Status{} : Status{signer.error()};
}

std::vector<const Account*> sharingAccounts(const Snapshot& world)
{
    std::vector<const Account*> accounts;
    for (const auto& account : world.accounts) {
        if (account.key != world.op.claims.systemAccount) {
            accounts.push_back(&account);
        }
    }
    return accounts;
}

} // namespace gd::ui
