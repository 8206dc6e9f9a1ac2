// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/publisher.h"
#include "ui/bridge/server_session.h"

#include <QString>

#include <vector>

namespace gd::ui {

/// How an account of the store stands against the server, as far as this program pushed it.
enum class SyncState {
    NotPushed, ///< the token on disk is not the one that was pushed last
    Pushed,    ///< every server took it
    Refused,   ///< at least one server did not take it
    NoAnswer,  ///< it was sent, or could not be sent, and nobody answered
};

/// What the server made of an account's imports, all in one.
enum class ImportsState { NoImports, NotChecked, NotInUse, AllActive, SomeInactive };

/// One account on the Server page, in words that are ready to be shown.
struct SyncRow {
    std::string key{};
    QString name{};
    SyncState state = SyncState::NotPushed;
    QString answer{};  ///< short: "taken by demo", "refused by demo"
    QString answers{}; ///< one line per server
    ImportsState importsState = ImportsState::NoImports;
    QString imports{};       ///< short: "3 of 3 active", "INFO: not active"
    QString importDetails{}; ///< one line per import
    UnixSeconds asOf = 0;    ///< when the server said the last of this; 0: it did not

    bool operator==(const SyncRow&) const = default;
};

/// The accounts of the workspace against the server, by key. The system account is left out: servers have it from their
/// configuration.
std::vector<SyncRow> syncRows(const Snapshot& world, const ServerSession& server);

/// "not pushed", "pushed", "refused", "no answer".
QString syncStateWord(SyncState state);

/// One server's answer in a line: "demo (2.9.10): taken – jwt updated".
QString answerLine(const PushAnswer& answer);

/// Why an account was not pushed, in words; knows that nobody listening means another kind of resolver.
QString pushErrorText(const Error& error);

/// What came of a push: "Pushed 2 accounts. All imports are active." Names what was refused, what is not active and
/// what could not be checked.
QString pushOutcome(const std::vector<SyncRow>& rows, const std::vector<PushResult>& results);

/// What came of asking for the imports, over all accounts that have some.
QString importsOutcome(const std::vector<SyncRow>& rows);

} // namespace gd::ui
