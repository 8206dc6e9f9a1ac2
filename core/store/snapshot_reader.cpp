// SPDX-License-Identifier: Apache-2.0
#include "core/store/snapshot_reader.h"

#include "core/base/parallel.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/store/store_scan.h"

#include <algorithm>
#include <functional>

namespace gd {

namespace {

Finding unreadable(Severity severity, const ScannedFile& file, const Error& error, const std::string& account = {})
{
    return {severity, FindingCode::FileUnreadable, account, file.file.string(), error.detail};
}

/// The operator's own token. Only a token of version 1 ends the reading; a damaged one leaves the accounts to look at.
Status readOperator(const StoreScan& scan, Snapshot& world)
{
    world.op.name = scan.name;
    world.op.managed = scan.managed;
    if (scan.info.problem) world.findings.push_back(unreadable(Severity::Warning, scan.info, *scan.info.problem));
    const ScannedFile& file = scan.operatorToken;
    if (file.problem) {
        world.findings.push_back(unreadable(Severity::Problem, file, *file.problem));
        return {};
    }
    const std::string token = tokenOfText(file.content);
    auto claims = decodeOperator(token);
    const bool isVersion1 =
        claims ? claims->tail.version < 2 : claims.error().code == ErrorCode::TokenVersionUnsupported;
    if (isVersion1) return Error{ErrorCode::StoreVersion, file.file.string(), {}};
    if (!claims) {
        world.findings.push_back(unreadable(Severity::Problem, file, claims.error()));
        return {};
    }
    world.op.token = token;
    if (token != file.content) world.op.wholeFile = file.content;
    world.op.key = claims->header.subject;
    world.op.claims = std::move(*claims);
    return {};
}

/// Whether a key of the operator issued it; under a strict operator its identity key must not.
bool isOperatorSigned(const AccountClaims& claims, const OperatorEntry& op)
{
    const auto& keys = op.claims.signingKeys;
    const std::string& issuer = claims.header.issuer;
    if (std::find(keys.begin(), keys.end(), issuer) != keys.end()) return true;
    return !op.claims.strictSigningKeyUsage && !op.key.empty() && issuer == op.key;
}

/// The claims of an account and its users, or why there are none.
struct DecodedAccount {
    Result<AccountClaims> claims = Error{};
    std::vector<Result<UserClaims>> users{};
};

/// All tokens of a scan except the operator's, in its order.
struct DecodedStore {
    std::vector<DecodedAccount> accounts{};
    std::vector<Result<ActivationClaims>> tokenFiles{};
};

template <class C>
void decodeFile(const ScannedFile& file, Result<C> (*decode)(std::string_view), Result<C>& result)
{
    result = file.problem ? Result<C>(*file.problem) : decode(tokenOfText(file.content));
}

/// Verifies all signatures, which takes longer than everything else that is read; so all cores help.
DecodedStore decodeAll(const StoreScan& scan)
{
    DecodedStore store;
    store.accounts.resize(scan.accounts.size());
    store.tokenFiles.resize(scan.tokenFiles.size(), Error{});
    std::vector<std::function<void()>> work;
    for (std::size_t i = 0; i < scan.accounts.size(); ++i) {
        const ScannedAccount& scanned = scan.accounts[i];
        DecodedAccount& account = store.accounts[i];
        account.users.resize(scanned.users.size(), Error{});
        work.emplace_back([&] { decodeFile(scanned.token, decodeAccount, account.claims); });
        for (std::size_t k = 0; k < scanned.users.size(); ++k)
            work.emplace_back([&, k] { decodeFile(scanned.users[k].token, decodeUser, account.users[k]); });
    }
    for (std::size_t i = 0; i < scan.tokenFiles.size(); ++i)
        work.emplace_back([&, i] { decodeFile(scan.tokenFiles[i], decodeActivation, store.tokenFiles[i]); });
    forEachIndex(work.size(), [&work](std::size_t i) { work[i](); });
    return store;
}

void readUsers(const ScannedAccount& scanned, std::vector<Result<UserClaims>>& decoded, Account& account,
               Snapshot& world)
{
    for (std::size_t i = 0; i < scanned.users.size(); ++i) {
        const ScannedUser& each = scanned.users[i];
        const std::string token = tokenOfText(each.token.content);
        auto& claims = decoded[i];
        if (!claims) {
            world.findings.push_back(unreadable(Severity::Warning, each.token, claims.error(), account.key));
            continue;
        }
        const std::string key = claims->header.subject;
        std::string wholeFile = token == each.token.content ? std::string() : each.token.content;
        account.users.push_back({key, each.name, std::move(*claims), token, std::move(wholeFile),
                                 world.keysHere.contains(key), each.creds});
    }
}

/// Which of two files with the same account is meant: nsc names the folder after the account, so a renamed account
/// leaves its old folder behind; among equals the one issued later.
bool isBetter(const Account& one, const Account& other)
{
    const bool oneFits = one.claims.header.name == one.name;
    const bool otherFits = other.claims.header.name == other.name;
    return oneFits != otherFits ? oneFits : one.claims.header.issuedAt > other.claims.header.issuedAt;
}

/// Adds an account. An account that is there twice is a finding: views and grants know accounts by key.
void addAccount(Account account, Snapshot& world)
{
    const auto twin = std::find_if(world.accounts.begin(), world.accounts.end(),
                                   [&account](const Account& each) { return each.key == account.key; });
    if (twin == world.accounts.end()) {
        world.accounts.push_back(std::move(account));
        return;
    }
    if (isBetter(account, *twin)) {
        std::swap(account, *twin);
        std::sort(world.accounts.begin(), world.accounts.end(),
                  [](const Account& a, const Account& b) { return a.name < b.name; });
    }
    world.findings.push_back({Severity::Warning, FindingCode::FileUnreadable, account.key, account.file.string(),
                              "the same account lies in two folders"});
}

void readAccount(const ScannedAccount& scanned, DecodedAccount& decoded, Snapshot& world)
{
    auto& claims = decoded.claims;
    if (!claims) {
        world.findings.push_back(unreadable(Severity::Problem, scanned.token, claims.error()));
        return;
    }
    Account account;
    account.key = claims->header.subject;
    account.name = scanned.name;
    account.claims = std::move(*claims);
    account.token = scanned.token.content; // whole: a transaction compares it with the file
    account.file = scanned.token.file;
    account.operatorSigned = isOperatorSigned(account.claims, world.op);
    // Without an operator token nothing can be said, and it is said about that token already.
    if (!account.operatorSigned && !world.op.key.empty())
        world.findings.push_back({world.op.managed ? Severity::Warning : Severity::Problem,
                                  FindingCode::NotOperatorSigned, account.key, account.name,
                                  account.claims.header.issuer});
    readUsers(scanned, decoded.users, account, world);
    addAccount(std::move(account), world);
}

void readTokenFile(const ScannedFile& scanned, Result<ActivationClaims>& claims, Snapshot& world)
{
    TokenFile file{scanned.file, {}, {}};
    if (claims) {
        file.token = tokenOfText(scanned.content);
        file.claims = std::move(*claims);
    } else {
        world.findings.push_back(unreadable(Severity::Warning, scanned, claims.error()));
    }
    world.tokenFiles.push_back(std::move(file));
}

} // namespace

Result<Snapshot> readSnapshot(const Workspace& workspace, UnixSeconds now)
{
    auto scan = scanStore(workspace);
    if (!scan) return scan.error();

    Snapshot world;
    world.revision = revisionOf(*scan);
    world.readAt = now;
    world.workspace = workspace;
    world.workspace.operatorName = scan->folder;
    world.operatorNames = scan->operators;
    world.keysHere = scan->keysHere;
    if (auto read = readOperator(*scan, world); !read) return read.error();
    if (!scan->misplacedKey.empty())
        world.findings.push_back({Severity::Problem,
                                  FindingCode::KeystoreOldLayout,
                                  {},
                                  workspace.keystore.string(),
                                  scan->misplacedKey.string()});
    DecodedStore decoded = decodeAll(*scan);
    for (std::size_t i = 0; i < scan->accounts.size(); ++i)
        readAccount(scan->accounts[i], decoded.accounts[i], world);
    for (std::size_t i = 0; i < scan->tokenFiles.size(); ++i)
        readTokenFile(scan->tokenFiles[i], decoded.tokenFiles[i], world);
    return world;
}

Revision currentRevision(const Workspace& workspace)
{
    const auto scan = scanStore(workspace);
    return scan ? revisionOf(*scan) : Revision();
}

} // namespace gd
