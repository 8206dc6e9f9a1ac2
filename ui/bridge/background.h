// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <utility>

namespace gd::ui {

/// Runs `work` on a pool and hands its result to `done` on the thread of `owner`. If `owner` is gone by then, the
/// answer is forgotten; `work` therefore gets copies and returns a value.
///
/// A watcher that belongs to the owner, not QFuture::then(owner, …): with Qt 6.4.2 that one asserts when the owner dies
/// before the work ends.
template <class Work, class Done>
void inBackground(QObject* owner, QThreadPool* pool, Work&& work, Done&& done)
{
    using Value = std::invoke_result_t<std::decay_t<Work>>;
    auto* watcher = new QFutureWatcher<Value>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner,
                     [watcher, done = std::forward<Done>(done)]() mutable {
                         watcher->deleteLater();
                         done(watcher->future().takeResult());
                     });
    watcher->setFuture(QtConcurrent::run(pool, std::forward<Work>(work)));
}

} // namespace gd::ui
