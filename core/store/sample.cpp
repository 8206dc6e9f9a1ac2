// SPDX-License-Identifier: Apache-2.0
#include "core/store/sample.h"

#include "core/base/private_file.h"
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/store/file_area.h"
#include "core/store/layout.h"

#include <array>

namespace gd {

namespace {

namespace fs = std::filesystem;

constexpr const char* operatorName = sampleOperator;
constexpr const char* infoText = R"({"managed":false,"name":"OP","kind":"operator","version":"1"})";
constexpr const char* ignoreText =
    "# No private key and no credential belongs into a repository.\n**/*.nk\n**/*.creds\n";
constexpr const char* systemAccountsHelp = "https://docs.nats.io/nats-server/configuration/sys_accounts";

Workspace layOut(const fs::path& folder)
{
    std::error_code failed;
    fs::path root = fs::absolute(folder, failed).lexically_normal();
    if (!root.has_filename()) root = root.parent_path();
    return {root / "stores", root / "keys", root / "state", root / "tokens", operatorName};
}

bool holdsSample(const Workspace& workspace)
{
    std::error_code failed;
    return fs::is_regular_file(operatorInfoFile(workspace, operatorName), failed) &&
           fs::is_regular_file(operatorTokenFile(workspace, operatorName, operatorName), failed) &&
           fs::is_directory(workspace.keystore / "keys", failed);
}

/// What one account of the sample is made of.
struct AccountWish {
    std::string name{};
    std::string user{};
    bool hasJetStream = false;
    bool isSystem = false;
};

/// Keys are written first and `.nsc` last: what has no `.nsc` is no store, so a crash leaves nothing half-right behind.
class SampleBuilder {
public:
    SampleBuilder(Workspace workspace, UnixSeconds now)
        : m_workspace(std::move(workspace)), m_keys(m_workspace.keystore), m_now(now)
    {}

    Status build()
    {
        const auto identity = newKey(KeyKind::Operator);
        const auto signing = newKey(KeyKind::Operator);
        if (!identity) return identity.error();
        if (!signing) return signing.error();
        m_operatorSigner = signing->publicKey().text();
        if (auto done = writeFolders(); !done) return done;

        std::string systemAccount;
        const std::array<AccountWish, 4> wishes{{{"SYS", "sys", false, true},
                                                 {"ACCTA", "acctausr", true, false},
                                                 {"ACCTB", "acctbusr", false, false},
                                                 {"ACCTC", "acctcusr", false, false}}};
        for (const auto& wish : wishes) {
            const auto key = writeAccount(wish);
            if (!key) return key.error();
            if (wish.isSystem) systemAccount = *key;
        }
        if (auto done = writeOperator(identity->publicKey().text(), systemAccount); !done) return done;
        return m_area.replace(operatorInfoFile(m_workspace, operatorName), infoText);
    }

private:
    Result<Seed> newKey(KeyKind kind)
    {
        auto seed = Seed::create(kind);
        if (!seed) return seed;
        if (auto stored = m_keys.add(*seed); !stored) return stored.error();
        return seed;
    }

    Status writeFolders()
    {
        for (const auto& folder : {m_workspace.state, m_workspace.tokens}) {
            if (auto made = makePrivateFolders(folder); !made) return made;
        }
        return m_area.replace(m_workspace.keystore / ".gitignore", ignoreText);
    }

    Status writeOperator(const std::string& key, const std::string& systemAccount)
    {
        OperatorClaims claims;
        claims.header.name = operatorName;
        claims.header.subject = key;
        claims.signingKeys = {m_operatorSigner};
        claims.serviceUrls = {"nats://localhost:4222"};
        claims.systemAccount = systemAccount;
        const auto token = encodeToken(claims, key, m_now, m_keys);
        if (!token) return token.error();
        return m_area.replace(operatorTokenFile(m_workspace, operatorName, operatorName), *token);
    }

    /// @return its public key.
    Result<std::string> writeAccount(const AccountWish& wish)
    {
        const auto identity = newKey(KeyKind::Account);
        if (!identity) return identity.error();
        const std::string key = identity->publicKey().text();
        AccountClaims claims = newAccountClaims(key, wish.name);
        std::string userSigner = key;
        if (wish.hasJetStream) claims.limits.jetStream = openJetStream();
        if (wish.isSystem) {
            const auto signing = newKey(KeyKind::Account);
            if (!signing) return signing.error();
            userSigner = signing->publicKey().text();
            claims.signingKeys[userSigner] = std::nullopt;
            claims.exports = monitoringExports();
        }
        if (auto done = writeUser(wish, key, userSigner); !done) return done.error();
        const auto token = encodeToken(std::move(claims), m_operatorSigner, m_now, m_keys);
        if (!token) return token.error();
        const auto written = m_area.replace(accountTokenFile(m_workspace, operatorName, wish.name), *token);
        return written ? Result<std::string>(key) : written.error();
    }

    Status writeUser(const AccountWish& wish, const std::string& account, const std::string& signer)
    {
        const auto seed = newKey(KeyKind::User);
        if (!seed) return seed.error();
        UserClaims claims = newUserClaims(seed->publicKey().text(), wish.user);
        if (signer != account) claims.issuerAccount = account;
        const auto token = encodeToken(std::move(claims), signer, m_now, m_keys);
        if (!token) return token.error();
        const auto creds = credsFile(*token, *seed);
        if (!creds) return creds.error();
        const fs::path file = credsFilePath(m_workspace, operatorName, wish.name, wish.user);
        if (auto done = m_area.replace(file, creds->text()); !done) return done;
        return m_area.replace(userTokenFile(m_workspace, operatorName, wish.name, wish.user), *token);
    }

    /// As nsc leaves an account after `edit account --js-mem-storage -1 --js-disk-storage -1`; `--js-enable 0` would
    /// write these two alone.
    static JetStreamLimits openJetStream()
    {
        JetStreamLimits limits;
        limits.memoryStorage = limits.diskStorage = limits.streams = limits.consumer = limits.maxAckPending = -1;
        limits.memoryMaxStreamBytes = limits.diskMaxStreamBytes = -1;
        return limits;
    }

    /// The two public exports that nsc gives a system account: every account may look at itself, and only at itself.
    static std::vector<Export> monitoringExports()
    {
        Export services;
        services.name = "account-monitoring-services";
        services.subject = "$SYS.REQ.ACCOUNT.*.*";
        services.type = ExportType::Service;
        services.responseType = "Stream";
        services.accountTokenPosition = 4;
        services.description = "Monitoring requests of an account about itself";
        services.infoUrl = systemAccountsHelp;
        Export streams;
        streams.name = "account-monitoring-streams";
        streams.subject = "$SYS.ACCOUNT.*.>";
        streams.type = ExportType::Stream;
        streams.accountTokenPosition = 3;
        streams.description = "Monitoring events of an account";
        streams.infoUrl = systemAccountsHelp;
        return {streams, services};
    }

    Workspace m_workspace;
    KeyRing m_keys;
    DiskArea m_area{};
    UnixSeconds m_now = 0;
    std::string m_operatorSigner{};
};

} // namespace

Result<Workspace> createSample(const fs::path& folder, UnixSeconds now)
{
    const Workspace workspace = layOut(folder);
    const fs::path root = workspace.storeRoot.parent_path();
    if (holdsSample(workspace)) return workspace;
    if (auto made = makePrivateFolders(root); !made) return made.error();
    std::error_code failed;
    const bool isEmpty = fs::is_empty(root, failed);
    if (failed || !isEmpty) return Error{ErrorCode::FolderUnwritable, root.string(), "the folder is not empty"};

    const Status built = SampleBuilder(workspace, now).build();
    if (built) return workspace;
    // The folder was empty, so everything in it is ours, keys included.
    for (const auto& part : {workspace.storeRoot, workspace.keystore, workspace.state, workspace.tokens})
        fs::remove_all(part, failed);
    return built.error();
}

} // namespace gd
