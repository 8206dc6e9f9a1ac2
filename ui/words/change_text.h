// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/planner.h"
#include "core/store/transaction.h"

#include <QString>
#include <QStringList>

namespace gd::ui {

/// One sentence: "ACCTA offers $JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.> as a private service (ORDEREVENTS-GRANT-ACK)."
QString changeSentence(const Change& change, const Snapshot& world);

/// What a whole transaction did, short enough for "Undo: …": "share ORDEREVENTS-C1 of ACCTA with ACCTB".
QString transactionTitle(const std::vector<Change>& changes, const Snapshot& world);

} // namespace gd::ui
