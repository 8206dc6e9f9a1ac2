// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/account_restore.h"
#include "tests/core/admin_store.h"

namespace gd::test {

/// A store whose steps are remembered, as the session does it.
struct RememberingStore : AdminStore {
    DiskArea area{};
    History history = History::load(area, at.state / "history");

    /// Every step takes a day.
    Status step(const Result<SharePlan>& plan)
    {
        clock += 86400;
        if (auto done = apply(plan); !done) return done;
        return history.add(last, area);
    }
    Status undo()
    {
        clock += 86400;
        if (auto done = write(signInverse(*history.toUndo(), *world(), keys, clock)); !done) return done;
        return history.undone(last, area);
    }
    Status edit(const std::string& account, AccountPatch patch)
    {
        return step(planAccountEdit({key(account), std::move(patch)}, *world(), clock + 86400));
    }
    Status describe(const std::string& account, const std::string& text)
    {
        AccountPatch patch;
        patch.description = text;
        return edit(account, patch);
    }

    AccountPast past(const std::string& accountKey) const { return pastOf(accountKey, history, *world()); }
    /// Wish for the version at a place.
    RestoreAccountDraft draft(const std::string& accountKey, std::size_t version, bool exact = false) const
    {
        RestoreAccountDraft made{past(accountKey), {}, exact};
        made.token = made.past.versions.at(version).token;
        return made;
    }
    Result<SharePlan> plan(const RestoreAccountDraft& wish) const { return planRestoreAccount(wish, *world(), clock); }
};

} // namespace gd::test
