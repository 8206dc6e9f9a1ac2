// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/contact_admin.h"
#include "core/admin/store_steps.h"
#include "core/base/clock.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>

namespace gd::ui {

class StoreWatch;

/// The open workspace as the window sees it: the one observable object. Holds the current snapshot, applies plans,
/// takes back and does again. All reading, signing and writing happens on the store thread (a pool of one, so writes
/// are ordered without a lock); answers arrive as signals on the thread of this object.
class Session : public QObject {
    Q_OBJECT

public:
    /// @param area   the disk, or a fake that fails; shared with the store thread, used only there.
    /// @param clock  "now" for signing and reading.
    Session(std::shared_ptr<FileArea> area, Clock clock, QObject* parent = nullptr);
    ~Session() override;

    /// Opens a workspace; opened() or openFailed() follows.
    void open(const Workspace& workspace);

    /// Builds (or opens) the sample workspace in a folder; opened() or openFailed() follows.
    void openSample(const QString& folder);

    /// Gives up opening; openFailed() with Cancelled follows, and the workspace before stays open. Nothing happens if
    /// none is being opened.
    void cancelOpening();

    bool isOpen() const { return m_open; }

    /// The present world; an empty one before opened(), never null.
    const SnapshotPtr& snapshot() const { return m_state.world; }

    /// Tokens that were issued or taken in here, see knownTokens().
    const Ledger& ledger() const { return m_state.ledger; }

    /// Accounts that are known by their key alone, by name.
    const Contacts& contacts() const { return m_state.world->contacts; }

    /// Adds, changes or removes a contact, at once and in the background; contactChanged() or contactRefused() follows.
    void changeContact(const ContactChange& change);

    /// Whether something is being read or written.
    bool isBusy() const { return m_running > 0; }

    /// Signs and writes a plan as one transaction; applied() or refused() follows. Steps are done one after the other:
    /// one that is asked for while another is written begins when that one was answered, in the world as it is then.
    ///
    /// @param newKeys  holds the seeds of keys that are new in the plan; may be null.
    void apply(const SharePlan& plan, NewKeysPtr newKeys = {});

    /// Takes the last transaction back or does it again; applied() or refused() follows.
    void undo();
    void redo();
    /// What undo() and redo() would act on; null if there is nothing.
    const Transaction* toUndo() const { return m_state.history.toUndo(); }
    const Transaction* toRedo() const { return m_state.history.toRedo(); }
    const History& history() const { return m_state.history; }

    /// Ends a transaction that was cut off, see leftOverFound(); applied() or refused() follows.
    void recover(Recovery how);
    /// Leaves the files as they are and puts the record of the cut-off transaction aside; applied() or refused()
    /// follows.
    void leaveAsItIs();

    /// Looks whether the store was changed by another program; a new snapshot follows only if it was.
    void lookAgain();

    UnixSeconds now() const { return m_clock(); }

    /// What was done: by apply(), undo() or redo(), or the end of a transaction that was cut off.
    enum class Act { Apply, Undo, Redo, Recover };
    Q_ENUM(Act)

signals:
    /// The workspace was read, or why not; snapshotChanged() comes first.
    void opened();
    void openFailed(const gd::Error& error);
    /// A few times a second while a workspace is being opened.
    void openingProgressed(const gd::ReadProgress::State& state);
    /// The world changed: by us, or outside. Models merge by id.
    void snapshotChanged(const gd::SnapshotPtr& now, const gd::SnapshotPtr& before);
    /// Beside snapshotChanged(), if it was another program.
    void changedOutside();
    /// The store cannot be read any more; the snapshot is the last one that could.
    void storeLost(const gd::Error& error);
    /// The store was looked at again and could be read, changed or not.
    void storeRead();
    /// A step was done, or why not (nothing was written then).
    void applied(gd::ui::Session::Act act, const gd::Transaction& done);
    void refused(gd::ui::Session::Act act, const gd::Error& error);
    /// toUndo(), toRedo() or history() have changed.
    void historyChanged();
    /// contacts() are others: by us, or outside. Comes behind snapshotChanged().
    void contactsChanged();
    /// A contact was changed by changeContact(), or why not (nothing was written then).
    void contactChanged(const gd::ContactChange& change);
    void contactRefused(const gd::ContactChange& change, const gd::Error& error);
    /// The file of contacts was damaged; before it was written anew it was copied to this place.
    void contactsSetAside(const std::filesystem::path& place);
    /// @see isBusy()
    void busyChanged(bool busy);
    /// At opening or after a step that failed half way: a transaction was cut off. Nothing else can be applied before
    /// recover() or leaveAsItIs().
    void leftOverFound(const gd::Transaction& transaction);
    /// At opening: the record of a cut-off transaction is damaged; it was put aside.
    void journalPutAside(const gd::Error& error);
    /// At opening: the ledger could not be read; it was put aside and made anew from the history.
    void ledgerPutAside(const gd::Error& error);
    /// A step was done, but could not be written into the history: it cannot be taken back after a restart.
    void historyNotKept(const gd::Error& error);

private:
    template <class Work, class Done>
    void onStoreThread(Work&& work, Done&& done);
    void beginOpening(std::function<StoreOpening(ReadProgress&)> work);
    void takeOpened(StoreOpening opening);
    void write(Act act, StoreStep step);
    void beginNextWrite();
    void takeAnswer(Act act, StepAnswer answer);
    void setWorld(SnapshotPtr next);

    std::shared_ptr<FileArea> m_area;
    Clock m_clock;
    QThreadPool m_storeThread;
    StoreWatch* m_watch = nullptr;
    StoreState m_state{};
    bool m_open = false;
    int m_running = 0;
    bool m_isWriting = false;
    std::deque<std::pair<Act, StoreStep>> m_toWrite; ///< steps that wait for the one before
    std::shared_ptr<ReadProgress> m_opening;         ///< of the workspace that is being opened, else null
    QTimer m_whileOpening;
};

} // namespace gd::ui
