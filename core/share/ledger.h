// SPDX-License-Identifier: Apache-2.0
//
// Tokens that were issued or taken in here. The store does not remember them: an activation leaves no trace in the
// account of its provider, and none anywhere once its file was handed over.
#pragma once

#include "core/base/result.h"
#include "core/store/file_area.h"
#include "core/store/snapshot.h"
#include "core/store/transaction.h"

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace gd {

/// One activation token, with what has to be known of it when its text is not at hand.
struct LedgerEntry {
    std::string token{};    ///< compact; two entries are the same if this is, for ids cover the second, not the content
    std::string id{};       ///< `jti`
    std::string provider{}; ///< account key
    std::string issuer{};   ///< the key that signed, the provider's identity or a signing key
    std::string target{};   ///< account key
    ExportType kind = ExportType::Unset;
    std::string subject{};
    UnixSeconds issuedAt = 0;
    Validity validity{};
    std::string fileName{};     ///< in the workspace's token folder; empty if it was never written there
    std::string note{};         ///< free words of whoever keeps the workspace
    bool issuedHere = false;    ///< signed here; else it came from elsewhere
    UnixSeconds recordedAt = 0; ///< when it was issued or taken in here; 0 for one that was only seen

    bool operator==(const LedgerEntry&) const = default;
};

/// What is remembered of tokens, oldest first. A value that is kept in one file of the workspace's state folder.
class Ledger {
public:
    /// An empty one where there is no file. LedgerUnreadable for anything that save() would not have written.
    static Result<Ledger> load(const FileArea& area, const std::filesystem::path& file);

    Status save(FileArea& area, const std::filesystem::path& file) const;

    const std::vector<LedgerEntry>& entries() const { return m_entries; }

    /// The entry of a token, or null.
    const LedgerEntry* find(const std::string& token) const;

    /// Takes in the tokens of a transaction that was done; also one that is known already, for a start after a crash
    /// gives all of history again. Taking a step back removes nothing: a token that was handed out stays valid.
    ///
    /// @return whether anything is new.
    bool record(const Transaction& done);

    /// Sets the note of a token. @return false if the token is not known.
    bool setNote(const std::string& token, std::string note);

    bool operator==(const Ledger& other) const { return m_entries == other.m_entries; }

private:
    bool add(const std::string& token, const std::string& fileName, bool issuedHere, UnixSeconds when);

    std::vector<LedgerEntry> m_entries{};
    std::unordered_map<std::string, std::size_t> m_places{}; ///< by token
};

/// A token of the ledger or of the store, and where it lies now.
struct KnownToken {
    /// An import that holds the token.
    struct Place {
        std::string account{};
        std::size_t import = 0; ///< index in the account's claims

        bool operator==(const Place&) const = default;
    };

    LedgerEntry entry{};
    bool inLedger = false;
    std::vector<Place> imports{};
    std::vector<std::filesystem::path> files{}; ///< in the token folder, absolute

    bool operator==(const KnownToken&) const = default;
};

/// All activation tokens that are known: those of the ledger in its order, then those that only imports hold, by
/// account, then those that lie only on the shelf. Texts that are no activation tokens are left out.
std::vector<KnownToken> knownTokens(const Ledger& ledger, const Snapshot& world);

} // namespace gd
