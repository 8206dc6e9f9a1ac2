// SPDX-License-Identifier: Apache-2.0
#include "core/store/snapshot.h"

#include <algorithm>

namespace gd {

const Account* Snapshot::account(const std::string& key) const
{
    const auto found =
        std::find_if(accounts.begin(), accounts.end(), [&key](const Account& each) { return each.key == key; });
    return found == accounts.end() ? nullptr : &*found;
}

const Contact* Snapshot::contact(const std::string& key) const
{
    return contactOf(contacts, key);
}

const Account* Snapshot::accountNamed(const std::string& name) const
{
    const auto found =
        std::find_if(accounts.begin(), accounts.end(), [&name](const Account& each) { return each.name == name; });
    return found == accounts.end() ? nullptr : &*found;
}

} // namespace gd
