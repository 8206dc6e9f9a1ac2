// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nkeys/seed.h"
#include "core/nkeys/signer.h"

#include <filesystem>
#include <set>

namespace gd {

/// nsc's keystore on disk: one file per seed, opened per use, never cached.
///
/// Layout `<keystore>/keys/<K>/<XX>/<PUBKEY>.nk`, K the first character, XX the next two; files 0600, folders 0700
/// under any umask. Symbolic links in place of key files, or of the folders between keystore and key file, are refused
/// for reading and for writing; the keystore itself may be one.
/// @see README "The store"; nsc keys migrate for the old layout, which is reported as KeystoreOldLayout.
class KeyRing final : public Signer {
public:
    explicit KeyRing(std::filesystem::path keystore) : m_root(std::move(keystore)) {}

    const std::filesystem::path& root() const { return m_root; }
    std::filesystem::path pathOf(const std::string& publicKey) const;

    bool canSign(const std::string& publicKey) const override;
    Result<Signature> sign(const std::string& publicKey, std::span<const std::uint8_t> message) const override;

    /// Opens one key; KeyNotHere, FileUnreadable, KeyWrongKind (file holds another key) or an error of Seed::parse.
    Result<Seed> open(const std::string& publicKey) const;

    /// Stores a key; a no-op if the same lies there, KeyFileExists if another does, FolderUnwritable
    /// if a link or a file lies in place of a folder. Keys are only ever added.
    Status add(const Seed& seed) const;

    /// Public keys of which a private part lies here (file names only; contents are read per use).
    std::set<std::string> present() const;

private:
    std::filesystem::path m_root;
};

} // namespace gd
