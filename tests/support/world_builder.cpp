// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world_builder.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/share/recipe.h"
#include "core/share/world.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace gd::test {

namespace {

/// For what cannot fail in a test world.
template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "world builder: error %d at %s: %s\n", static_cast<int>(result.error().code),
                     result.error().where.c_str(), result.error().detail.c_str());
        std::abort();
    }
    return std::move(*result);
}

/// 32 bytes that depend on a label only (FNV-1a, stretched). Good for tests, and for nothing else.
std::array<std::uint8_t, 32> bytesOf(const std::string& label)
{
    std::array<std::uint8_t, 32> bytes{};
    std::uint64_t state = 1469598103934665603ULL;
    const auto mix = [&state](std::uint8_t byte) {
        state = (state ^ byte) * 1099511628211ULL;
    };
    for (const char c : label)
        mix(static_cast<std::uint8_t>(c));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        mix(static_cast<std::uint8_t>(i));
        bytes[i] = static_cast<std::uint8_t>(state >> 32);
    }
    return bytes;
}

Revision revisionOf(const Snapshot& world)
{
    std::string all;
    for (const auto& account : world.accounts)
        all += account.name + "=" + account.token + "\n";
    for (const auto& file : world.tokenFiles)
        all += file.file.string() + "=" + file.token + "\n";
    return std::to_string(std::hash<std::string>{}(all));
}

TokenFile tokenFile(const std::filesystem::path& file, const std::string& token)
{
    TokenFile read{.file = file, .token = token};
    if (const auto claims = decodeActivation(token)) read.claims = *claims;
    return read;
}

Workspace memoryWorkspace()
{
    return {"/memory/stores", "/memory/keys", "/memory/state", "/memory/tokens", "OP"};
}

} // namespace

std::string MemoryKeys::add(KeyKind kind, const std::string& label)
{
    auto seed = must(Seed::fromRaw(kind, bytesOf(std::string(1, keyLetter(kind)) + ":" + label)));
    auto text = seed.publicKey().text();
    m_seeds.emplace(text, std::move(seed));
    return text;
}

std::set<std::string> MemoryKeys::present() const
{
    std::set<std::string> keys;
    for (const auto& [key, seed] : m_seeds)
        keys.insert(key);
    return keys;
}

Result<Signature> MemoryKeys::sign(const std::string& publicKey, std::span<const std::uint8_t> message) const
{
    const auto found = m_seeds.find(publicKey);
    if (found == m_seeds.end()) return Error{ErrorCode::KeyNotHere, publicKey, ""};
    return found->second.sign(message);
}

WorldBuilder::WorldBuilder(UnixSeconds now) : m_now(now)
{
    m_operator.header.name = "OP";
    m_operator.header.subject = m_keys->add(KeyKind::Operator, "OP");
    m_operatorSigningKey = m_keys->add(KeyKind::Operator, "OP signing");
    m_operator.signingKeys = {m_operatorSigningKey};
}

WorldBuilder WorldBuilder::sample()
{
    WorldBuilder builder;
    builder.addAccount("ACCTA").addAccount("ACCTB").addAccount("ACCTC");
    auto& jetStream = builder.claims("ACCTA").limits.jetStream;
    jetStream.memoryStorage = jetStream.diskStorage = jetStream.streams = jetStream.consumer = -1;
    builder.addUser("ACCTA", "acctausr").addUser("ACCTB", "acctbusr").addUser("ACCTC", "acctcusr");
    return builder;
}

WorldBuilder WorldBuilder::orderEvents()
{
    auto builder = sample();
    const auto provider = builder.key("ACCTA");
    for (const auto& offered : pushConsumerExports("ORDEREVENTS", "ORDEREVENTS-C1", "deliver.retail.v1.order.events")) {
        Import import{.name = offered.name, .subject = offered.subject, .account = provider, .type = offered.type};
        import.token = builder.activation("ACCTA", builder.key("ACCTB"), offered.type, offered.subject);
        import.localSubject = offered.subject;
        if (offered.type == ExportType::Stream) import.localSubject = "retail.v1.order.events";
        if (offered.subject.starts_with("$JS.API")) import.localSubject = "ACCTA" + offered.subject.substr(3);
        builder.addExport("ACCTA", offered).addImport("ACCTB", import);
    }
    return builder;
}

WorldBuilder& WorldBuilder::addAccount(const std::string& name)
{
    m_accounts[name].claims = newAccountClaims(m_keys->add(KeyKind::Account, name), name);
    return *this;
}

WorldBuilder& WorldBuilder::addUser(const std::string& account, const std::string& user)
{
    m_accounts.at(account).users.push_back(newUserClaims(m_keys->add(KeyKind::User, account + "/" + user), user));
    return *this;
}

std::string WorldBuilder::addSigningKey(const std::string& account)
{
    auto& keys = claims(account).signingKeys;
    auto key = m_keys->add(KeyKind::Account, account + " signing " + std::to_string(keys.size()));
    keys[key] = std::nullopt;
    return key;
}

WorldBuilder& WorldBuilder::addExport(const std::string& account, Export value)
{
    claims(account).exports.push_back(std::move(value));
    return *this;
}

WorldBuilder& WorldBuilder::addImport(const std::string& account, Import value)
{
    claims(account).imports.push_back(std::move(value));
    return *this;
}

WorldBuilder& WorldBuilder::addTokenFile(const std::string& fileName, const std::string& token)
{
    m_tokenFiles[fileName] = token;
    return *this;
}

WorldBuilder& WorldBuilder::strict(bool on)
{
    m_operator.strictSigningKeyUsage = on;
    return *this;
}

WorldBuilder& WorldBuilder::selfSigned(const std::string& account)
{
    m_accounts.at(account).selfSigned = true;
    return *this;
}

std::string WorldBuilder::activation(const std::string& provider, const std::string& consumerKey, ExportType kind,
                                     const std::string& subject, Validity validity, UnixSeconds issuedAt,
                                     const std::string& signingKey)
{
    ActivationClaims claims;
    claims.header.name = subject;
    claims.header.subject = consumerKey;
    claims.header.notBefore = validity.start;
    claims.header.expires = validity.end;
    claims.grantedSubject = subject;
    claims.kind = kind;
    if (!signingKey.empty()) claims.issuerAccount = key(provider);
    const auto& signer = signingKey.empty() ? key(provider) : signingKey;
    return must(encodeToken(std::move(claims), signer, issuedAt == 0 ? m_now - 3600 : issuedAt, *m_keys));
}

AccountClaims& WorldBuilder::claims(const std::string& account)
{
    return m_accounts.at(account).claims;
}

std::string WorldBuilder::key(const std::string& account) const
{
    return m_accounts.at(account).claims.header.subject;
}

Account WorldBuilder::signedAccount(const Draft& draft) const
{
    const auto& name = draft.claims.header.name;
    Account account{.key = draft.claims.header.subject, .name = name};
    const auto& signer = draft.selfSigned ? account.key : m_operatorSigningKey;
    account.token = must(encodeToken(draft.claims, signer, m_now - 3600, *m_keys));
    account.claims = must(decodeAccount(account.token));
    account.file = memoryWorkspace().storeRoot / "OP" / "accounts" / name / (name + ".jwt");
    account.operatorSigned = !draft.selfSigned;
    for (const auto& claims : draft.users) {
        User user{.key = claims.header.subject, .name = claims.header.name, .keyHere = true};
        user.token = must(encodeToken(claims, account.key, m_now - 3600, *m_keys));
        user.claims = must(decodeUser(user.token));
        account.users.push_back(std::move(user));
    }
    return account;
}

Snapshot WorldBuilder::build() const
{
    Snapshot world;
    world.readAt = m_now;
    world.workspace = memoryWorkspace();
    world.operatorNames = {"OP"};
    world.op = {.key = m_operator.header.subject, .name = "OP"};
    world.op.token = must(encodeToken(m_operator, m_operator.header.subject, m_now - 3600, *m_keys));
    world.op.claims = must(decodeOperator(world.op.token));
    for (const auto& [name, draft] : m_accounts)
        world.accounts.push_back(signedAccount(draft));
    world.keysHere = m_keys->present();
    for (const auto& [name, token] : m_tokenFiles)
        world.tokenFiles.push_back(tokenFile(world.workspace.tokens / name, token));
    world.revision = revisionOf(world);
    deriveShares(world);
    return world;
}

Result<Snapshot> applied(const Snapshot& world, const Transaction& transaction, UnixSeconds now)
{
    auto next = world;
    for (const auto& edit : transaction.edits) {
        const auto account = std::ranges::find(next.accounts, edit.file, &Account::file);
        if (account != next.accounts.end()) {
            if (account->token != edit.before || !edit.after)
                return Error{ErrorCode::StoreChangedOutside, edit.file.string(), ""};
            auto claims = decodeAccount(tokenOfText(*edit.after));
            if (!claims) return claims.error();
            account->token = *edit.after;
            account->claims = std::move(*claims);
            continue;
        }
        const auto file = std::ranges::find(next.tokenFiles, edit.file, &TokenFile::file);
        const bool isThere = file != next.tokenFiles.end();
        if (isThere != edit.before.has_value() || (isThere && tokenOfText(*edit.before) != file->token))
            return Error{ErrorCode::StoreChangedOutside, edit.file.string(), ""};
        if (isThere) next.tokenFiles.erase(file);
        if (edit.after) next.tokenFiles.push_back(tokenFile(edit.file, tokenOfText(*edit.after)));
    }
    std::ranges::sort(next.tokenFiles, {}, &TokenFile::file);
    next.readAt = now;
    next.revision = revisionOf(next);
    deriveShares(next);
    return next;
}

std::vector<Export> pushConsumerExports(const std::string& stream, const std::string& jsConsumer,
                                        const std::string& deliverSubject, bool isPrivate)
{
    const auto both = stream + "." + jsConsumer;
    const auto service = [&](const char* role, const std::string& subject) {
        return Export{.name = grantName(stream, role),
                      .subject = subject,
                      .type = ExportType::Service,
                      .tokenRequired = isPrivate,
                      .responseType = "Singleton"};
    };
    return {{.name = grantName(stream, "DELIVER"),
             .subject = deliverSubject,
             .type = ExportType::Stream,
             .tokenRequired = isPrivate},
            service("ACK", "$JS.ACK." + both + ".>"),
            service("INFO", "$JS.API.CONSUMER.INFO." + both)};
}

ShareDraft orderEventsDraft(const WorldBuilder& builder, const std::string& consumer, bool importNow)
{
    return {.provider = builder.key("ACCTA"),
            .stream = "ORDEREVENTS",
            .jsConsumer = "ORDEREVENTS-C1",
            .deliverSubject = "deliver.retail.v1.order.events",
            .deliverGroup = "order-processor",
            .consumers = {{.account = builder.key(consumer), .importNow = importNow}}};
}

std::string findingsText(const std::vector<Finding>& findings)
{
    std::vector<std::string> codes;
    for (const auto& finding : findings)
        codes.push_back(std::string(findingCodeName(finding.code)) + (finding.severity == Severity::Blocks ? "!" : ""));
    std::ranges::sort(codes);
    std::string text;
    for (const auto& code : codes)
        text += (text.empty() ? "" : " ") + code;
    return text;
}

std::vector<std::string> fileNames(const std::vector<TokenFile>& files)
{
    std::vector<std::string> names;
    for (const auto& file : files)
        names.push_back(file.file.filename().string());
    return names;
}

} // namespace gd::test
