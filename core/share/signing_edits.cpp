// SPDX-License-Identifier: Apache-2.0
#include "core/share/signing_edits.h"

#include "core/jwt/token.h"
#include "core/share/signing_keys.h"
#include "core/store/layout.h"

#include <algorithm>
#include <cstdio>
#include <random>

namespace gd {

namespace {

/// Makes the edits of one plan.
class EditMaker {
public:
    EditMaker(const std::vector<AccountChange>& accounts, const SharePlan& plan, const Snapshot& world,
              const Signer& signer, Transaction& transaction)
        : m_accounts(accounts),
          m_plan(plan),
          m_world(world),
          m_signer(signer),
          m_transaction(transaction),
          m_op(world.op)
    {
        if (plan.op) m_op.claims = plan.op->after; // who may sign is what the operator says afterwards
    }

    Status make()
    {
        for (const auto& change : m_accounts)
            if (auto done = addAccount(change); !done) return done;
        for (const auto& change : m_plan.users)
            if (auto done = addUser(change); !done) return done;
        return m_plan.op ? addOperator(*m_plan.op) : Status();
    }

private:
    Status addAccount(const AccountChange& change)
    {
        const auto* present = m_world.account(change.account);
        if (!present && change.before) return Error{ErrorCode::AccountUnknown, change.account, ""};
        if (!change.after) {
            if (present) removeAccount(*present);
            return {};
        }
        auto token = change.token.empty() ? signAccount(*change.after, present ? present->claims.header.issuedAt : 0,
                                                        m_op, m_signer, m_transaction.when)
                                          : Result<std::string>(change.token);
        if (!token) return token.error();
        const auto& name = change.after->header.name;
        // A file whose name differs from the claims from the beginning stays where it is.
        const bool moves = present && change.before && change.before->header.name != name;
        if (present && !moves) {
            add(present->file, present->token, std::move(*token));
            return {};
        }
        add(accountTokenFile(m_world.workspace, m_world.workspace.operatorName, name), {}, std::move(*token));
        if (present) moveAway(*present, name);
        return {};
    }

    /// Users go along byte for byte: their tokens do not tell the name of their account.
    void moveAway(const Account& account, const std::string& name)
    {
        const auto& folder = m_world.workspace.operatorName;
        for (const auto& user : account.users)
            if (!isInPlan(account.key, user.key))
                add(userTokenFile(m_world.workspace, folder, name, user.name), {}, textOf(user));
        removeAccount(account);
    }

    void removeAccount(const Account& account)
    {
        for (const auto& user : account.users)
            add(userFileOf(m_world, account, user), textOf(user), {});
        add(account.file, account.token, {});
    }

    bool isInPlan(const std::string& account, const std::string& user) const
    {
        return std::ranges::any_of(
            m_plan.users, [&](const UserChange& change) { return change.account == account && change.user == user; });
    }

    Status addUser(const UserChange& change)
    {
        const auto* claims = accountClaims(change.account);
        const auto* account = m_world.account(change.account);
        if (!claims) return Error{ErrorCode::AccountUnknown, change.account, ""};
        const User* present = nullptr;
        if (account)
            if (const auto found = std::ranges::find(account->users, change.user, &User::key);
                found != account->users.end())
                present = &*found;
        if (!present && change.before) return Error{ErrorCode::UserUnknown, change.user, ""};
        if (!change.after) {
            if (present) add(userFileOf(m_world, *account, *present), textOf(*present), {});
            return {};
        }
        auto token = change.text.empty() ? signUser(*change.after, present ? present->claims.header.issuedAt : 0,
                                                    *claims, m_op, m_signer, m_transaction.when)
                                         : Result<std::string>(change.text);
        if (!token) return token.error();
        if (present) {
            add(userFileOf(m_world, *account, *present), textOf(*present), std::move(*token));
            return {};
        }
        add(userTokenFile(m_world.workspace, m_world.workspace.operatorName,
                          account ? account->name : claims->header.name, change.after->header.name),
            {}, std::move(*token));
        return {};
    }

    Status addOperator(const OperatorChange& change)
    {
        auto token = change.token.empty()
                         ? signOperator(change.after, m_world.op.claims.header.issuedAt, m_signer, m_transaction.when)
                         : Result<std::string>(change.token);
        if (!token) return token.error();
        add(operatorTokenFile(m_world.workspace, m_world.workspace.operatorName, m_world.op.name), textOf(m_world.op),
            std::move(*token));
        return {};
    }

    /// As the plan leaves it.
    const AccountClaims* accountClaims(const std::string& key) const
    {
        const auto change = std::ranges::find(m_accounts, key, &AccountChange::account);
        if (change != m_accounts.end()) return change->after ? &*change->after : nullptr;
        const auto* account = m_world.account(key);
        return account ? &account->claims : nullptr;
    }

    void add(std::filesystem::path file, std::optional<std::string> before, std::optional<std::string> after)
    {
        m_transaction.edits.push_back({std::move(file), std::move(before), std::move(after)});
    }

    const std::vector<AccountChange>& m_accounts;
    const SharePlan& m_plan;
    const Snapshot& m_world;
    const Signer& m_signer;
    Transaction& m_transaction;
    OperatorEntry m_op;
};

/// Later than the present one.
UnixSeconds issueTimeAfter(UnixSeconds present, UnixSeconds now)
{
    return present == 0 ? now : std::max(now, present + 1);
}

} // namespace

std::string transactionId(UnixSeconds now)
{
    std::random_device device;
    char text[48];
    std::snprintf(text, sizeof text, "%lld-%08x%08x", static_cast<long long>(now), device(), device());
    return text;
}

Result<std::string> signAccount(AccountClaims claims, UnixSeconds present, const OperatorEntry& op,
                                const Signer& signer, UnixSeconds now)
{
    const auto key = accountSignerAmong(claims, op, keysOf(signer));
    if (!key) return key.error();
    return encodeToken(std::move(claims), *key, issueTimeAfter(present, now), signer);
}

Result<std::string> signUser(UserClaims claims, UnixSeconds present, const AccountClaims& account,
                             const OperatorEntry& op, const Signer& signer, UnixSeconds now)
{
    const auto key = userSignerAmong(account, claims.header.issuer, op.claims, keysOf(signer));
    if (!key) return key.error();
    claims.issuerAccount = *key == account.header.subject ? std::string() : account.header.subject;
    return encodeToken(std::move(claims), *key, issueTimeAfter(present, now), signer);
}

Result<std::string> signOperator(OperatorClaims claims, UnixSeconds present, const Signer& signer, UnixSeconds now)
{
    const auto key = claims.header.subject;
    if (!signer.canSign(key)) return Error{ErrorCode::NoSigningKey, claims.header.name, ""};
    return encodeToken(std::move(claims), key, issueTimeAfter(present, now), signer);
}

std::filesystem::path userFileOf(const Snapshot& world, const Account& account, const User& user)
{
    return userTokenFile(world.workspace, world.workspace.operatorName, account.name, user.name);
}

const std::string& textOf(const User& user)
{
    return user.wholeFile.empty() ? user.token : user.wholeFile;
}

const std::string& textOf(const OperatorEntry& op)
{
    return op.wholeFile.empty() ? op.token : op.wholeFile;
}

Status addEntityEdits(const std::vector<AccountChange>& accounts, const SharePlan& plan, const Snapshot& world,
                      const Signer& signer, Transaction& transaction)
{
    return EditMaker(accounts, plan, world, signer, transaction).make();
}

} // namespace gd
