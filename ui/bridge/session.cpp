// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/session.h"

#include "core/nkeys/key_ring.h"
#include "core/share/signing.h"
#include "core/share/world.h"
#include "core/store/sample.h"
#include "core/store/snapshot_reader.h"
#include "ui/bridge/background.h"
#include "ui/bridge/store_watch.h"
#include "ui/bridge/strings.h"

#include <QPointer>

namespace gd::ui {

namespace {

std::filesystem::path journalFolder(const Workspace& workspace)
{
    return workspace.state / "journal";
}

/// What opening brings: the world, what was done in it, and a transaction that a crash cut off.
struct Opening {
    std::optional<Error> error{};
    SnapshotPtr snapshot{};
    History history{};
    std::optional<Transaction> leftOver{};
};

Opening openWorkspace(const Workspace& workspace, const FileArea& area, UnixSeconds now)
{
    Opening opening;
    auto world = readWorld(workspace, now);
    if (!world) {
        opening.error = world.error();
        return opening;
    }
    auto cutOff = leftOver(area, journalFolder((*world)->workspace));
    if (!cutOff) {
        opening.error = cutOff.error();
        return opening;
    }
    opening.snapshot = *world;
    opening.history = History::load(area, (*world)->workspace.state / "history");
    opening.leftOver = *cutOff;
    return opening;
}

} // namespace

struct Session::Opened : Opening {
    using Opening::Opening;
    Opened() = default;
    explicit Opened(Opening opening) : Opening(std::move(opening)) {}
};

/// What writing brings. A world that could be read again comes even with an error.
struct Session::Written {
    std::optional<Error> error{};
    SnapshotPtr snapshot{};
    History history{};
    Transaction done{};
};

Session::Session(std::shared_ptr<FileArea> area, Clock clock, QObject* parent)
    : QObject(parent),
      m_area(std::move(area)),
      m_clock(std::move(clock)),
      m_watch(new StoreWatch(this)),
      m_snapshot(std::make_shared<const Snapshot>())
{
    m_storeThread.setMaxThreadCount(1);
    connect(m_watch, &StoreWatch::lookAgain, this, &Session::lookAgain);
}

Session::~Session()
{
    m_storeThread.waitForDone(); // what was agreed to is written before the program ends
}

template <class Work, class Done>
void Session::onStoreThread(Work&& work, Done&& done)
{
    if (m_running++ == 0) emit busyChanged(true);
    inBackground(this, &m_storeThread, std::forward<Work>(work),
                 [this, done = std::forward<Done>(done)](auto result) mutable {
                     if (--m_running == 0) emit busyChanged(false);
                     done(std::move(result));
                 });
}

void Session::open(const Workspace& workspace)
{
    onStoreThread(
        [workspace, area = m_area, clock = m_clock] { return Opened(openWorkspace(workspace, *area, clock())); },
        [this](Opened result) { takeOpened(std::move(result)); });
}

void Session::openSample(const QString& folder)
{
    onStoreThread(
        [path = pathFromQt(folder), area = m_area, clock = m_clock] {
            const auto workspace = createSample(path, clock());
            if (workspace) return Opened(openWorkspace(*workspace, *area, clock()));
            Opened failed;
            failed.error = workspace.error();
            return failed;
        },
        [this](Opened result) { takeOpened(std::move(result)); });
}

void Session::takeOpened(Opened result)
{
    if (result.error) {
        emit openFailed(*result.error);
        return;
    }
    m_open = true;
    m_history = std::move(result.history);
    setSnapshot(std::move(result.snapshot));
    emit opened();
    emit historyChanged();
    if (result.leftOver) emit leftOverFound(*result.leftOver);
}

void Session::setSnapshot(SnapshotPtr next)
{
    m_watch->watch(*next);
    const auto before = std::exchange(m_snapshot, std::move(next));
    emit snapshotChanged(m_snapshot, before);
}

void Session::apply(const SharePlan& plan)
{
    onStoreThread(
        [plan, world = m_snapshot, history = m_history, area = m_area, clock = m_clock]() mutable {
            Written written;
            written.history = std::move(history);
            const KeyRing keys(world->workspace.keystore);
            const auto signedPlan = signPlan(plan, *world, keys, clock());
            Status status = signedPlan ? applyTransaction(*signedPlan, *area, journalFolder(world->workspace))
                                       : Status(signedPlan.error());
            if (status) {
                written.done = *signedPlan;
                status = written.history.add(*signedPlan, *area);
            }
            if (!status) written.error = status.error();
            if (auto next = readWorld(world->workspace, clock())) written.snapshot = *next;
            return written;
        },
        [this](Written written) { takeWritten(Act::Apply, std::move(written)); });
}

void Session::undo()
{
    if (!toUndo()) {
        emit refused(Act::Undo, Error{ErrorCode::NothingToUndo});
        return;
    }
    moveInHistory(Act::Undo);
}

void Session::redo()
{
    if (!toRedo()) {
        emit refused(Act::Redo, Error{ErrorCode::NothingToRedo});
        return;
    }
    moveInHistory(Act::Redo);
}

void Session::moveInHistory(Act act)
{
    // Undo leaves in the history what it wrote, so the inverse of that entry is the redo.
    const Transaction done = act == Act::Undo ? *toUndo() : *toRedo();
    onStoreThread(
        [act, done, world = m_snapshot, history = m_history, area = m_area, clock = m_clock]() mutable {
            Written written;
            written.history = std::move(history);
            const KeyRing keys(world->workspace.keystore);
            const auto inverse = signInverse(done, *world, keys, clock());
            Status status =
                inverse ? applyTransaction(*inverse, *area, journalFolder(world->workspace)) : Status(inverse.error());
            if (status) {
                written.done = *inverse;
                status = act == Act::Undo ? written.history.undone(*inverse, *area)
                                          : written.history.redone(*inverse, *area);
            }
            if (!status) written.error = status.error();
            if (auto next = readWorld(world->workspace, clock())) written.snapshot = *next;
            return written;
        },
        [this, act](Written written) { takeWritten(act, std::move(written)); });
}

void Session::takeWritten(Act act, Written result)
{
    m_history = std::move(result.history);
    if (result.snapshot) setSnapshot(std::move(result.snapshot));
    emit historyChanged();
    if (result.error) {
        emit refused(act, *result.error);
    } else {
        emit applied(act, result.done);
    }
}

void Session::recover(Recovery how)
{
    onStoreThread(
        [how, world = m_snapshot, history = m_history, area = m_area, clock = m_clock]() mutable {
            Written written;
            written.history = std::move(history);
            const auto journal = journalFolder(world->workspace);
            const auto cutOff = leftOver(*area, journal);
            Status status = cutOff ? Status{} : Status(cutOff.error());
            if (status && *cutOff) {
                written.done = **cutOff;
                status = gd::recover(**cutOff, how, *area, journal);
            }
            if (status && *cutOff && how == Recovery::Finish) status = written.history.add(**cutOff, *area);
            if (!status) written.error = status.error();
            if (auto next = readWorld(world->workspace, clock())) written.snapshot = *next;
            return written;
        },
        [this, how](Written written) {
            takeWritten(how == Recovery::Finish ? Act::Apply : Act::Undo, std::move(written));
        });
}

void Session::lookAgain()
{
    if (!m_open) return;
    onStoreThread(
        [world = m_snapshot, clock = m_clock]() -> SnapshotPtr {
            if (currentRevision(world->workspace) == world->revision) return {};
            const auto next = readWorld(world->workspace, clock());
            return next ? *next : SnapshotPtr{};
        },
        [this](SnapshotPtr next) {
            // An apply may have been answered in between; then this reading is old news or the same news.
            if (!next || next->revision == m_snapshot->revision) {
                m_watch->watch(*m_snapshot);
                return;
            }
            setSnapshot(std::move(next));
            emit changedOutside();
        });
}

} // namespace gd::ui
