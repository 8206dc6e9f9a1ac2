// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/store_watch.h"

#include "core/store/layout.h"
#include "ui/bridge/strings.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <chrono>

namespace gd::ui {

using namespace std::chrono_literals;

namespace {

/// The folder, or the nearest one above it that is there: where nothing was written yet it is still to come.
QString nearestFolder(std::filesystem::path folder)
{
    std::error_code failed;
    while (folder.has_relative_path() && !std::filesystem::is_directory(folder, failed))
        folder = folder.parent_path();
    return pathToQt(folder);
}

/// Everything that a snapshot is read from, and the folders in which more may appear.
QSet<QString> pathsOf(const Snapshot& world)
{
    const auto& workspace = world.workspace;
    const auto& folder = workspace.operatorName;
    QSet<QString> paths{pathToQt(workspace.storeRoot),
                        pathToQt(operatorFolder(workspace, folder)),
                        pathToQt(operatorInfoFile(workspace, folder)),
                        pathToQt(operatorTokenFile(workspace, folder, world.op.name)),
                        pathToQt(accountsFolder(workspace, folder)),
                        pathToQt(workspace.tokens),
                        pathToQt(workspace.keystore / "keys")};
    if (!workspace.state.empty()) paths << nearestFolder(workspace.state) << pathToQt(contactsFile(workspace.state));
    for (const auto& account : world.accounts) {
        paths << pathToQt(account.file.parent_path()) << pathToQt(account.file)
              << pathToQt(usersFolder(workspace, folder, account.name));
        for (const auto& user : account.users)
            paths << pathToQt(userTokenFile(workspace, folder, account.name, user.name));
    }
    for (const auto& token : world.tokenFiles)
        paths << pathToQt(token.file);
    for (const auto& finding : world.findings) // what cannot be read may be repaired in place
        if (finding.code == FindingCode::FileUnreadable) paths << toQt(finding.subject);
    return paths;
}

} // namespace

StoreWatch::StoreWatch(QObject* parent) : QObject(parent)
{
    m_quiet.setSingleShot(true);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &StoreWatch::postpone);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &StoreWatch::postpone);
    connect(&m_quiet, &QTimer::timeout, this, &StoreWatch::lookAgain);
}

void StoreWatch::postpone()
{
    constexpr auto quiet = 300ms, longest = 600ms;
    if (!m_quiet.isActive()) m_latest.setRemainingTime(longest);
    m_quiet.start(std::min(quiet, std::chrono::milliseconds(m_latest.remainingTime())));
}

void StoreWatch::watch(const Snapshot& world)
{
    const QSet<QString> wanted = pathsOf(world);
    const QStringList files = m_watcher.files(), folders = m_watcher.directories();
    QSet<QString> watched(files.begin(), files.end());
    watched.unite(QSet<QString>(folders.begin(), folders.end()));

    const QSet<QString> goneOnes = watched - wanted;
    QStringList gone(goneOnes.begin(), goneOnes.end()), added;
    for (const auto& path : wanted - watched)
        if (QFileInfo::exists(path)) added << path;
    if (!gone.isEmpty()) m_watcher.removePaths(gone);
    if (!added.isEmpty()) m_watcher.addPaths(added);
}

} // namespace gd::ui
