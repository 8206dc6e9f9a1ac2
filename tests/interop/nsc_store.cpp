// SPDX-License-Identifier: Apache-2.0
#include "tests/interop/nsc_store.h"

#include "core/admin/applying.h"
#include "core/admin/creds.h"
#include "core/base/clock.h"
#include "core/share/signing.h"
#include "core/share/world.h"
#include "core/store/sample.h"

#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>

namespace gd::test {

namespace {

namespace fs = std::filesystem;

constexpr int longestRun = 60'000; ///< ms

QString fromPath(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

UnixSeconds now()
{
    return systemClock()();
}

} // namespace

QString nscProgram()
{
    const auto program = qEnvironmentVariable("GRANTDESK_NSC");
    return QFileInfo(program).isExecutable() ? QFileInfo(program).absoluteFilePath() : QString();
}

NscStore::NscStore()
{
    const auto root = m_folder / "ws";
    m_workspace = {root / "stores", root / "keys", root / "state", root / "tokens", "OP"};
    for (const auto& folder : {m_folder / "home", m_folder / "settings", m_folder / "work"})
        fs::create_directories(folder);
    writeSettings();
}

/// What nsc keeps between runs. Without this file it would begin with a store in its home.
void NscStore::writeSettings() const
{
    m_folder.write("settings/nsc.json",
                   R"({"store_root":")" + m_workspace.storeRoot.string() +
                       R"(","operator":"OP","account":"","github_updates":"nats-io/nsc","last_update":1795424212})");
}

std::unique_ptr<NscStore> NscStore::sample()
{
    auto store = std::make_unique<NscStore>();
    if (!createSample(store->m_folder / "ws", now())) qFatal("no sample");
    return store;
}

std::unique_ptr<NscStore> NscStore::madeBy(const QString& script)
{
    auto store = std::make_unique<NscStore>();
    for (const auto& folder : {store->m_workspace.storeRoot, store->m_workspace.state, store->m_workspace.tokens})
        fs::create_directories(folder);
    const auto ran = store->shell(script);
    if (!ran.ok()) qFatal("nsc could not make the store:\n%s", qPrintable(ran.all()));
    return store;
}

std::unique_ptr<NscStore> NscStore::copy() const
{
    auto other = std::make_unique<NscStore>();
    fs::copy(m_folder / "ws", other->m_folder / "ws", fs::copy_options::recursive);
    fs::copy(work(), other->work(), fs::copy_options::recursive);
    return other;
}

Ran NscStore::run(const QString& program, const QStringList& arguments) const
{
    QProcessEnvironment environment;
    const auto home = fromPath(m_folder / "home");
    environment.insert(QStringLiteral("HOME"), home);
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
        environment.insert(QLatin1String(name), home + QLatin1Char('/') + QLatin1String(name));
    environment.insert(QStringLiteral("NSC_HOME"), fromPath(m_folder / "settings"));
    environment.insert(QStringLiteral("NKEYS_PATH"), fromPath(m_workspace.keystore));
    environment.insert(QStringLiteral("PATH"), QFileInfo(nscProgram()).path() + QStringLiteral(":/usr/bin:/bin"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(fromPath(work()));
    process.start(program, arguments);
    if (!process.waitForFinished(longestRun)) {
        process.kill();
        return {-1, {}, process.errorString()};
    }
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {code, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Ran NscStore::nsc(const QStringList& arguments) const
{
    return run(nscProgram(), arguments);
}

Ran NscStore::shell(const QString& script) const
{
    return run(QStringLiteral("/bin/sh"), {QStringLiteral("-euc"), script});
}

SnapshotPtr NscStore::world() const
{
    auto read = readWorld(m_workspace, now());
    if (!read) qFatal("cannot read the store: %d %s", static_cast<int>(read.error().code), read.error().where.c_str());
    return *read;
}

Status NscStore::write(const Result<Transaction>& transaction, const NewKeys* newKeys) const
{
    if (!transaction) return transaction.error();
    const auto before = world();
    DiskArea area;
    if (auto done = applyWithKeys(*transaction, newKeys, m_workspace, area, m_workspace.state / "journal"); !done)
        return done;
    removeEmptyFolders(*transaction, m_workspace);
    const auto followed = followWithCreds(*transaction, *before, *world());
    return followed ? Status() : Status(followed.error());
}

Status NscStore::apply(const Result<SharePlan>& plan, Transaction* done, const NewKeys* newKeys) const
{
    if (!plan) return plan.error();
    const auto keystore = keys();
    const auto transaction = signPlan(*plan, *world(), SignerWithNewKeys(keystore, newKeys), now());
    if (done && transaction) *done = *transaction;
    return write(transaction, newKeys);
}

Status NscStore::takeBack(const Transaction& done) const
{
    return write(signInverse(done, *world(), keys(), now()), nullptr);
}

} // namespace gd::test
