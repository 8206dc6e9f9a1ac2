// SPDX-License-Identifier: Apache-2.0
#include "core/admin/keystore_migration.h"

#include "core/base/private_file.h"
#include "core/base/unix_file.h"
#include "core/jwt/creds_file.h"
#include "core/nkeys/key_ring.h"
#include "core/store/store_scan.h"

#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t maxBytes = 64 * 1024; // creds hold a token too

/// Where creds belong, below a keystore; empty if they lie in no place that is known.
fs::path credsPlace(const fs::path& below)
{
    const std::vector<fs::path> parts(below.begin(), below.end());
    if (parts.size() == 4 && parts[0] == "creds") return below;
    if (parts.size() == 5 && parts[1] == "accounts" && parts[3] == "users")
        return fs::path("creds") / parts[0] / parts[2] / parts[4];
    return {};
}

/// The new tree, gone again unless it was put in place.
class NewTree {
public:
    explicit NewTree(const fs::path& keystore)
        : m_keystore(keystore), m_root(keystore.parent_path() / temporaryName(keystore.filename().string()))
    {}
    ~NewTree()
    {
        std::error_code ignored;
        if (!m_isInPlace) fs::remove_all(m_root, ignored);
    }
    NewTree(const NewTree&) = delete;
    NewTree& operator=(const NewTree&) = delete;

    Status make()
    {
        for (const char* name : {"keys", "creds"})
            if (auto made = makePrivateFolders(m_root / name); !made) return made;
        return createPrivateFile(AT_FDCWD, m_root / ".gitignore", "# private keys\n*\n");
    }

    Status take(const fs::path& file)
    {
        const auto content = readSecretFile(file, maxBytes);
        if (!content) return content.error();
        if (!*content) return Error{ErrorCode::FileUnreadable, file.string(), "no such file"};
        return file.extension() == ".nk" ? takeKey(file, **content) : takeCreds(file, **content);
    }

    Result<KeystoreMigration> putInPlace()
    {
        // One step: at no time is there no keystore.
        if (::renameat2(AT_FDCWD, m_root.c_str(), AT_FDCWD, m_keystore.c_str(), RENAME_EXCHANGE) != 0)
            return systemError(ErrorCode::FolderUnwritable, m_keystore);
        m_isInPlace = true;
        m_done.backup = m_root;
        std::error_code failed;
        const auto name = m_root.stem().string(); // "keys.<random>"
        const auto kept =
            m_keystore.parent_path() / (m_keystore.filename().string() + '_' + name.substr(name.rfind('.') + 1));
        fs::rename(m_root, kept, failed);
        if (!failed) m_done.backup = kept;
        syncFolder(m_keystore.parent_path());
        return m_done;
    }

private:
    Status takeKey(const fs::path& file, const SecretBytes& content)
    {
        const auto seed = seedOfText(content.text());
        if (!seed) return Error{seed.error().code, file.string(), seed.error().detail};
        const KeyRing ring(m_root);
        if (auto added = ring.add(*seed); !added) return added;
        ++m_done.keys;
        return {};
    }

    Status takeCreds(const fs::path& file, const SecretBytes& content)
    {
        const auto place = credsPlace(file.lexically_relative(m_keystore));
        if (place.empty()) return Error{ErrorCode::FileUnreadable, file.string(), "creds in a place that nobody knows"};
        const auto target = m_root / place;
        if (auto made = makePrivateFolders(target.parent_path()); !made) return made;
        if (auto created = createPrivateFile(AT_FDCWD, target, content.text()); !created) return created;
        ++m_done.creds;
        return {};
    }

    fs::path m_keystore;
    fs::path m_root;
    bool m_isInPlace = false;
    KeystoreMigration m_done{};
};

} // namespace

Result<KeystoreMigration> migrateKeystore(const fs::path& keystore)
{
    if (misplacedKeyFile(keystore).empty()) return Error{ErrorCode::PlanIsEmpty, keystore.string(), ""};
    std::error_code failed;
    const auto root = fs::canonical(keystore, failed); // a link stays where it is
    if (failed) return Error{ErrorCode::FileUnreadable, keystore.string(), failed.message()};
    NewTree tree(root);
    if (auto made = tree.make(); !made) return made.error();
    fs::recursive_directory_iterator at(root, failed);
    for (const fs::recursive_directory_iterator end; !failed && at != end; at.increment(failed)) {
        std::error_code ignored;
        // Whoever walks this folder does not follow such links; the keys behind them would be lost sight of.
        if (at->is_symlink(ignored) && at->is_directory(ignored))
            return Error{ErrorCode::FileUnreadable, at->path().string(), "a link to a folder"};
        const auto extension = at->path().extension();
        if (extension != ".nk" && extension != ".creds") continue;
        if (at->is_directory(ignored)) continue;
        if (auto taken = tree.take(at->path()); !taken) return taken.error();
    }
    // What cannot be looked into may hold keys.
    if (failed) return Error{ErrorCode::FileUnreadable, root.string(), failed.message()};
    return tree.putInPlace();
}

} // namespace gd
