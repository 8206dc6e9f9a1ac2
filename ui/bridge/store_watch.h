// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QDeadlineTimer>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace gd::ui {

/// Says "look again" when something in the folders of a workspace may have changed, once it has been quiet for 300 ms,
/// and no later than 600 ms after the first change: somebody who writes all the time must not keep it from being seen.
///
/// Folders and files are both watched: a folder does not see writes in place, and a file is lost by the watcher when it
/// is replaced by a rename. watch() is therefore called with every new snapshot.
class StoreWatch : public QObject {
    Q_OBJECT

public:
    explicit StoreWatch(QObject* parent = nullptr);

    /// Watches the folders and files of this world, and no others any more.
    void watch(const Snapshot& world);

signals:
    void lookAgain();

private:
    void postpone();

    QFileSystemWatcher m_watcher;
    QTimer m_quiet;
    QDeadlineTimer m_latest{}; ///< of what has changed and was not looked at yet
};

} // namespace gd::ui
