// SPDX-License-Identifier: Apache-2.0
#include "core/share/derived_memory.h"

namespace gd {

Scope::Scope(const Snapshot& world, const Snapshot* previous)
{
    if (!previous || !previous->memory.derived) return;
    for (const auto& account : previous->accounts)
        m_before.emplace(account.key, &account);
    const auto& memory = *previous->memory.derived;
    if (world.readAt < memory.validFrom || world.readAt >= memory.validUntil) return;
    if (world.op.managed != previous->op.managed) return; // rules ask for it
    m_isAll = false;
    compareAccounts(world, *previous);
    compareTokenFiles(world, *previous);
}

const Account* Scope::before(std::string_view key) const
{
    const auto found = m_before.find(key);
    return found == m_before.end() ? nullptr : found->second;
}

/// A provider's exports take part in all its shares; an importer may tell what an export is for, which all others see.
void Scope::change(const Account& account)
{
    m_accounts.insert(account.key);
    m_providers.insert(account.key);
    for (const auto& import : account.claims.imports)
        m_providers.insert(import.account);
}

void Scope::compareAccounts(const Snapshot& world, const Snapshot& previous)
{
    std::unordered_set<std::string_view> here;
    for (const auto& account : world.accounts) {
        here.insert(account.key);
        const auto* old = before(account.key);
        // Equal tokens have equal claims.
        if (old && old->name == account.name && old->operatorSigned == account.operatorSigned &&
            old->token == account.token)
            continue;
        change(account);
        if (old) change(*old);
    }
    for (const auto& account : previous.accounts)
        if (!here.contains(account.key)) change(account);

    const auto changed = m_accounts;
    for (const auto& account : world.accounts)
        for (const auto& import : account.claims.imports)
            if (changed.contains(import.account)) {
                m_accounts.insert(account.key); // what its tokens are worth is the provider's to say
                break;
            }
}

void Scope::compareTokenFiles(const Snapshot& world, const Snapshot& previous)
{
    const auto namesOf = [](const Snapshot& snapshot) {
        std::map<std::string_view, const TokenFile*> files;
        for (const auto& file : snapshot.tokenFiles)
            files.emplace(file.file.native(), &file);
        return files;
    };
    const auto now = namesOf(world), then = namesOf(previous);
    const auto markMissing = [this](const auto& files, const auto& others) {
        for (const auto& [name, file] : files) {
            const auto other = others.find(name);
            if (file->claims && (other == others.end() || other->second->token != file->token))
                m_providers.insert(file->claims->provider());
        }
    };
    markMissing(now, then);
    markMissing(then, now);
    // A share stands where the name of its consumer puts it, also one that only waits on the shelf.
    for (const auto& file : world.tokenFiles)
        if (file.claims && m_accounts.contains(file.claims->header.subject))
            m_providers.insert(file.claims->provider());
}

} // namespace gd
