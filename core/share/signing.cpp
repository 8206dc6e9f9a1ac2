// SPDX-License-Identifier: Apache-2.0
#include "core/share/signing.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/share/signing_keys.h"
#include "core/share/trust.h"

#include <algorithm>
#include <cstdio>
#include <random>

namespace gd {

namespace {

HasKey keysOf(const Signer& signer)
{
    return [&signer](const std::string& key) {
        return signer.canSign(key);
    };
}

/// Time for people who look into the folder, chance for uniqueness.
std::string transactionId(UnixSeconds now)
{
    std::random_device device;
    char text[48];
    std::snprintf(text, sizeof text, "%lld-%08x%08x", static_cast<long long>(now), device(), device());
    return text;
}

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

/// A fresh token for claims, later than the present one whatever the clock says.
Result<std::string> signAccount(AccountClaims claims, const Account& present, const Snapshot& world,
                                const Signer& signer, UnixSeconds now)
{
    const auto key = accountSigner(present, world, signer);
    if (!key) return key.error();
    return encodeToken(std::move(claims), *key, std::max(now, present.claims.header.issuedAt + 1), signer);
}

/// Puts the tokens that were just issued into the imports that wait for them.
Status fillImports(std::vector<Change>& changes, std::vector<AccountChange>& accounts)
{
    for (auto& change : changes) {
        auto* import = std::get_if<AddImport>(&change);
        if (!import || !import->issued) continue;
        const auto* issue =
            *import->issued < changes.size() ? std::get_if<IssueToken>(&changes[*import->issued]) : nullptr;
        if (!issue) return Error{ErrorCode::PlanHasProblems, import->value.subject, "names no token of the plan"};
        const auto account = std::ranges::find(accounts, import->account, &AccountChange::account);
        if (account == accounts.end())
            return Error{ErrorCode::PlanHasProblems, import->account, "claims are not in the plan"};
        const auto place = std::ranges::find(account->after->imports, import->value);
        if (place == account->after->imports.end())
            return Error{ErrorCode::PlanHasProblems, import->value.subject, "claims do not hold the import"};
        place->token = import->value.token = issue->token;
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

const Account* accountOfFile(const Snapshot& world, const std::filesystem::path& file)
{
    const auto found = std::ranges::find(world.accounts, file, &Account::file);
    return found == world.accounts.end() ? nullptr : &*found;
}

/// The inverse of one edit. Files that hold an account are signed again; token files come and go unchanged.
Result<FileEdit> invert(const FileEdit& edit, const Snapshot& world, const Signer& signer, UnixSeconds now)
{
    FileEdit inverse{edit.file, edit.after, edit.before};
    const auto* account = accountOfFile(world, edit.file);
    if (!account || !edit.before || !edit.after) return inverse;
    // Taking back a later step has signed the account again: other bytes, but what this step had made of it.
    inverse.before = account->token;
    if (!sameClaims(account->token, *edit.after)) return Error{ErrorCode::StoreChangedOutside, edit.file.string(), ""};
    auto claims = decodeAccount(tokenOfText(*edit.before));
    if (!claims) return claims.error();
    auto token = signAccount(std::move(*claims), *account, world, signer, now);
    if (!token) {
        const auto code = token.error().code;
        const bool keyIsGone = code == ErrorCode::NoSigningKey || code == ErrorCode::StrictNeedsSigningKey ||
                               code == ErrorCode::KeyNotHere;
        return keyIsGone ? Error{ErrorCode::UndoNeedsKey, account->name, token.error().detail} : token.error();
    }
    inverse.after = std::move(*token);
    return inverse;
}

} // namespace

bool sameClaims(const std::string& one, const std::string& other)
{
    if (one == other) return true;
    auto first = decodeAccount(tokenOfText(one));
    auto second = decodeAccount(tokenOfText(other));
    if (!first || !second) return false;
    for (auto* claims : {&*first, &*second}) {
        claims->header.issuedAt = 0;
        claims->header.id.clear();
        claims->header.issuer.clear();
    }
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
    for (auto& change : accounts) {
        const auto* account = world.account(change.account);
        if (!account) return Error{ErrorCode::AccountUnknown, change.account, ""};
        auto token = signAccount(std::move(*change.after), *account, world, signer, now);
        if (!token) return token.error();
        transaction.edits.push_back({account->file, account->token, std::move(*token)});
    }
    return transaction;
}

Result<Transaction> signInverse(const Transaction& done, const Snapshot& world, const Signer& signer, UnixSeconds now)
{
    Transaction transaction{.id = transactionId(now),
                            .when = now,
                            .changes = done.changes,
                            .firstDone = done.firstDone ? done.firstDone : done.when};
    // Backwards, as it should be for anything that is taken back.
    for (auto edit = done.edits.rbegin(); edit != done.edits.rend(); ++edit) {
        auto inverse = invert(*edit, world, signer, now);
        if (!inverse) return inverse.error();
        transaction.edits.push_back(std::move(*inverse));
    }
    return transaction;
}

} // namespace gd
