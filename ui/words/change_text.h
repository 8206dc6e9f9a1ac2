// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/planner.h"
#include "core/store/transaction.h"

#include <QString>
#include <QStringList>

namespace gd::ui {

/// One sentence: "ACCTA offers $JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.> as a private service (ORDEREVENTS-GRANT-ACK)."
QString changeSentence(const Change& change, const Snapshot& world);

/// What is to be set in the applications of each consumer that a plan lets import `deliverSubject`: the name there, and
/// the queue group, letter by letter, because a consumer with a deliver group delivers to no other subscription. Of a
/// pull consumer it is the prefix with which its client library asks for messages.
///
/// @param group  of the JetStream consumer; empty if it has none.
/// @return       one sentence per import of the plan; none where the name is not known, because nothing is imported
/// yet.
QStringList subscribeSentences(const std::vector<Change>& changes, const std::string& deliverSubject,
                               const std::string& group, const Snapshot& world);

/// What a whole transaction did, short enough for "Undo: …": "share ORDEREVENTS-C1 of ACCTA with ACCTB".
QString transactionTitle(const std::vector<Change>& changes, const Snapshot& world);

} // namespace gd::ui
