// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/change.h"
#include "core/store/snapshot.h"

#include <QString>

#include <tuple>

namespace gd::ui {

/// What a person points at on the Accounts page. Keys only, so that it outlives a reload; the finders below look it up
/// in the present world.
struct Thing {
    enum class Kind {
        None,
        Operator,
        OperatorKey,
        Account,
        SigningKey,
        User,
        Contacts, ///< all of them; has no key
        Contact,
    };

    Kind kind = Kind::None;
    std::string account{}; ///< key of the account that it is or belongs to; empty with the operator and contacts
    std::string key{};     ///< its own public key

    bool operator==(const Thing&) const = default;
    bool operator<(const Thing& other) const
    {
        return std::tie(kind, account, key) < std::tie(other.kind, other.account, other.key);
    }
};

inline Thing operatorThing(const Snapshot& world)
{
    return {Thing::Kind::Operator, {}, world.op.key};
}
inline Thing accountThing(const std::string& key)
{
    return {Thing::Kind::Account, key, key};
}
inline Thing signingKeyThing(const std::string& account, const std::string& key)
{
    return {Thing::Kind::SigningKey, account, key};
}
inline Thing userThing(const std::string& account, const std::string& key)
{
    return {Thing::Kind::User, account, key};
}

inline Thing contactsThing()
{
    return {Thing::Kind::Contacts, {}, {}};
}
inline Thing contactThing(const std::string& key)
{
    return {Thing::Kind::Contact, {}, key};
}
inline bool isOfContacts(const Thing& thing)
{
    return thing.kind == Thing::Kind::Contacts || thing.kind == Thing::Kind::Contact;
}

/// What the first of these changes has made; none if they made nothing of this page.
Thing madeBy(const std::vector<Change>& changes);

bool isThere(const Snapshot& world, const Thing& thing);

/// The user that it is, or null.
const User* findUser(const Snapshot& world, const Thing& thing);

/// The scope of a signing key, or null if it is plain or not there.
const UserScope* findScope(const Snapshot& world, const Thing& thing);

/// "ACCTA", the role of a scoped key, or a short key where it has no name.
QString thingName(const Snapshot& world, const Thing& thing);

/// "account", "user of ACCTA" …
QString thingKind(const Snapshot& world, const Thing& thing);

} // namespace gd::ui
