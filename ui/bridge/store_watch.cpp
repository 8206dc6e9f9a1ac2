// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/store_watch.h"

#include "ui/bridge/strings.h"

#include <QDir>
#include <QFileInfo>

#include <chrono>

namespace gd::ui {

using namespace std::chrono_literals;

StoreWatch::StoreWatch(QObject* parent) : QObject(parent)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(300ms);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_quiet, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_quiet, qOverload<>(&QTimer::start));
    connect(&m_quiet, &QTimer::timeout, this, &StoreWatch::lookAgain);
}

void StoreWatch::watch(const Snapshot& world)
{
    const auto operatorFolder = world.workspace.storeRoot / world.workspace.operatorName;
    QStringList wanted{pathToQt(world.workspace.storeRoot), pathToQt(operatorFolder),
                       pathToQt(operatorFolder / "accounts"), pathToQt(world.workspace.tokens),
                       pathToQt(world.workspace.keystore / "keys")};
    for (const auto& account : world.accounts) {
        wanted << pathToQt(account.file.parent_path()) << pathToQt(account.file)
               << pathToQt(account.file.parent_path() / "users");
    }
    for (const auto& token : world.tokenFiles)
        wanted << pathToQt(token.file);

    const QStringList watched = m_watcher.files() + m_watcher.directories();
    QStringList gone, added;
    for (const auto& path : watched)
        if (!wanted.contains(path)) gone << path;
    for (const auto& path : wanted)
        if (!watched.contains(path) && QFileInfo::exists(path)) added << path;
    if (!gone.isEmpty()) m_watcher.removePaths(gone);
    if (!added.isEmpty()) m_watcher.addPaths(added);
}

} // namespace gd::ui
