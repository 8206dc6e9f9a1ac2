// SPDX-License-Identifier: Apache-2.0
#include "core/admin/store_steps.h"

#include "core/admin/applying.h"
#include "core/admin/creds.h"
#include "core/nkeys/key_ring.h"
#include "core/share/signing.h"
#include "core/share/world.h"
#include "core/store/litter.h"
#include "core/store/snapshot_reader.h"
#include "core/store/store_lock.h"

#include <algorithm>
#include <utility>

namespace gd {

namespace {

namespace fs = std::filesystem;

fs::path journalFolder(const Workspace& workspace)
{
    return workspace.state / "journal";
}

fs::path historyFolder(const Workspace& workspace)
{
    return workspace.state / "history";
}

fs::path ledgerFile(const Workspace& workspace)
{
    return workspace.state / "ledger.json";
}

/// History knows what a ledger missed that was not written any more before a crash, or was lost.
bool recordAll(Ledger& ledger, const History& history)
{
    bool isNew = false;
    for (const auto& done : history.entries())
        isNew |= ledger.record(done);
    return isNew;
}

/// A damaged ledger is kept beside, for its notes stand nowhere else.
void openLedger(StoreOpening& opening, FileArea& area, bool mayWrite)
{
    const auto file = ledgerFile(opening.state.world->workspace);
    auto ledger = Ledger::load(area, file);
    if (ledger) {
        opening.state.ledger = std::move(*ledger);
    } else if (mayWrite) {
        opening.ledgerDamage = ledger.error();
        if (const auto text = area.read(file); text && *text)
            static_cast<void>(area.replace(file.parent_path() / "ledger-set-aside.json", **text));
    }
    const bool isNew = recordAll(opening.state.ledger, opening.state.history);
    // One that cannot be written now is made again at the next start.
    if (mayWrite && (isNew || !ledger)) static_cast<void>(opening.state.ledger.save(area, file));
}

/// With the lock nobody is writing, so a record in the journal is that of a process that is gone.
void openJournal(StoreOpening& opening, FileArea& area)
{
    const auto journal = journalFolder(opening.state.world->workspace);
    if (auto cutOff = cutOffStep(opening.state.history, area, journal)) {
        opening.leftOver = std::move(*cutOff);
    } else if (cutOff.error().code == ErrorCode::JournalUnreadable) {
        // Nothing can be learnt from it, and it would stand in the way of every later step.
        opening.journalDamage = cutOff.error();
        if (const auto aside = setLeftOverAside(area, journal); !aside) opening.error = aside.error();
    }
}

/// Takes over what another process has done.
void readHistoryAgain(StoreState& state, const FileArea& area)
{
    const auto& workspace = state.world->workspace;
    state.history = History::load(area, historyFolder(workspace));
    if (auto ledger = Ledger::load(area, ledgerFile(workspace))) state.ledger = std::move(*ledger);
    recordAll(state.ledger, state.history);
}

bool isSame(const Transaction* one, const Transaction* other)
{
    return one && other ? one->id == other->id : one == other;
}

/// Another process may have gone on. What it did must not be taken back, or done again, by somebody who saw another
/// step.
Status catchUp(StoreState& state, const StoreStep& step, const FileArea& area)
{
    if (state.history.isCurrent(area)) return {};
    const History seen = state.history;
    readHistoryAgain(state, area);
    const bool isAnother = (std::holds_alternative<UndoLast>(step) && !isSame(seen.toUndo(), state.history.toUndo())) ||
                           (std::holds_alternative<RedoNext>(step) && !isSame(seen.toRedo(), state.history.toRedo()));
    if (isAnother) return Error{ErrorCode::StoreChangedOutside, historyFolder(state.world->workspace).string(), {}};
    return {};
}

enum class Kind { New, TakesBack, DoesAgain };

/// Which step a cut-off transaction was: undo and redo write over exactly what the entry in the history wrote.
Kind kindOf(const Transaction& cutOff, const History& history)
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
    if (takesBack(history.toUndo())) return Kind::TakesBack;
    if (takesBack(history.toRedo())) return Kind::DoesAgain;
    return Kind::New;
}

Status remember(History& history, Kind kind, const Transaction& done, FileArea& area)
{
    switch (kind) {
    case Kind::TakesBack:
        return history.undone(done, area);
    case Kind::DoesAgain:
        return history.redone(done, area);
    case Kind::New:
        break;
    }
    return history.add(done, area);
}

/// Whether this step leaves something done, if nothing goes wrong: what is taken back has issued nothing.
bool isDone(const StoreStep& step)
{
    if (const auto* end = std::get_if<EndCutOff>(&step)) return end->how == Recovery::Finish;
    return !std::holds_alternative<LeaveAsItIs>(step);
}

/// Does one step; one overload for each.
class Doer {
public:
    Doer(StepAnswer& answer, FileArea& area, UnixSeconds now)
        : m_answer(answer), m_area(area), m_now(now), m_keys(answer.state.world->workspace.keystore)
    {}

    void operator()(const ApplyPlan& step) const
    {
        const SignerWithNewKeys signer(m_keys, step.newKeys.get());
        write(signPlan(step.plan, *m_answer.state.world, signer, m_now), Kind::New, step.newKeys.get());
    }

    void operator()(const UndoLast&) const
    {
        const auto* done = m_answer.state.history.toUndo();
        write(done ? inverse(*done) : Error{ErrorCode::NothingToUndo}, Kind::TakesBack);
    }

    void operator()(const RedoNext&) const
    {
        // Undo leaves in the history what it wrote, so the inverse of that entry is the redo.
        const auto* done = m_answer.state.history.toRedo();
        write(done ? inverse(*done) : Error{ErrorCode::NothingToRedo}, Kind::DoesAgain);
    }

    void operator()(const EndCutOff& step) const
    {
        auto& history = m_answer.state.history;
        const auto cutOff = cutOffStep(history, m_area, journal());
        if (!cutOff || !*cutOff) {
            if (!cutOff) m_answer.error = cutOff.error();
            return;
        }
        m_answer.done = **cutOff;
        const auto status = recover(m_answer.done, step.how, m_area, journal(), [&] {
            if (step.how == Recovery::Finish) keep(kindOf(m_answer.done, history));
        });
        if (!status && !history.holds(m_answer.done.id)) m_answer.error = status.error();
    }

    void operator()(const LeaveAsItIs&) const
    {
        if (const auto cutOff = leftOver(m_area, journal()); cutOff && *cutOff) m_answer.done = **cutOff;
        if (const auto aside = setLeftOverAside(m_area, journal()); !aside) m_answer.error = aside.error();
    }

private:
    fs::path journal() const { return journalFolder(m_answer.state.world->workspace); }
    Result<Transaction> inverse(const Transaction& done) const
    {
        return signInverse(done, *m_answer.state.world, m_keys, m_now);
    }

    void write(const Result<Transaction>& transaction, Kind kind, const NewKeys* newKeys = nullptr) const
    {
        if (!transaction) {
            m_answer.error = transaction.error();
            return;
        }
        m_answer.done = *transaction;
        const auto& workspace = m_answer.state.world->workspace;
        const auto status = applyWithKeys(m_answer.done, newKeys, workspace, m_area, journal(), [&] { keep(kind); });
        // What is remembered is done; its record goes with the next step, or at the next start.
        if (!status && !m_answer.state.history.holds(m_answer.done.id)) m_answer.error = status.error();
    }

    void keep(Kind kind) const
    {
        if (const auto kept = remember(m_answer.state.history, kind, m_answer.done, m_area); !kept)
            m_answer.historyError = kept.error();
    }

    StepAnswer& m_answer;
    FileArea& m_area;
    UnixSeconds m_now;
    KeyRing m_keys;
};

/// What is derived from the store and no part of a transaction: creds, and folders that became empty. Creds that cannot
/// be written are told by their findings; the step is done all the same.
void bringAlong(StepAnswer& answer, const SnapshotPtr& before, const Clock& clock)
{
    auto& world = answer.state.world;
    if (answer.error || world == before || answer.done.edits.empty()) return;
    removeEmptyFolders(answer.done, before->workspace);
    const auto isDifferent = followWithCreds(answer.done, *before, *world);
    if (isDifferent && !*isDifferent) return;
    if (auto next = readWorld(before->workspace, clock(), world)) world = std::move(*next);
}

} // namespace

StoreOpening openStore(const Workspace& workspace, FileArea& area, const Clock& clock, ReadProgress* progress)
{
    StoreOpening opening;
    std::error_code failed;
    std::optional<StoreLock> lock;
    if (fs::is_directory(workspace.state, failed))
        if (auto taken = StoreLock::take(workspace.state)) lock.emplace(std::move(*taken));
    auto world = readWorld(workspace, clock(), nullptr, progress);
    if (!world) {
        opening.error = world.error();
        return opening;
    }
    opening.state.world = *world;
    opening.state.history = History::load(area, historyFolder(workspace));
    openLedger(opening, area, lock.has_value());
    if (!lock) return opening; // a record that is there may be that of another process, which is alive
    openJournal(opening, area);
    removeLitter(workspace);
    return opening;
}

StepAnswer doStep(const StoreStep& step, StoreState state, FileArea& area, const Clock& clock)
{
    StepAnswer answer{.state = std::move(state)};
    auto& now = answer.state;
    const Workspace workspace = now.world->workspace;
    const auto journal = journalFolder(workspace);
    const bool endsCutOff = std::holds_alternative<EndCutOff>(step) || std::holds_alternative<LeaveAsItIs>(step);

    const auto lock = StoreLock::take(workspace.state);
    if (const Status ready = lock ? catchUp(now, step, area) : Status(lock.error()); !ready) {
        answer.error = ready.error();
    } else {
        if (!endsCutOff) static_cast<void>(cutOffStep(now.history, area, journal)); // removes what only lacks its end
        std::visit(Doer(answer, area, clock()), step);
    }
    if (!answer.error && isDone(step) && now.ledger.record(answer.done))
        static_cast<void>(now.ledger.save(area, ledgerFile(workspace))); // else made again from history
    const auto before = now.world;
    if (auto next = readWorld(workspace, clock(), before)) now.world = std::move(*next);
    bringAlong(answer, before, clock);
    if (answer.error && lock)
        if (auto cutOff = cutOffStep(now.history, area, journal); cutOff && *cutOff) answer.leftOver = **cutOff;
    return answer;
}

Result<StoreState> lookAgain(StoreState state, const FileArea& area, const Clock& clock)
{
    const auto& workspace = state.world->workspace;
    if (currentRevision(workspace, state.world.get()) != state.world->revision) {
        auto next = readWorld(workspace, clock(), state.world);
        if (!next) return next.error();
        state.world = std::move(*next);
    }
    if (!state.history.isCurrent(area)) readHistoryAgain(state, area);
    return state;
}

} // namespace gd
