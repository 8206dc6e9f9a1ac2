// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/session.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace gd::ui {

/// One entry of the history, in words that are ready to be shown.
struct HistoryRow {
    std::string id{}; ///< survives undo and redo
    QString title{};
    UnixSeconds when = 0; ///< when it was done at first
    QString accounts{};   ///< names of all accounts it concerned
    bool inForce = true;
    UnixSeconds changedAt = 0; ///< when it was taken back or done again the last time; 0: never

    bool operator==(const HistoryRow&) const = default;
};

/// The history, oldest first as core keeps it.
std::vector<HistoryRow> historyRows(const History& history, const Snapshot& world);

/// The sentences of an entry, one per change; says so if there are none.
QStringList entrySentences(const Transaction& entry, const Snapshot& world);

/// A file that an entry changed, as people read it: claims as JSON where the file holds a token.
struct FileChange {
    QString name{}; ///< "Account ACCTA", "Token file X.tok"
    QString before{};
    QString after{};
    std::string account{}; ///< key of the account that it is the token of; empty if it is none
    bool wasThere = true;
    bool isThere = true;

    /// Whether both sides have a text that can be compared.
    bool isChange() const { return wasThere && isThere; }

    bool operator==(const FileChange&) const = default;
};

/// Every file of an entry, those that were there before first. Tokens are decoded; the content of anything else is not
/// shown.
///
/// @param inForce  of an entry that was taken back the history holds what that wrote; it is turned round here, so that
///                 before and after are always those of doing it.
std::vector<FileChange> fileChanges(const Transaction& entry, bool inForce);

} // namespace gd::ui
