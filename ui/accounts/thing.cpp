// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/thing.h"

#include "ui/bridge/strings.h"
#include "ui/words/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::Thing)
};

} // namespace

Thing madeBy(const std::vector<Change>& changes)
{
    for (const auto& change : changes) {
        if (const auto* made = std::get_if<AddAccount>(&change)) return accountThing(made->account);
        if (const auto* taken = std::get_if<ImportAccount>(&change)) return accountThing(taken->account);
        if (const auto* back = std::get_if<RestoreAccount>(&change)) return accountThing(back->account);
        if (const auto* user = std::get_if<AddUser>(&change)) return userThing(user->account, user->user);
        if (const auto* key = std::get_if<AddSigningKey>(&change))
            return key->owner.starts_with('O') ? Thing{Thing::Kind::OperatorKey, {}, key->key}
                                               : signingKeyThing(key->owner, key->key);
    }
    return {};
}

const User* findUser(const Snapshot& world, const Thing& thing)
{
    const auto* account = thing.kind == Thing::Kind::User ? world.account(thing.account) : nullptr;
    if (!account) return nullptr;
    const auto found = std::ranges::find(account->users, thing.key, &User::key);
    return found == account->users.end() ? nullptr : &*found;
}

const UserScope* findScope(const Snapshot& world, const Thing& thing)
{
    const auto* account = thing.kind == Thing::Kind::SigningKey ? world.account(thing.account) : nullptr;
    if (!account) return nullptr;
    const auto found = account->claims.signingKeys.find(thing.key);
    return found == account->claims.signingKeys.end() || !found->second ? nullptr : &*found->second;
}

bool isThere(const Snapshot& world, const Thing& thing)
{
    switch (thing.kind) {
    case Thing::Kind::None:
        return false;
    case Thing::Kind::Operator:
        return !world.op.key.empty() && world.op.key == thing.key;
    case Thing::Kind::OperatorKey:
        return std::ranges::find(world.op.claims.signingKeys, thing.key) != world.op.claims.signingKeys.end();
    case Thing::Kind::Account:
        return world.account(thing.key);
    case Thing::Kind::SigningKey: {
        const auto* account = world.account(thing.account);
        return account && account->claims.signingKeys.contains(thing.key);
    }
    case Thing::Kind::User:
        return findUser(world, thing);
    case Thing::Kind::Contacts:
        return !world.op.key.empty() && !world.contacts.empty();
    case Thing::Kind::Contact:
        return world.contact(thing.key);
    }
    return false;
}

QString thingName(const Snapshot& world, const Thing& thing)
{
    switch (thing.kind) {
    case Thing::Kind::None:
        return {};
    case Thing::Kind::Operator:
        return toQt(world.op.name);
    case Thing::Kind::Account:
        return accountName(world, thing.key);
    case Thing::Kind::User:
        if (const auto* user = findUser(world, thing)) return toQt(user->name);
        break;
    case Thing::Kind::SigningKey:
        if (const auto* scope = findScope(world, thing); scope && !scope->role.empty()) return toQt(scope->role);
        break;
    case Thing::Kind::Contacts:
        return Words::tr("Contacts");
    case Thing::Kind::Contact:
        if (const auto* contact = world.contact(thing.key)) return toQt(contact->name);
        break;
    case Thing::Kind::OperatorKey:
        break;
    }
    return shortKey(thing.key);
}

QString thingKind(const Snapshot& world, const Thing& thing)
{
    switch (thing.kind) {
    case Thing::Kind::None:
        return {};
    case Thing::Kind::Operator:
        return Words::tr("Operator");
    case Thing::Kind::OperatorKey:
        return Words::tr("Signing key of operator %1").arg(toQt(world.op.name));
    case Thing::Kind::Account:
        return thing.key == world.op.claims.systemAccount ? Words::tr("System account") : Words::tr("Account");
    case Thing::Kind::SigningKey:
        return (findScope(world, thing) ? Words::tr("Scoped signing key of account %1")
                                        : Words::tr("Signing key of account %1"))
            .arg(accountName(world, thing.account));
    case Thing::Kind::User:
        return Words::tr("User of account %1").arg(accountName(world, thing.account));
    case Thing::Kind::Contacts:
        return Words::tr("Accounts elsewhere");
    case Thing::Kind::Contact:
        return Words::tr("Contact");
    }
    return {};
}

} // namespace gd::ui
