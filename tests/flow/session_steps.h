// SPDX-License-Identifier: Apache-2.0
//
// What happens to a session in the stories about it: by a person, by a crash, and by other programs.
#pragma once

#include "core/share/planner.h"
#include "core/store/transaction.h"
#include "tests/flow/sample_session.h"

#include <QStringList>

namespace gd::test {

/// Names of the token files, sorted.
QStringList tokenFiles(const SampleSession& sample);

/// The guide's share, planned; empty if that is not possible.
SharePlan orderEventsPlan(const SampleSession& sample);

/// Writes the journal and the first file of a transaction, and no more: what a crash leaves.
void cutOff(const SampleSession& sample, const Transaction& transaction);

/// Opens the same workspace in another session; false if that fails.
bool reopen(ui::Session& session, const SampleSession& sample);

/// Edits an account as another program would: decode, edit, sign, write in place. A description, unless told
/// otherwise.
void editOutside(
    const SampleSession& sample, const char* name,
    const std::function<void(AccountClaims&)>& edit = [](AccountClaims& claims) {
        claims.description = "edited elsewhere";
    });

} // namespace gd::test
