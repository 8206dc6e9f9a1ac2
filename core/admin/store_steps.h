// SPDX-License-Identifier: Apache-2.0
//
// What is done to an open store, one step after the other: each takes the state that the step before left and gives the
// next one. Everything here reads and writes files and belongs on the store thread.
#pragma once

#include "core/base/clock.h"
#include "core/base/read_progress.h"
#include "core/nkeys/new_keys.h"
#include "core/share/ledger.h"
#include "core/share/planner.h"
#include "core/store/history.h"

#include <optional>
#include <variant>

namespace gd {

/// An open store: the world as it was read, what was done in it, and the tokens that came of it.
struct StoreState {
    SnapshotPtr world{};
    History history{};
    Ledger ledger{};
};

/// What opening brings. `state` is good unless there is an `error`.
struct StoreOpening {
    std::optional<Error> error{};
    StoreState state{};
    std::optional<Transaction> leftOver{}; ///< a transaction that was cut off and waits for a decision
    std::optional<Error> journalDamage{};  ///< its record could not be read and was put aside
    std::optional<Error> ledgerDamage{};   ///< the ledger could not be read, was put aside and made anew
};

/// Opens a workspace. Where nothing was ever written nothing is made either: looking leaves no traces.
///
/// @param progress  told how far it is, or null; StoreOpening::error is Cancelled once it was.
StoreOpening openStore(const Workspace& workspace, FileArea& area, const Clock& clock,
                       ReadProgress* progress = nullptr);

/// Signs a plan and writes it as one transaction. New keys that it names are stored with it.
struct ApplyPlan {
    SharePlan plan{};
    NewKeysPtr newKeys{}; ///< may be null
};
struct UndoLast {};
struct RedoNext {};
/// Ends a transaction that was cut off.
struct EndCutOff {
    Recovery how{};
};
/// Leaves the files as they are and puts the record of a cut-off transaction aside.
struct LeaveAsItIs {};

using StoreStep = std::variant<ApplyPlan, UndoLast, RedoNext, EndCutOff, LeaveAsItIs>;

/// What a step brings. The world is read again in any case, if it can be.
struct StepAnswer {
    std::optional<Error> error{};        ///< nothing was done
    std::optional<Error> historyError{}; ///< it was done and is not remembered
    StoreState state{};
    Transaction done{};
    std::optional<Transaction> leftOver{}; ///< the step was cut off half way, or another one still waits
};

/// Does a step with the store locked against other processes of this program. What such a process did meanwhile is
/// taken over first; undo and redo are refused then, if another step would be meant (StoreChangedOutside).
StepAnswer doStep(const StoreStep& step, StoreState state, FileArea& area, const Clock& clock);

/// Looks whether another program has changed the store or the history.
///
/// @return the same state if nothing changed (then `world` is the same object), or why the store cannot be read.
Result<StoreState> lookAgain(StoreState state, const FileArea& area, const Clock& clock);

} // namespace gd
