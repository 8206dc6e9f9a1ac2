// SPDX-License-Identifier: Apache-2.0
//
// A store of many accounts that share with each other, the same in every run.
#pragma once

#include "core/store/workspace.h"
#include "tests/bench/bench_world.h"

#include <filesystem>
#include <string>
#include <vector>

namespace gd::bench {

/// What the bare limit needs of one file.
struct BareFile {
    std::filesystem::path file{};
    std::vector<std::string> payloads{}; ///< JSON of its token and of the tokens in that
    std::vector<std::string> tokens{};   ///< what `signatures` points into
    std::vector<BareSignature> signatures{};
};

/// Each account exports ten subjects and imports ten: three shares of JetStream consumers (DELIVER, ACK, INFO) and a
/// private service, each with another account. Each has a user. Only the keys of the operator and the accounts lie in
/// the keystore. The folder is removed at the end.
class BigStore {
public:
    explicit BigStore(std::size_t accounts);
    ~BigStore();
    BigStore(const BigStore&) = delete;
    BigStore& operator=(const BigStore&) = delete;

    const Workspace& workspace() const { return m_workspace; }
    const std::vector<BareFile>& files() const { return m_files; }
    std::string keyOf(std::size_t account) const;

    /// Writes an account as nsc would, with that description.
    void edit(std::size_t account, const std::string& description) const;

private:
    AccountClaims claimsOf(std::size_t account) const;
    void writeOperator();
    BareFile writeUser(std::size_t account) const;
    BareFile writeAccount(std::size_t account) const;

    std::size_t m_count = 0;
    Workspace m_workspace{};
    std::vector<OneKey> m_accountKeys{};
    std::vector<BareFile> m_files{};
};

} // namespace gd::bench
