// SPDX-License-Identifier: Apache-2.0
#include "core/store/snapshot_reader.h"

#include "core/base/parallel.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/store/store_scan.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace gd {

namespace {

namespace fs = std::filesystem;

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
    std::string text{};                                         ///< of its file
    std::vector<std::pair<User, std::optional<Error>>> users{}; ///< keys not yet filled in
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

/// Finds what was read before, by the names of folders and files.
class Before {
public:
    explicit Before(const Snapshot* previous)
    {
        if (!previous) return;
        for (const auto& account : previous->accounts)
            m_accounts.emplace(account.name, &account);
        for (const auto& file : previous->tokenFiles)
            m_tokenFiles.emplace(file.file.native(), &file);
    }

    const Account* account(const std::string& name) const { return valueOf(m_accounts, name); }
    const TokenFile* tokenFile(const fs::path& file) const { return valueOf(m_tokenFiles, file.native()); }
    static const User* user(const Account* account, const std::string& name)
    {
        if (!account) return nullptr;
        const auto found = std::ranges::find(account->users, name, &User::name);
        return found == account->users.end() ? nullptr : &*found;
    }

private:
    template <class V>
    static V valueOf(const std::unordered_map<std::string_view, V>& map, std::string_view name)
    {
        const auto found = map.find(name);
        return found == map.end() ? nullptr : found->second;
    }

    std::unordered_map<std::string_view, const Account*> m_accounts{};
    std::unordered_map<std::string_view, const TokenFile*> m_tokenFiles{};
};

void decodeOne(const ScannedAccount& scanned, const Account* before, DecodedAccount& account)
{
    if (scanned.token.isAsBefore && before) {
        account.claims = before->claims;
        account.text = before->token;
        return;
    }
    decodeFile(scanned.token, decodeAccount, account.claims);
    account.text = scanned.token.content; // whole: a transaction compares it with the file
}

void decodeOne(const ScannedUser& scanned, const Account* before, std::pair<User, std::optional<Error>>& decoded)
{
    auto& [user, problem] = decoded;
    if (const auto* known = scanned.token.isAsBefore ? Before::user(before, scanned.name) : nullptr) {
        user = *known;
        user.credsFile = scanned.creds;
        return;
    }
    const std::string token = tokenOfText(scanned.token.content);
    user = {{},    scanned.name, {}, token, token == scanned.token.content ? std::string() : scanned.token.content,
            false, scanned.creds};
    Result<UserClaims> claims = Error{};
    decodeFile(scanned.token, decodeUser, claims);
    if (claims)
        user.claims = std::move(*claims);
    else
        problem = claims.error();
}

void decodeOne(const ScannedFile& scanned, const TokenFile* before, Result<ActivationClaims>& claims)
{
    if (scanned.isAsBefore && before && before->claims)
        claims = *before->claims;
    else
        decodeFile(scanned, decodeActivation, claims);
}

/// Verifies all signatures, which takes longer than everything else that is read; so all cores help.
DecodedStore decodeAll(const StoreScan& scan, const Before& before, ReadProgress* progress)
{
    DecodedStore store;
    store.accounts.resize(scan.accounts.size());
    store.tokenFiles.resize(scan.tokenFiles.size(), Error{});
    std::vector<std::function<void()>> work;
    for (std::size_t i = 0; i < scan.accounts.size(); ++i) {
        const ScannedAccount& scanned = scan.accounts[i];
        DecodedAccount& account = store.accounts[i];
        const Account* known = before.account(scanned.name);
        account.users.resize(scanned.users.size());
        work.emplace_back([&, known] { decodeOne(scanned, known, account); });
        for (std::size_t k = 0; k < scanned.users.size(); ++k)
            work.emplace_back([&, known, k] { decodeOne(scanned.users[k], known, account.users[k]); });
    }
    for (std::size_t i = 0; i < scan.tokenFiles.size(); ++i)
        work.emplace_back(
            [&, i] { decodeOne(scan.tokenFiles[i], before.tokenFile(scan.tokenFiles[i].file), store.tokenFiles[i]); });
    if (progress) progress->enter(ReadProgress::Phase::Tokens, work.size());
    const auto doOne = [&work, progress](std::size_t i) {
        work[i]();
        if (progress) progress->step();
    };
    forEachIndex(work.size(), doOne, {.stop = progress ? progress->stop() : std::stop_token()});
    return store;
}

void readUsers(const ScannedAccount& scanned, DecodedAccount& decoded, Account& account, Snapshot& world)
{
    for (std::size_t i = 0; i < scanned.users.size(); ++i) {
        auto& [user, problem] = decoded.users[i];
        if (problem) {
            world.findings.push_back(unreadable(Severity::Warning, scanned.users[i].token, *problem, account.key));
            continue;
        }
        user.key = user.claims.header.subject;
        user.keyHere = world.keysHere.contains(user.key);
        account.users.push_back(std::move(user));
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

/// Collects accounts. An account that is there twice is a finding: views and grants know accounts by key.
class AccountList {
public:
    explicit AccountList(Snapshot& world) : m_world(world) {}

    void add(Account account)
    {
        const auto [place, isNew] = m_places.emplace(account.key, m_world.accounts.size());
        if (isNew) {
            m_world.accounts.push_back(std::move(account));
            return;
        }
        auto& twin = m_world.accounts[place->second];
        if (isBetter(account, twin)) std::swap(account, twin);
        m_world.findings.push_back({Severity::Warning, FindingCode::FileUnreadable, account.key, account.file.string(),
                                    "the same account lies in two folders"});
    }

    /// A twin that was better has another name than the one whose place it took.
    void finish() { std::ranges::stable_sort(m_world.accounts, {}, &Account::name); }

private:
    Snapshot& m_world;
    std::unordered_map<std::string, std::size_t> m_places{};
};

void readAccount(const ScannedAccount& scanned, DecodedAccount& decoded, AccountList& accounts, Snapshot& world)
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
    account.token = std::move(decoded.text);
    account.file = scanned.token.file;
    account.operatorSigned = isOperatorSigned(account.claims, world.op);
    // Without an operator token nothing can be said, and it is said about that token already.
    if (!account.operatorSigned && !world.op.key.empty())
        world.findings.push_back({world.op.managed ? Severity::Warning : Severity::Problem,
                                  FindingCode::NotOperatorSigned, account.key, account.name,
                                  account.claims.header.issuer});
    readUsers(scanned, decoded, account, world);
    accounts.add(std::move(account));
}

void readTokenFile(const ScannedFile& scanned, const TokenFile* before, Result<ActivationClaims>& claims,
                   Snapshot& world)
{
    TokenFile file{scanned.file, {}, {}};
    if (claims) {
        file.token = before && scanned.isAsBefore ? before->token : tokenOfText(scanned.content);
        file.claims = std::move(*claims);
    } else {
        world.findings.push_back(unreadable(Severity::Warning, scanned, claims.error()));
    }
    world.tokenFiles.push_back(std::move(file));
}

/// A damaged file is told and left alone; who writes contacts puts it aside first.
void readContacts(const ScannedFile& file, Snapshot& world)
{
    auto contacts = file.problem ? *file.problem : contactsOf(file.content, file.file);
    if (contacts)
        world.contacts = std::move(*contacts);
    else
        world.findings.push_back(unreadable(Severity::Warning, file, contacts.error()));
}

/// Only files whose meaning stands in the snapshot: those that could not be read are tried again each time.
SeenFiles filesToRemember(const StoreScan& scan, const Snapshot& world)
{
    SeenFiles seen;
    const auto remember = [&seen](const ScannedFile& file) {
        if (file.stamp) seen.emplace(file.file.native(), SeenFile{*file.stamp, file.digest});
    };
    std::unordered_map<std::string_view, const Account*> byName;
    for (const auto& account : world.accounts)
        byName.emplace(account.name, &account);
    for (const auto& scanned : scan.accounts) {
        const auto found = byName.find(scanned.name);
        if (found == byName.end()) continue;
        remember(scanned.token);
        for (const auto& user : scanned.users)
            if (Before::user(found->second, user.name)) remember(user.token);
    }
    for (std::size_t i = 0; i < scan.tokenFiles.size(); ++i) // as many as in the world, in the same order
        if (world.tokenFiles[i].claims) remember(scan.tokenFiles[i]);
    return seen;
}

} // namespace

Result<Snapshot> readSnapshot(const Workspace& workspace, UnixSeconds now, const Snapshot* previous,
                              ReadProgress* progress)
{
    // Another operator's files have other paths, but the same names.
    const bool fits = previous && previous->memory.files && previous->workspace.storeRoot == workspace.storeRoot &&
                      previous->workspace.tokens == workspace.tokens;
    auto scan = scanStore(workspace, fits ? *previous->memory.files : SeenFiles(), progress);
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
    const Before before(fits ? previous : nullptr);
    DecodedStore decoded = decodeAll(*scan, before, progress);
    if (progress && progress->isCancelled()) return Error{ErrorCode::Cancelled, workspace.storeRoot.string(), {}};
    AccountList accounts(world);
    world.accounts.reserve(scan->accounts.size());
    for (std::size_t i = 0; i < scan->accounts.size(); ++i)
        readAccount(scan->accounts[i], decoded.accounts[i], accounts, world);
    accounts.finish();
    for (std::size_t i = 0; i < scan->tokenFiles.size(); ++i)
        readTokenFile(scan->tokenFiles[i], before.tokenFile(scan->tokenFiles[i].file), decoded.tokenFiles[i], world);
    if (scan->contacts) readContacts(*scan->contacts, world);
    world.memory.files = std::make_shared<const SeenFiles>(filesToRemember(*scan, world));
    return world;
}

Revision currentRevision(const Workspace& workspace, const Snapshot* previous)
{
    const bool fits = previous && previous->memory.files;
    const auto scan = scanStore(workspace, fits ? *previous->memory.files : SeenFiles());
    return scan ? revisionOf(*scan) : Revision();
}

} // namespace gd
