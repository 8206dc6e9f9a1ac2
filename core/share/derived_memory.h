// SPDX-License-Identifier: Apache-2.0
//
// What a derivation keeps for the next one, and how much of the world the next one has to look at.
#pragma once

#include "core/store/snapshot.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace gd {

/// A finding with the place of its rule in the order of all rules.
struct PlacedFinding {
    std::size_t rule = 0;
    Finding finding{};
};
using PlacedFindings = std::vector<PlacedFinding>;

/// The tokens of one account's imports, decoded; null where there is none that can be read.
using Activations = std::vector<std::shared_ptr<const ActivationClaims>>;

struct DerivedMemory {
    UnixSeconds validFrom = 0;  ///< when it was derived
    UnixSeconds validUntil = 0; ///< the first second in which some token begins, ends, or ends soon
    std::unordered_map<std::string, std::shared_ptr<const Activations>> activations{}; ///< by consumer
    std::unordered_map<std::string, PlacedFindings> ofAccounts{};                      ///< by account
    std::map<std::string, PlacedFindings> ofProviders{}; ///< those about shares, by provider
};

/// What has to be derived anew. Shares hang together by their provider alone, findings about imports by the account.
class Scope {
public:
    /// Everything, if there is no snapshot before that is good for comparing.
    ///
    /// @param previous  as it was read and derived.
    Scope(const Snapshot& world, const Snapshot* previous);

    bool isAll() const { return m_isAll; }
    bool hasProvider(std::string_view key) const { return m_isAll || m_providers.contains(key); }
    bool hasAccount(std::string_view key) const { return m_isAll || m_accounts.contains(key); }
    /// The account as it was in the snapshot before, changed or not; null if it was not there.
    const Account* before(std::string_view key) const;

private:
    void change(const Account& account);
    void compareAccounts(const Snapshot& world, const Snapshot& previous);
    void compareTokenFiles(const Snapshot& world, const Snapshot& previous);

    bool m_isAll = true;
    std::unordered_map<std::string_view, const Account*> m_before{};
    std::unordered_set<std::string_view> m_providers{}, m_accounts{};
};

} // namespace gd
