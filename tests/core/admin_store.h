// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/account_admin.h"
#include "core/admin/applying.h"
#include "core/admin/creds.h"
#include "core/admin/operator_admin.h"
#include "core/admin/signing_key_admin.h"
#include "core/admin/user_admin.h"
#include "core/share/signing.h"
#include "core/share/world.h"
#include "tests/core/sample_store.h"

#include <QTest>

namespace gd::test {

/// The sample store and what a session does with plans, undo and redo included.
struct AdminStore : SampleStore {
    std::shared_ptr<NewKeys> newKeys = std::make_shared<NewKeys>();
    UnixSeconds clock = now + 100;
    Transaction last{};

    SnapshotPtr world() const
    {
        auto read = readWorld(at, clock);
        if (!read) qFatal("cannot read: %d", static_cast<int>(read.error().code));
        return *read;
    }

    std::string create(KeyKind kind) const
    {
        const auto key = newKeys->create(kind);
        if (!key) qFatal("no key");
        return *key;
    }

    std::string key(const std::string& account) const { return world()->accountNamed(account)->key; }
    AccountClaims claims(const std::string& account) const { return world()->accountNamed(account)->claims; }
    User user(const std::string& account) const { return world()->accountNamed(account)->users.at(0); }

    std::filesystem::path journal() const { return at.state / "journal"; }

    Status write(const Result<Transaction>& transaction)
    {
        if (!transaction) return transaction.error();
        const auto before = world();
        DiskArea area;
        if (auto done = applyWithKeys(*transaction, newKeys.get(), at, area, journal()); !done) return done;
        last = *transaction;
        removeEmptyFolders(last, at);
        const auto followed = followWithCreds(last, *before, *world());
        return followed ? Status() : Status(followed.error());
    }

    Status apply(const Result<SharePlan>& plan)
    {
        if (!plan) return plan.error();
        return write(signPlan(*plan, *world(), SignerWithNewKeys(keys, newKeys.get()), clock));
    }

    /// Takes back what was done last; again: does it again.
    Status takeBack() { return write(signInverse(last, *world(), keys, clock)); }

    /// Claims are exchanged behind GrantDesk's back, as another tool would.
    void rewrite(const std::string& account, const std::function<void(AccountClaims&)>& edit) const
    {
        const auto present = world();
        auto changed = present->accountNamed(account)->claims;
        edit(changed);
        SampleStore::write(accountFile(account), sign(changed, changed.header.issuer, clock));
    }
    void rewriteOperator(const std::function<void(OperatorClaims&)>& edit) const
    {
        auto changed = world()->op.claims;
        edit(changed);
        SampleStore::write(operatorTokenFile(at, "OP", "OP"), sign(changed, changed.header.subject, clock));
    }
    using SampleStore::write;
};

/// What is wrong, as "field: code" with the number of the code's name left to the test.
inline bool hasProblem(const std::vector<FieldProblem>& problems, const std::string& field, ErrorCode code)
{
    return std::ranges::any_of(
        problems, [&](const FieldProblem& problem) { return problem.field == field && problem.error.code == code; });
}

inline bool hasFinding(const std::vector<Finding>& findings, FindingCode code, Severity severity)
{
    return std::ranges::any_of(
        findings, [&](const Finding& finding) { return finding.code == code && finding.severity == severity; });
}

/// Ends a test function with the code of the error.
#define GD_OK(status)                                                                                                  \
    do {                                                                                                               \
        const auto& outcome = (status);                                                                                \
        if (!outcome)                                                                                                  \
            QFAIL(qPrintable(QString("error %1 at %2: %3")                                                             \
                                 .arg(static_cast<int>(outcome.error().code))                                          \
                                 .arg(outcome.error().where.c_str(), outcome.error().detail.c_str())));                \
    } while (false)

} // namespace gd::test
