// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/big_store.h"

#include "core/base/parallel.h"
#include "core/nkeys/key_ring.h"
#include "core/store/layout.h"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace gd::bench {

namespace {

namespace fs = std::filesystem;

constexpr const char* op = "OP";
constexpr std::size_t sharesEach = 3;

[[noreturn]] void giveUp(const std::string& what)
{
    std::fprintf(stderr, "the store to measure could not be made: %s\n", what.c_str());
    std::abort();
}

template <class T>
T must(Result<T> result)
{
    if (!result) giveUp("error " + std::to_string(static_cast<int>(result.error().code)) + " " + result.error().detail);
    return std::move(*result);
}

/// The same number and kind give the same key.
OneKey numberedKey(KeyKind kind, std::size_t number)
{
    const std::string text = "measured " + std::to_string(static_cast<int>(kind)) + " " + std::to_string(number);
    std::array<std::uint8_t, 32> raw{};
    crypto_generichash(raw.data(), raw.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       nullptr, 0);
    return OneKey(must(Seed::fromRaw(kind, raw)));
}

const OneKey& operatorKey()
{
    static const OneKey key = numberedKey(KeyKind::Operator, 0);
    return key;
}

std::string nameOf(std::size_t account)
{
    return "ACCOUNT" + std::to_string(100000 + account);
}

/// All in memory if the system has such a place: the disk is not what is measured.
fs::path temporaryFolder()
{
    std::error_code failed;
    const fs::path base = fs::is_directory("/dev/shm", failed) ? fs::path("/dev/shm") : fs::temp_directory_path();
    std::string name = (base / "grantdesk-bench-XXXXXX").string();
    if (!::mkdtemp(name.data())) giveUp(name);
    return name;
}

void write(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    // Beside it and renamed, as nsc and GrantDesk do.
    const fs::path temporary = file.string() + ".tmp";
    std::ofstream(temporary, std::ios::binary) << text;
    fs::rename(temporary, file);
}

/// The subjects that one account offers to one other.
struct Offer {
    std::string name{};
    std::string subject{};
    std::string local{};
    ExportType type{};
    std::size_t consumer = 0;
};

std::vector<Offer> offersOf(std::size_t account, std::size_t count)
{
    std::vector<Offer> offers;
    const auto number = std::to_string(account);
    for (std::size_t i = 0; i < sharesEach; ++i) {
        const auto stream = "ORDERS" + std::to_string(i), worker = "worker" + number;
        const auto consumer = (account + 1 + 37 * i) % count;
        const auto api = ".API.CONSUMER.INFO." + stream + "." + worker;
        const auto ack = "$JS.ACK." + stream + "." + worker + ".>";
        const auto deliver = "deliver." + number + "." + std::to_string(i);
        offers.push_back({stream + "-GRANT-DELIVER", deliver, "orders." + number + "." + std::to_string(i),
                          ExportType::Stream, consumer});
        offers.push_back({stream + "-GRANT-ACK", ack, ack, ExportType::Service, consumer});
        offers.push_back({stream + "-GRANT-INFO", "$JS" + api, nameOf(account) + api, ExportType::Service, consumer});
    }
    offers.push_back(
        {"payments", "payments." + number, "payments." + number, ExportType::Service, (account + 5) % count});
    return offers;
}

void addToken(BareFile& bare, const std::string& token)
{
    bare.payloads.push_back(payloadOf(token));
    bare.tokens.push_back(token);
}

void addSignatures(BareFile& bare, const std::vector<const OneKey*>& signers)
{
    for (std::size_t i = 0; i < signers.size(); ++i)
        bare.signatures.push_back(bareSignature(bare.tokens[i], *signers[i]));
}

} // namespace

BigStore::BigStore(std::size_t accounts) : m_count(accounts), m_files(2 * accounts)
{
    const fs::path root = temporaryFolder();
    m_workspace = {root / "stores", root / "keys", root / "state", root / "tokens", op};
    fs::create_directories(m_workspace.state);
    fs::create_directories(m_workspace.tokens);
    for (std::size_t i = 0; i < accounts; ++i)
        m_accountKeys.push_back(numberedKey(KeyKind::Account, i));
    writeOperator();
    const KeyRing ring(m_workspace.keystore);
    for (std::size_t i = 0; i < accounts; ++i)
        if (!ring.add(m_accountKeys[i].seed())) giveUp("a key");
    if (!ring.add(operatorKey().seed())) giveUp("the operator's key");
    forEachIndex(accounts, [this](std::size_t i) {
        m_files[2 * i] = writeAccount(i);
        m_files[2 * i + 1] = writeUser(i);
    });
}

BigStore::~BigStore()
{
    std::error_code ignored;
    fs::remove_all(m_workspace.storeRoot.parent_path(), ignored);
}

std::string BigStore::keyOf(std::size_t account) const
{
    return m_accountKeys[account].text();
}

void BigStore::writeOperator()
{
    OperatorClaims claims;
    claims.header.name = op;
    claims.header.subject = operatorKey().text();
    write(operatorTokenFile(m_workspace, op, op),
          must(encodeToken(claims, operatorKey().text(), issued, operatorKey())));
    write(operatorInfoFile(m_workspace, op), R"({"managed":false,"name":"OP","kind":"operator","version":"1"})");
}

AccountClaims BigStore::claimsOf(std::size_t account) const
{
    AccountClaims claims = newAccountClaims(keyOf(account), nameOf(account));
    for (const auto& offer : offersOf(account, m_count)) {
        Export offered;
        offered.name = offer.name;
        offered.subject = offer.subject;
        offered.type = offer.type;
        offered.tokenRequired = true;
        if (offer.type == ExportType::Service) offered.responseType = "Singleton";
        claims.exports.push_back(std::move(offered));
    }
    // The providers are those that give to this account; the distances are those of offersOf().
    for (const std::size_t distance : {std::size_t{1}, std::size_t{38}, std::size_t{75}, std::size_t{5}}) {
        const auto provider = (account + m_count * 75 - distance) % m_count;
        const auto isRightShare = [&](std::size_t i) {
            return i < 3 * sharesEach ? distance == 1 + 37 * (i / 3) : distance == 5;
        };
        const auto offers = offersOf(provider, m_count);
        for (std::size_t i = 0; i < offers.size(); ++i) {
            if (!isRightShare(i)) continue;
            ActivationClaims activation;
            activation.header.name = offers[i].name;
            activation.header.subject = keyOf(account);
            activation.header.expires = issued + 365 * 86400;
            activation.grantedSubject = offers[i].subject;
            activation.kind = offers[i].type;
            Import import;
            import.name = offers[i].name;
            import.subject = offers[i].subject;
            import.account = keyOf(provider);
            import.type = offers[i].type;
            import.localSubject = offers[i].local;
            import.token = must(encodeToken(activation, keyOf(provider), issued, m_accountKeys[provider]));
            claims.imports.push_back(std::move(import));
        }
    }
    return claims;
}

BareFile BigStore::writeAccount(std::size_t account) const
{
    const auto claims = claimsOf(account);
    const auto token = must(encodeToken(claims, operatorKey().text(), issued, operatorKey()));
    BareFile bare{accountTokenFile(m_workspace, op, nameOf(account)), {}, {}, {}};
    write(bare.file, token);
    addToken(bare, token);
    std::vector<const OneKey*> signers{&operatorKey()};
    for (const auto& import : claims.imports) {
        addToken(bare, import.token);
        for (const std::size_t distance : {std::size_t{1}, std::size_t{38}, std::size_t{75}, std::size_t{5}}) {
            const auto provider = (account + m_count * 75 - distance) % m_count;
            if (keyOf(provider) != import.account) continue;
            signers.push_back(&m_accountKeys[provider]);
            break;
        }
    }
    addSignatures(bare, signers);
    return bare;
}

BareFile BigStore::writeUser(std::size_t account) const
{
    const auto user = numberedKey(KeyKind::User, account);
    const auto& signer = m_accountKeys[account];
    const auto token = must(encodeToken(newUserClaims(user.text(), "worker"), signer.text(), issued, signer));
    BareFile bare{userTokenFile(m_workspace, op, nameOf(account), "worker"), {}, {}, {}};
    write(bare.file, token);
    addToken(bare, token);
    addSignatures(bare, {&signer});
    return bare;
}

void BigStore::edit(std::size_t account, const std::string& description) const
{
    auto claims = claimsOf(account);
    claims.description = description;
    write(m_files[2 * account].file, must(encodeToken(claims, operatorKey().text(), issued + 1, operatorKey())));
}

} // namespace gd::bench
