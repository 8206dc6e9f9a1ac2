// SPDX-License-Identifier: Apache-2.0
#include "core/share/signing.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/share/signing_edits.h"
#include "core/share/signing_keys.h"
#include "core/share/trust.h"

#include <algorithm>

namespace gd {

namespace {

/// A token that was revoked in this very second would be dead at birth.
UnixSeconds issueTime(const IssueToken& issue, const AccountClaims& provider, UnixSeconds now)
{
    const auto index = coveringExport(provider, issue.kind, issue.subject);
    if (!index) return now;
    for (const auto& who : {std::string("*"), issue.target}) {
        const auto revoked = provider.exports[*index].revocations.find(who);
        if (revoked != provider.exports[*index].revocations.end() && revoked->second == now) return now + 1;
    }
    return now;
}

Status signToken(IssueToken& issue, const Snapshot& world, const Signer& signer, UnixSeconds now)
{
    const auto* provider = world.account(issue.provider);
    if (!provider) return Error{ErrorCode::AccountUnknown, issue.provider, ""};
    const auto key = activationSigner(*provider, world, signer);
    if (!key) return key.error();
    ActivationClaims claims;
    claims.header.name = issue.subject; // as nsc does
    claims.header.subject = issue.target;
    claims.header.notBefore = issue.validity.start;
    claims.header.expires = issue.validity.end;
    claims.grantedSubject = issue.subject;
    claims.kind = issue.kind;
    if (*key != provider->key) claims.issuerAccount = provider->key;
    auto token = encodeToken(std::move(claims), *key, issueTime(issue, provider->claims, now), signer);
    if (!token) return token.error();
    issue.token = std::move(*token);
    return {};
}

/// Puts a token that was just issued into an import that waits for it.
template <class ChangeOfImport>
Status fillImport(ChangeOfImport& import, const std::vector<Change>& changes, std::vector<AccountChange>& accounts)
{
    if (!import.issued) return {};
    const auto* issue = *import.issued < changes.size() ? std::get_if<IssueToken>(&changes[*import.issued]) : nullptr;
    if (!issue) return Error{ErrorCode::PlanHasProblems, import.value.subject, "names no token of the plan"};
    const auto account = std::ranges::find(accounts, import.account, &AccountChange::account);
    if (account == accounts.end())
        return Error{ErrorCode::PlanHasProblems, import.account, "claims are not in the plan"};
    if (!account->after) return Error{ErrorCode::PlanHasProblems, import.account, "the account goes"};
    const auto place = std::ranges::find(account->after->imports, import.value);
    if (place == account->after->imports.end())
        return Error{ErrorCode::PlanHasProblems, import.value.subject, "claims do not hold the import"};
    place->token = import.value.token = issue->token;
    return {};
}

Status fillImports(std::vector<Change>& changes, std::vector<AccountChange>& accounts)
{
    for (auto& change : changes) {
        Status filled;
        if (auto* added = std::get_if<AddImport>(&change)) filled = fillImport(*added, changes, accounts);
        if (auto* edited = std::get_if<EditImport>(&change)) filled = fillImport(*edited, changes, accounts);
        if (!filled) return filled;
    }
    return {};
}

Status addTokenFile(const std::string& fileName, const std::string& token, const Snapshot& world,
                    Transaction& transaction)
{
    auto text = decorateToken(token);
    if (!text) return text.error();
    transaction.edits.push_back({world.workspace.tokens / fileName, std::nullopt, std::move(*text)});
    return {};
}

Status addTokenFiles(const Snapshot& world, Transaction& transaction)
{
    for (const auto& change : transaction.changes) {
        Status status;
        if (const auto* issue = std::get_if<IssueToken>(&change))
            status = addTokenFile(issue->fileName, issue->token, world, transaction);
        else if (const auto* keep = std::get_if<KeepTokenFile>(&change))
            status = addTokenFile(keep->fileName, keep->token, world, transaction);
        if (!status) return status;
    }
    return {};
}

} // namespace

bool sameClaims(const std::string& one, const std::string& other)
{
    if (one == other) return true;
    auto first = decodeToken(tokenOfText(one));
    auto second = decodeToken(tokenOfText(other));
    if (!first || !second) return false;
    for (auto* claims : {&*first, &*second})
        std::visit(
            [](auto& each) {
                each.header.issuedAt = 0;
                each.header.id.clear();
                each.header.issuer.clear();
            },
            *claims);
    // Another key of the same account may have signed a user; then this member comes or goes with it.
    for (auto* claims : {&*first, &*second})
        if (auto* user = std::get_if<UserClaims>(claims)) user->issuerAccount.clear();
    return *first == *second;
}

Result<std::string> accountSigner(const Account& account, const Snapshot& world, const Signer& signer)
{
    return accountSignerAmong(account, world, keysOf(signer));
}

Result<std::string> activationSigner(const Account& account, const Snapshot& world, const Signer& signer)
{
    return activationSignerAmong(account, world, keysOf(signer));
}

Result<std::string> userSigner(const AccountClaims& account, const std::string& issuer, const OperatorClaims& op,
                               const Signer& signer)
{
    return userSignerAmong(account, issuer, op, keysOf(signer));
}

Result<Transaction> signPlan(const SharePlan& plan, const Snapshot& world, const Signer& signer, UnixSeconds now)
{
    if (plan.base != world.revision) return Error{ErrorCode::PlanOutdated, "", ""};
    if (plan.changes.empty()) return Error{ErrorCode::PlanIsEmpty, "", ""};
    if (!plan.canApply()) return Error{ErrorCode::PlanHasProblems, "", ""};

    Transaction transaction{.id = transactionId(now), .when = now, .changes = plan.changes};
    for (auto& change : transaction.changes)
        if (auto* issue = std::get_if<IssueToken>(&change))
            if (const auto signedToken = signToken(*issue, world, signer, now); !signedToken)
                return signedToken.error();

    auto accounts = plan.accounts;
    if (const auto filled = fillImports(transaction.changes, accounts); !filled) return filled.error();
    if (const auto added = addTokenFiles(world, transaction); !added) return added.error();
    if (auto added = addEntityEdits(accounts, plan, world, signer, transaction); !added) return added.error();
    return transaction;
}

} // namespace gd
