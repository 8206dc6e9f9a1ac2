// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/session.h"

#include "core/admin/applying.h"
#include "core/admin/creds.h"
#include "core/nkeys/key_ring.h"
#include "core/share/signing.h"
#include "core/share/world.h"
#include "core/store/sample.h"
#include "core/store/snapshot_reader.h"
#include "ui/bridge/background.h"
#include "ui/bridge/store_watch.h"
#include "ui/bridge/strings.h"

#include <algorithm>
namespace gd::ui {

namespace {

std::filesystem::path journalFolder(const Workspace& workspace)
{
    return workspace.state / "journal";
}

/// What opening brings: the world, what was done in it, and a transaction that was cut off.
struct Opening {
    std::optional<Error> error{};
    SnapshotPtr snapshot{};
    History history{};
    std::optional<Transaction> leftOver{};
    std::optional<Error> journalDamage{};
};

Opening openWorkspace(const Workspace& workspace, FileArea& area, UnixSeconds now)
{
    Opening opening;
    auto world = readWorld(workspace, now);
    if (!world) {
        opening.error = world.error();
        return opening;
    }
    const auto journal = journalFolder((*world)->workspace);
    if (auto cutOff = leftOver(area, journal)) {
        opening.leftOver = *cutOff;
    } else {
        // Nothing can be learnt from it, and it would stand in the way of every later step.
        opening.journalDamage = cutOff.error();
        if (const auto aside = setLeftOverAside(area, journal); !aside) opening.error = aside.error();
    }
    opening.snapshot = *world;
    opening.history = History::load(area, (*world)->workspace.state / "history");
    return opening;
}

/// Which step a cut-off transaction was: undo and redo write over exactly what the entry in the history wrote.
Session::Act stepOf(const Transaction& cutOff, const History& history)
{
    const auto takesBack = [&](const Transaction* entry) {
        if (!entry || entry->edits.size() != cutOff.edits.size()) return false;
        return std::ranges::all_of(cutOff.edits, [&](const FileEdit& edit) {
            return std::ranges::any_of(entry->edits, [&](const FileEdit& done) {
                return done.file == edit.file && (done.after == edit.before ||
                                                  (done.after && edit.before && sameClaims(*done.after, *edit.before)));
            });
        });
    };
    if (takesBack(history.toUndo())) return Session::Act::Undo;
    if (takesBack(history.toRedo())) return Session::Act::Redo;
    return Session::Act::Apply;
}

Status remember(History& history, Session::Act act, const Transaction& done, FileArea& area)
{
    switch (act) {
    case Session::Act::Undo:
        return history.undone(done, area);
    case Session::Act::Redo:
        return history.redone(done, area);
    case Session::Act::Apply:
    case Session::Act::Recover:
        break;
    }
    return history.add(done, area);
}

} // namespace

struct Session::Opened : Opening {
    Opened() = default;
    explicit Opened(Opening opening) : Opening(std::move(opening)) {}
};

/// What a step brings. The world is read again in any case.
struct Session::Written {
    std::optional<Error> error{};        ///< nothing was done
    std::optional<Error> historyError{}; ///< it was done and is not remembered
    SnapshotPtr snapshot{};
    History history{};
    Transaction done{};
    std::optional<Transaction> leftOver{};

    /// Writes a signed transaction and remembers it.
    void apply(const Result<Transaction>& transaction, Act act, FileArea& area, const Workspace& workspace,
               const NewKeys* newKeys = nullptr)
    {
        const Status status = transaction
                                  ? applyWithKeys(*transaction, newKeys, workspace, area, journalFolder(workspace))
                                  : Status(transaction.error());
        if (!status) {
            error = status.error();
            return;
        }
        done = *transaction;
        if (const auto kept = remember(history, act, done, area); !kept) historyError = kept.error();
    }

    /// What is derived from the store and no part of a transaction: creds, and folders that became empty. Creds that
    /// cannot be written are told by their findings; the step is done all the same.
    void bringAlong(const Snapshot& before, UnixSeconds now)
    {
        if (error || !snapshot || done.edits.empty()) return;
        removeEmptyFolders(done, before.workspace);
        const auto isDifferent = followWithCreds(done, before, *snapshot);
        if (isDifferent && !*isDifferent) return;
        if (auto next = readWorld(before.workspace, now)) snapshot = *next;
    }
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
    m_toWrite.clear(); // what waited was meant for the workspace before
    m_history = std::move(result.history);
    setSnapshot(std::move(result.snapshot));
    emit opened();
    emit historyChanged();
    if (result.leftOver) emit leftOverFound(*result.leftOver);
    if (result.journalDamage) emit journalPutAside(*result.journalDamage);
}

void Session::setSnapshot(SnapshotPtr next)
{
    m_watch->watch(*next);
    const auto before = std::exchange(m_snapshot, std::move(next));
    emit snapshotChanged(m_snapshot, before);
}

/// Every step runs on the store thread with the world and the history as the step before left them.
void Session::write(Act act, Step step)
{
    m_toWrite.emplace_back(act, std::move(step));
    beginNextWrite();
}

void Session::beginNextWrite()
{
    if (m_isWriting || m_toWrite.empty()) return;
    m_isWriting = true;
    auto [act, step] = std::move(m_toWrite.front());
    m_toWrite.pop_front();
    onStoreThread(
        [step = std::move(step), world = m_snapshot, history = m_history, area = m_area, clock = m_clock]() mutable {
            auto written = step(world, std::move(history));
            if (auto next = readWorld(world->workspace, clock())) written.snapshot = *next;
            written.bringAlong(*world, clock());
            if (!written.error) return written;
            if (const auto cutOff = leftOver(*area, journalFolder(world->workspace))) written.leftOver = *cutOff;
            return written;
        },
        [this, act = act](Written written) { takeWritten(act, std::move(written)); });
}

void Session::apply(const SharePlan& plan, NewKeysPtr newKeys)
{
    write(Act::Apply, [plan, newKeys = std::move(newKeys), area = m_area, clock = m_clock](const SnapshotPtr& world,
                                                                                           History history) {
        Written written{.history = std::move(history)};
        const KeyRing keys(world->workspace.keystore);
        const SignerWithNewKeys signer(keys, newKeys.get());
        written.apply(signPlan(plan, *world, signer, clock()), Act::Apply, *area, world->workspace, newKeys.get());
        return written;
    });
}

void Session::undo()
{
    write(Act::Undo, [area = m_area, clock = m_clock](const SnapshotPtr& world, History history) {
        Written written{.history = std::move(history)};
        const KeyRing keys(world->workspace.keystore);
        const auto* done = written.history.toUndo();
        written.apply(done ? signInverse(*done, *world, keys, clock()) : Error{ErrorCode::NothingToUndo}, Act::Undo,
                      *area, world->workspace);
        return written;
    });
}

void Session::redo()
{
    // Undo leaves in the history what it wrote, so the inverse of that entry is the redo.
    write(Act::Redo, [area = m_area, clock = m_clock](const SnapshotPtr& world, History history) {
        Written written{.history = std::move(history)};
        const KeyRing keys(world->workspace.keystore);
        const auto* done = written.history.toRedo();
        written.apply(done ? signInverse(*done, *world, keys, clock()) : Error{ErrorCode::NothingToRedo}, Act::Redo,
                      *area, world->workspace);
        return written;
    });
}

void Session::takeWritten(Act act, Written result)
{
    m_isWriting = false;
    m_history = std::move(result.history);
    if (result.snapshot) setSnapshot(std::move(result.snapshot));
    emit historyChanged();
    if (result.error) {
        emit refused(act, *result.error);
    } else {
        emit applied(act, result.done);
    }
    if (result.historyError) emit historyNotKept(*result.historyError);
    if (result.leftOver) emit leftOverFound(*result.leftOver);
    beginNextWrite();
}

void Session::recover(Recovery how)
{
    write(Act::Recover, [how, area = m_area](const SnapshotPtr& world, History history) {
        Written written{.history = std::move(history)};
        const auto journal = journalFolder(world->workspace);
        const auto cutOff = leftOver(*area, journal);
        if (!cutOff || !*cutOff) {
            if (!cutOff) written.error = cutOff.error();
            return written;
        }
        written.done = **cutOff;
        if (const auto status = gd::recover(written.done, how, *area, journal); !status) {
            written.error = status.error();
        } else if (how == Recovery::Finish) {
            const auto kept = remember(written.history, stepOf(written.done, written.history), written.done, *area);
            if (!kept) written.historyError = kept.error();
        }
        return written;
    });
}

void Session::leaveAsItIs()
{
    write(Act::Recover, [area = m_area](const SnapshotPtr& world, History history) {
        Written written{.history = std::move(history)};
        const auto journal = journalFolder(world->workspace);
        if (const auto cutOff = leftOver(*area, journal); cutOff && *cutOff) written.done = **cutOff;
        if (const auto aside = setLeftOverAside(*area, journal); !aside) written.error = aside.error();
        return written;
    });
}

void Session::lookAgain()
{
    if (!m_open) return;
    onStoreThread(
        [world = m_snapshot, clock = m_clock]() -> Result<SnapshotPtr> {
            if (currentRevision(world->workspace) == world->revision) return world;
            return readWorld(world->workspace, clock());
        },
        [this](Result<SnapshotPtr> found) {
            if (!found) {
                emit storeLost(found.error());
                return;
            }
            const auto& next = *found;
            if (next->workspace != m_snapshot->workspace) return; // another one was opened meanwhile
            emit storeRead();
            // An apply may have been answered in between; then this reading is old news or the same news.
            if (next->revision == m_snapshot->revision) {
                m_watch->watch(*m_snapshot);
                return;
            }
            setSnapshot(next);
            emit changedOutside();
        });
}

} // namespace gd::ui
