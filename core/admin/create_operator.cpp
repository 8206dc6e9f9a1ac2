// SPDX-License-Identifier: Apache-2.0
#include "core/admin/admin_parts.h"
#include "core/admin/operator_admin.h"
#include "core/base/private_file.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/jwt/validate.h"
#include "core/nkeys/new_keys.h"
#include "core/store/file_area.h"
#include "core/store/layout.h"

#include <nlohmann/json.hpp>

#include <system_error>

namespace gd {

namespace {

namespace fs = std::filesystem;

constexpr const char* ignoreText =
    "# No private key and no credential belongs into a repository.\n**/*.nk\n**/*.creds\n";
constexpr const char* systemAccountsHelp = "https://docs.nats.io/nats-server/configuration/sys_accounts";

std::string infoText(const std::string& name, bool managed)
{
    // In the order in which nsc writes them.
    const nlohmann::ordered_json json{{"managed", managed}, {"name", name}, {"kind", "operator"}, {"version", "1"}};
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// A store that is whole or not there: it is made beside its place, under a name that nobody looks for, and moved there
/// at last. What was put into the keystore for it is removed again otherwise.
class NewStore {
public:
    NewStore(Workspace at, std::string name)
        : m_at(std::move(at)),
          m_name(std::move(name)),
          m_folder(temporaryName("." + m_name)),
          m_storing(KeyRing(m_at.keystore))
    {}
    NewStore(const NewStore&) = delete;
    NewStore& operator=(const NewStore&) = delete;
    ~NewStore()
    {
        if (m_isDone) return;
        std::error_code ignored;
        fs::remove_all(m_at.storeRoot / m_folder, ignored);
        for (const auto& file : m_inKeystore) {
            fs::remove(file, ignored);
            for (auto folder = file.parent_path(); folder != m_at.keystore && fs::remove(folder, ignored);)
                folder = folder.parent_path();
        }
        m_storing.takeBack();
    }

    Status storeKeys(const NewKeys& keys)
    {
        for (const auto& key : keys.publicKeys())
            if (auto stored = m_storing.store(*keys.seed(key)); !stored) return stored;
        const auto ignoreFile = m_at.keystore / ".gitignore";
        std::error_code ignored;
        return fs::exists(ignoreFile, ignored) ? Status() : putIntoKeystore(ignoreFile, ignoreText);
    }

    Status putOperator(const std::string& token)
    {
        return m_area.replace(operatorTokenFile(m_at, m_folder, m_name), token);
    }
    Status putAccount(const std::string& name, const std::string& token)
    {
        return m_area.replace(accountTokenFile(m_at, m_folder, name), token);
    }
    Status putUser(const std::string& account, const std::string& name, const std::string& token, const Seed& seed)
    {
        const auto creds = credsFile(token, seed);
        if (!creds) return creds.error();
        const auto file = credsFilePath(m_at, m_name, account, name);
        std::error_code ignored;
        // Of a store that lay here once; it may hold the only copy of a key.
        if (fs::exists(fs::symlink_status(file, ignored))) return Error{ErrorCode::StoreExists, file.string(), ""};
        if (auto put = putIntoKeystore(file, creds->text()); !put) return put;
        return m_area.replace(userTokenFile(m_at, m_folder, account, name), token);
    }

    /// The last step, in which everything comes to be.
    Result<std::string> finish(bool managed)
    {
        if (auto put = m_area.replace(operatorInfoFile(m_at, m_folder), infoText(m_name, managed)); !put)
            return put.error();
        const auto target = operatorFolder(m_at, m_name);
        std::error_code failed;
        if (fs::exists(fs::symlink_status(target, failed))) return Error{ErrorCode::StoreExists, target.string(), ""};
        failed.clear();
        fs::rename(m_at.storeRoot / m_folder, target, failed);
        if (failed) return Error{ErrorCode::FolderUnwritable, target.string(), failed.message()};
        m_isDone = true;
        syncFolder(m_at.storeRoot);
        return m_name;
    }

private:
    Status putIntoKeystore(const fs::path& file, std::string_view content)
    {
        m_inKeystore.push_back(file);
        return m_area.replace(file, content);
    }

    Workspace m_at;
    std::string m_name;
    std::string m_folder;
    KeyStoring m_storing;
    DiskArea m_area{};
    std::vector<fs::path> m_inKeystore{};
    bool m_isDone = false;
};

/// The two public exports of a system account: every account may look at itself, and only at itself.
std::vector<Export> monitoringExports()
{
    return {{.name = "account-monitoring-services",
             .subject = "$SYS.REQ.ACCOUNT.*.*",
             .type = ExportType::Service,
             .responseType = "Stream",
             .accountTokenPosition = 4,
             .description = "Monitoring requests of an account about itself",
             .infoUrl = systemAccountsHelp},
            {.name = "account-monitoring-streams",
             .subject = "$SYS.ACCOUNT.*.>",
             .type = ExportType::Stream,
             .accountTokenPosition = 3,
             .description = "Monitoring events of an account",
             .infoUrl = systemAccountsHelp}};
}

/// Makes what a draft says: keys first in memory, then tokens, then all of it on the disk.
class OperatorMaker {
public:
    OperatorMaker(const NewOperatorDraft& draft, const Workspace& at, UnixSeconds now)
        : m_draft(draft), m_store(at, draft.name), m_now(now)
    {}

    Result<std::string> make()
    {
        if (auto done = makeKeys(); !done) return done.error();
        if (auto done = makeTokens(); !done) return done.error();
        // Nothing lies on the disk so far.
        if (auto done = m_store.storeKeys(m_keys); !done) return done.error();
        if (auto done = m_store.putOperator(m_operatorToken); !done) return done.error();
        for (const auto& account : m_accounts) {
            if (auto done = m_store.putAccount(account.name, account.token); !done) return done.error();
            if (auto done =
                    m_store.putUser(account.name, account.user, account.userToken, *m_keys.seed(account.userKey));
                !done)
                return done.error();
        }
        return m_store.finish(false);
    }

private:
    struct MadeAccount {
        std::string name{}, key{}, signingKey{}, token{};
        std::string user{}, userKey{}, userToken{};
        bool isSystem = false;
    };

    Status makeKey(KeyKind kind, std::string& key)
    {
        auto made = m_keys.create(kind);
        if (!made) return made.error();
        key = std::move(*made);
        return {};
    }

    Status makeKeys()
    {
        if (auto done = makeKey(KeyKind::Operator, m_identity); !done) return done;
        if (m_draft.withSigningKey)
            if (auto done = makeKey(KeyKind::Operator, m_signingKey); !done) return done;
        if (m_draft.withSystemAccount) m_accounts.push_back({.name = "SYS", .user = "sys", .isSystem = true});
        if (!m_draft.account.empty()) m_accounts.push_back({.name = m_draft.account, .user = m_draft.account});
        for (auto& account : m_accounts) {
            if (auto done = makeKey(KeyKind::Account, account.key); !done) return done;
            if (auto done = makeKey(KeyKind::User, account.userKey); !done) return done;
            if (!account.isSystem) continue;
            if (auto done = makeKey(KeyKind::Account, account.signingKey); !done) return done;
        }
        return {};
    }

    Status makeTokens()
    {
        OperatorClaims claims;
        claims.header.name = m_draft.name;
        claims.header.subject = m_identity;
        if (!m_signingKey.empty()) claims.signingKeys = {m_signingKey};
        claims.serviceUrls = m_draft.serviceUrls;
        for (auto& account : m_accounts) {
            if (auto done = makeAccount(account); !done) return done;
            if (account.isSystem) claims.systemAccount = account.key;
        }
        return keep(encodeToken(std::move(claims), m_identity, m_now, m_keys), m_operatorToken);
    }

    Status makeAccount(MadeAccount& account)
    {
        auto claims = newAccountClaims(account.key, account.name);
        auto user = newUserClaims(account.userKey, account.user);
        if (account.isSystem) {
            claims.signingKeys[account.signingKey] = std::nullopt;
            claims.exports = monitoringExports();
            user.issuerAccount = account.key;
        }
        const auto& userSigner = account.isSystem ? account.signingKey : account.key;
        const auto& signer = m_signingKey.empty() ? m_identity : m_signingKey;
        if (auto done = keep(encodeToken(std::move(claims), signer, m_now, m_keys), account.token); !done) return done;
        return keep(encodeToken(std::move(user), userSigner, m_now, m_keys), account.userToken);
    }

    static Status keep(Result<std::string> token, std::string& place)
    {
        if (!token) return token.error();
        place = std::move(*token);
        return {};
    }

    const NewOperatorDraft& m_draft;
    NewStore m_store;
    UnixSeconds m_now = 0;
    NewKeys m_keys{};
    std::string m_identity{}, m_signingKey{}, m_operatorToken{};
    std::vector<MadeAccount> m_accounts{};
};

/// What keeps a folder of that name from being made.
void addFolderProblems(Problems& problems, const std::string& name, const fs::path& storeRoot)
{
    std::vector<std::string> others;
    std::error_code failed;
    for (fs::directory_iterator it(storeRoot, failed), end; !failed && it != end; it.increment(failed))
        others.push_back(it->path().filename().string());
    addNameProblems(problems, name, others);
    for (auto& problem : problems)
        if (problem.error.code == ErrorCode::NameTaken) problem.error.code = ErrorCode::StoreExists;
}

} // namespace

std::vector<FieldProblem> NewOperatorDraft::problems(const fs::path& storeRoot) const
{
    Problems problems;
    addFolderProblems(problems, name, storeRoot);
    if (!account.empty()) {
        if (const auto good = checkStoreName(account); !good) problems.push_back({"account", 0, good.error()});
        if (withSystemAccount && isSameName(account, "SYS"))
            addProblem(problems, "account", ErrorCode::NameTaken, account);
    }
    OperatorEditDraft urls{.serviceUrls = serviceUrls};
    for (auto& problem : urls.problems(Snapshot()))
        problems.push_back(std::move(problem));
    return problems;
}

Result<std::string> createOperator(const NewOperatorDraft& draft, const Workspace& at, UnixSeconds now)
{
    if (const auto problems = draft.problems(at.storeRoot); !problems.empty()) return problems.front().error;
    return OperatorMaker(draft, at, now).make();
}

Result<std::string> createManagedOperator(const std::string& token, const std::string& name, const Workspace& at)
{
    const auto plain = tokenOfText(token);
    const auto claims = decodeOperator(plain);
    if (!claims) {
        const bool isVersion1 = claims.error().code == ErrorCode::TokenVersionUnsupported;
        return isVersion1 ? Error{ErrorCode::StoreVersion, name, claims.error().detail} : claims.error();
    }
    const auto folder = name.empty() ? claims->header.name : name;
    if (claims->tail.version != 2) return Error{ErrorCode::StoreVersion, folder, ""};
    Problems problems;
    addFolderProblems(problems, folder, at.storeRoot);
    if (!problems.empty()) return problems.front().error;
    NewStore store(at, folder);
    if (auto put = store.putOperator(plain); !put) return put.error();
    return store.finish(true);
}

} // namespace gd
