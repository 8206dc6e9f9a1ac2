// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/nkeys/new_keys.h"
#include "core/share/planner.h"
#include "core/store/snapshot.h"
#include "core/store/transaction.h"
#include "tests/core/temp_folder.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace gd::test {

/// Ends a test function where no nsc is: skipped, or failed where GRANTDESK_NO_SKIP says that it must be there.
#define GD_NEEDS_NSC()                                                                                                 \
    do {                                                                                                               \
        if (!::gd::test::nscProgram().isEmpty()) break;                                                                \
        if (qgetenv("GRANTDESK_NO_SKIP") == "1") QFAIL(::gd::test::howToGetNsc);                                       \
        QSKIP(::gd::test::howToGetNsc);                                                                                \
    } while (false)

inline constexpr const char* howToGetNsc = "GRANTDESK_NSC names no program; ./dev interop builds nsc and sets it";

/// The nsc to test against: GRANTDESK_NSC; empty if there is none.
QString nscProgram();

/// What a program said.
struct Ran {
    int code = -1;
    QString out{};
    QString err{};

    bool ok() const { return code == 0; }
    QString all() const { return out + err; }
};

/// A temporary folder with a store that nsc and GrantDesk use in turn. nsc gets a home, settings and an environment of
/// its own; those of whoever runs the test are never touched.
class NscStore {
public:
    /// An empty one.
    NscStore();
    /// The store that GrantDesk makes as a sample.
    static std::unique_ptr<NscStore> sample();
    /// What a script of nsc commands makes; fails the program if one of them fails.
    static std::unique_ptr<NscStore> madeBy(const QString& script);
    /// The same store with the same keys in another folder.
    std::unique_ptr<NscStore> copy() const;

    // nsc's side

    Ran nsc(const QStringList& arguments) const;
    /// A POSIX shell in folder work(), where `nsc` is the real one; ends at the first command that fails.
    Ran shell(const QString& script) const;
    /// `nsc validate`, which tells what it found in a table.
    Ran validate() const { return nsc({QStringLiteral("validate"), QStringLiteral("-A")}); }
    std::filesystem::path work() const { return m_folder / "work"; }

    // GrantDesk's side, as its session does it

    const Workspace& workspace() const { return m_workspace; }
    KeyRing keys() const { return KeyRing(m_workspace.keystore); }
    SnapshotPtr world() const;
    /// Signs and writes, creds too; `done` is what was written, `newKeys` holds keys that the plan needs.
    Status apply(const Result<SharePlan>& plan, Transaction* done = nullptr, const NewKeys* newKeys = nullptr) const;
    /// Takes a transaction back.
    Status takeBack(const Transaction& done) const;

    std::string key(const std::string& account) const { return world()->accountNamed(account)->key; }
    AccountClaims claims(const std::string& account) const { return world()->accountNamed(account)->claims; }

private:
    Status write(const Result<Transaction>& transaction, const NewKeys* newKeys) const;
    Ran run(const QString& program, const QStringList& arguments) const;
    void writeSettings() const;

    TempFolder m_folder{};
    Workspace m_workspace{};
};

} // namespace gd::test
