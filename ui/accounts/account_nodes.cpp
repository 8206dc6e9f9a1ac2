// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/account_nodes.h"

#include "ui/bridge/strings.h"
#include "ui/words/names.h"

#include <QCoreApplication>

#include <map>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::AccountNode)
};

/// Rows below one row, each told from all others beside it.
class Rows {
public:
    Rows(const Snapshot& world, UnixSeconds now) : m_world(world), m_now(now) {}

    AccountNode& add(const Thing& thing, const QString& name, const Notes& notes)
    {
        return m_rows.emplace_back(AccountNode{thing, m_seen[thing]++, name, notes, {}});
    }
    AccountNode& add(const Thing& thing, const QString& name)
    {
        return add(thing, name, notesOf(m_world, thing, m_now));
    }

    std::vector<AccountNode> take() { return std::move(m_rows); }

private:
    const Snapshot& m_world;
    UnixSeconds m_now;
    std::vector<AccountNode> m_rows{};
    std::map<Thing, int> m_seen{};
};

QString signingKeyName(const std::string& key, const UserScope* scope)
{
    if (scope && !scope->role.empty()) return Words::tr("Key %1, role %2").arg(shortKey(key), toQt(scope->role));
    return Words::tr("Key %1").arg(shortKey(key));
}

std::vector<AccountNode> below(const Account& account, const Snapshot& world, UnixSeconds now)
{
    Rows rows(world, now);
    for (const auto& [key, scope] : account.claims.signingKeys)
        rows.add(signingKeyThing(account.key, key), signingKeyName(key, scope ? &*scope : nullptr));
    for (const auto& user : account.users)
        rows.add(userThing(account.key, user.key), toQt(user.name));
    return rows.take();
}

std::vector<AccountNode> contactNodes(const Snapshot& world, UnixSeconds now)
{
    Rows rows(world, now);
    for (const auto& contact : world.contacts) {
        auto& row = rows.add(contactThing(contact.key), toQt(contact.name));
        row.notes.insert(row.notes.begin(), {shortKey(contact.key), QStringLiteral("key")});
    }
    return rows.take();
}

} // namespace

std::vector<AccountNode> accountNodes(const Snapshot& world, UnixSeconds now, const OperatorAnswers& answers)
{
    if (world.op.key.empty()) return {};
    Rows top(world, now);
    Rows rows(world, now);
    auto& op = top.add(operatorThing(world), toQt(world.op.name));
    for (const auto& key : world.op.claims.signingKeys)
        rows.add({Thing::Kind::OperatorKey, {}, key}, signingKeyName(key, nullptr));
    for (const auto& account : world.accounts) {
        const auto thing = accountThing(account.key);
        rows.add(thing, toQt(account.name), notesOf(world, thing, now, answers)).children = below(account, world, now);
    }
    if (!world.contacts.empty()) {
        const auto group = contactsThing();
        rows.add(group, thingName(world, group)).children = contactNodes(world, now);
    }
    op.children = rows.take();
    return top.take();
}

} // namespace gd::ui
