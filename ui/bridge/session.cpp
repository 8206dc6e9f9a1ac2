// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/session.h"

#include "core/store/sample.h"
#include "ui/bridge/background.h"
#include "ui/bridge/store_watch.h"
#include "ui/bridge/strings.h"

#include <algorithm>

namespace gd::ui {

namespace {

bool isSame(const History& one, const History& other)
{
    return one.inForce() == other.inForce() &&
           std::ranges::equal(one.entries(), other.entries(), {}, &Transaction::id, &Transaction::id);
}

} // namespace

Session::Session(std::shared_ptr<FileArea> area, Clock clock, QObject* parent)
    : QObject(parent), m_area(std::move(area)), m_clock(std::move(clock)), m_watch(new StoreWatch(this))
{
    m_state.world = std::make_shared<const Snapshot>();
    m_storeThread.setMaxThreadCount(1);
    connect(m_watch, &StoreWatch::lookAgain, this, &Session::lookAgain);
    m_whileOpening.setInterval(100);
    connect(&m_whileOpening, &QTimer::timeout, this, [this] { emit openingProgressed(m_opening->state()); });
}

Session::~Session()
{
    cancelOpening();
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
    beginOpening([workspace, area = m_area, clock = m_clock](ReadProgress& progress) {
        return openStore(workspace, *area, clock, &progress);
    });
}

void Session::openSample(const QString& folder)
{
    beginOpening([path = pathFromQt(folder), area = m_area, clock = m_clock](ReadProgress& progress) {
        const auto workspace = createSample(path, clock());
        return workspace ? openStore(*workspace, *area, clock, &progress) : StoreOpening{.error = workspace.error()};
    });
}

/// Who opens another workspace no longer waits for the one before.
void Session::beginOpening(std::function<StoreOpening(ReadProgress&)> work)
{
    cancelOpening();
    auto progress = std::make_shared<ReadProgress>();
    m_opening = progress;
    m_whileOpening.start();
    onStoreThread([work = std::move(work), progress] { return work(*progress); },
                  [this, progress](StoreOpening opening) {
                      if (m_opening == progress) {
                          m_opening.reset();
                          m_whileOpening.stop();
                      } else if (opening.error && opening.error->code == ErrorCode::Cancelled) {
                          return; // another one is being opened in its place
                      }
                      takeOpened(std::move(opening));
                  });
}

void Session::cancelOpening()
{
    if (m_opening) m_opening->cancel();
}

void Session::takeOpened(StoreOpening opening)
{
    if (opening.error) {
        emit openFailed(*opening.error);
        return;
    }
    m_open = true;
    m_toWrite.clear(); // what waited was meant for the workspace before
    m_state.history = std::move(opening.state.history);
    m_state.ledger = std::move(opening.state.ledger);
    setWorld(std::move(opening.state.world));
    emit opened();
    emit historyChanged();
    if (opening.leftOver) emit leftOverFound(*opening.leftOver);
    if (opening.journalDamage) emit journalPutAside(*opening.journalDamage);
    if (opening.ledgerDamage) emit ledgerPutAside(*opening.ledgerDamage);
}

void Session::setWorld(SnapshotPtr next)
{
    m_watch->watch(*next);
    const auto before = std::exchange(m_state.world, std::move(next));
    emit snapshotChanged(m_state.world, before);
    if (m_state.world->contacts != before->contacts) emit contactsChanged();
}

/// Every step runs on the store thread with the state as the step before left it.
void Session::write(Act act, StoreStep step)
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
    onStoreThread([step = std::move(step), state = m_state, area = m_area,
                   clock = m_clock]() mutable { return doStep(step, std::move(state), *area, clock); },
                  [this, act = act, before = m_state.world](StepAnswer answer) {
                      // A world that could not be read again says nothing new.
                      if (answer.state.world == before) answer.state.world = m_state.world;
                      takeAnswer(act, std::move(answer));
                  });
}

void Session::apply(const SharePlan& plan, NewKeysPtr newKeys)
{
    write(Act::Apply, ApplyPlan{plan, std::move(newKeys)});
}

void Session::undo()
{
    write(Act::Undo, UndoLast{});
}

void Session::redo()
{
    write(Act::Redo, RedoNext{});
}

void Session::recover(Recovery how)
{
    write(Act::Recover, EndCutOff{how});
}

void Session::leaveAsItIs()
{
    write(Act::Recover, LeaveAsItIs{});
}

void Session::takeAnswer(Act act, StepAnswer answer)
{
    m_isWriting = false;
    m_state.history = std::move(answer.state.history);
    m_state.ledger = std::move(answer.state.ledger);
    if (answer.state.world != m_state.world) setWorld(std::move(answer.state.world));
    emit historyChanged();
    if (answer.error) {
        emit refused(act, *answer.error);
    } else {
        emit applied(act, answer.done);
    }
    if (answer.historyError) emit historyNotKept(*answer.historyError);
    if (answer.leftOver) emit leftOverFound(*answer.leftOver);
    beginNextWrite();
}

void Session::changeContact(const ContactChange& change)
{
    if (!m_open) return;
    onStoreThread([change, world = snapshot(), area = m_area,
                   clock = m_clock] { return gd::changeContact(change, world, *area, clock); },
                  [this, change](ContactAnswer answer) {
                      const auto& next = answer.world;
                      const bool isHere = next->workspace == snapshot()->workspace;
                      if (isHere && next->revision != snapshot()->revision) setWorld(std::move(answer.world));
                      if (answer.error)
                          emit contactRefused(change, *answer.error);
                      else
                          emit contactChanged(change);
                      if (!answer.setAside.empty()) emit contactsSetAside(answer.setAside);
                  });
}

void Session::lookAgain()
{
    if (!m_open) return;
    onStoreThread([state = m_state, area = m_area, clock = m_clock] { return gd::lookAgain(state, *area, clock); },
                  [this](Result<StoreState> seen) {
                      if (!seen) {
                          emit storeLost(seen.error());
                          return;
                      }
                      const auto next = seen->world;
                      if (next->workspace != snapshot()->workspace) return; // another one was opened meanwhile
                      emit storeRead();
                      if (!isSame(seen->history, history())) {
                          m_state.history = std::move(seen->history);
                          m_state.ledger = std::move(seen->ledger);
                          emit historyChanged();
                      }
                      // An apply may have been answered in between; then this reading is old or the same news.
                      if (next->revision == snapshot()->revision) {
                          m_watch->watch(*snapshot());
                          return;
                      }
                      setWorld(next);
                      emit changedOutside();
                  });
}

} // namespace gd::ui
