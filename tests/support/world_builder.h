// SPDX-License-Identifier: Apache-2.0
//
// Whole worlds in memory, with real keys and real signatures, for tests of logic and of the window. Keys are made from
// their labels, so a test sees the same keys every time.
#pragma once

#include "core/nkeys/seed.h"
#include "core/nkeys/signer.h"
#include "core/share/share_draft.h"
#include "core/store/snapshot.h"
#include "core/store/transaction.h"

#include <map>
#include <memory>

namespace gd::test {

/// 2026-01-01T00:00:00Z: the time at which built worlds are read, unless a test says otherwise.
inline constexpr UnixSeconds testNow = 1767225600;

/// A keystore without a disk.
class MemoryKeys final : public Signer {
public:
    /// Makes the key of a label (the same for equal labels) and keeps it. @return its public key.
    std::string add(KeyKind kind, const std::string& label);
    void forget(const std::string& publicKey) { m_seeds.erase(publicKey); }
    std::set<std::string> present() const;

    bool canSign(const std::string& publicKey) const override { return m_seeds.contains(publicKey); }
    Result<Signature> sign(const std::string& publicKey, std::span<const std::uint8_t> message) const override;

private:
    std::map<std::string, Seed> m_seeds{};
};

/// Builds a Snapshot: operator OP (identity and one signing key, which signs the accounts), and the accounts that are
/// added. Accounts are named, keys are looked up with key().
class WorldBuilder {
public:
    explicit WorldBuilder(UnixSeconds now = testNow);

    /// The accounts of the sample: ACCTA with JetStream, ACCTB and ACCTC.
    static WorldBuilder sample();
    /// The sample in which ACCTA offers ORDEREVENTS-C1 privately and ACCTB has imported it with tokens.
    static WorldBuilder orderEvents();

    WorldBuilder& addAccount(const std::string& name);
    WorldBuilder& addUser(const std::string& account, const std::string& user);
    /// @return the new signing key.
    std::string addSigningKey(const std::string& account);
    WorldBuilder& addExport(const std::string& account, Export value);
    WorldBuilder& addImport(const std::string& account, Import value);
    /// A token file in the folder, decorated when written; `token` is compact.
    WorldBuilder& addTokenFile(const std::string& fileName, const std::string& token);
    WorldBuilder& strict(bool on = true);
    /// The account signs itself, as it does in a managed store before its operator has answered.
    WorldBuilder& selfSigned(const std::string& account);

    /// An activation as the provider issues it. @param issuedAt  0: an hour before the world's time.
    std::string activation(const std::string& provider, const std::string& consumerKey, ExportType kind,
                           const std::string& subject, Validity validity = {}, UnixSeconds issuedAt = 0,
                           const std::string& signingKey = "");

    /// Claims to change at will, before build().
    AccountClaims& claims(const std::string& account);
    OperatorClaims& operatorClaims() { return m_operator; }
    std::string key(const std::string& account) const;
    std::string operatorSigningKey() const { return m_operatorSigningKey; }
    MemoryKeys& keys() { return *m_keys; }
    const MemoryKeys& keys() const { return *m_keys; }
    UnixSeconds now() const { return m_now; }

    /// Signs everything and derives shares and findings. Aborts if something cannot be signed.
    Snapshot build() const;
    SnapshotPtr snapshot() const { return std::make_shared<const Snapshot>(build()); }

private:
    struct Draft {
        AccountClaims claims{};
        std::vector<UserClaims> users{};
        bool selfSigned = false;
    };

    Account signedAccount(const Draft& draft) const;

    UnixSeconds m_now;
    std::shared_ptr<MemoryKeys> m_keys = std::make_shared<MemoryKeys>();
    OperatorClaims m_operator{};
    std::string m_operatorSigningKey{};
    std::map<std::string, Draft> m_accounts{};
    std::map<std::string, std::string> m_tokenFiles{};
};

/// The world after a transaction, as if it had been written and read again at `now`.
///
/// @return StoreChangedOutside if a `before` does not hold.
Result<Snapshot> applied(const Snapshot& world, const Transaction& transaction, UnixSeconds now);

/// The rows of a push consumer's share, as nsc writes them for the guide's commands.
std::vector<Export> pushConsumerExports(const std::string& stream, const std::string& jsConsumer,
                                        const std::string& deliverSubject, bool isPrivate = true);

/// "Let that account consume ORDEREVENTS-C1 of ACCTA", as the guide wants it.
ShareDraft orderEventsDraft(const WorldBuilder& builder, const std::string& consumer = "ACCTB", bool importNow = true);

/// Findings as "code" texts, sorted, with '!' behind those that block; for comparing in one go.
std::string findingsText(const std::vector<Finding>& findings);

/// The file names of paths, for comparing.
std::vector<std::string> fileNames(const std::vector<TokenFile>& files);

} // namespace gd::test
