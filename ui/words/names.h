// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QString>

#include <set>

namespace gd::ui {

/// A key for people: first four and last three characters, "AD5F…H3L".
QString shortKey(const std::string& key);

/// The account's name, that of a contact, or a short key if nobody here knows it.
QString accountName(const Snapshot& world, const std::string& key);

/// The names of several accounts in a list, everybody for "*"; more than three are only counted.
QString accountNames(const std::set<std::string>& keys, const Snapshot& world);

/// A name for the text of an action or a title, where "&" would mark a letter.
QString withoutMnemonics(QString name);

/// A server's name for people. One that was given none by its configuration calls itself by its key, which is
/// shortened.
QString serverName(const std::string& name);

/// "message feed" or "service"; with the NATS term: "message feed (stream)".
QString typeWord(ExportType type);
QString typeWordWithTerm(ExportType type);

/// What a role is for, in a few words: "ACK: acknowledgements of received messages".
QString roleText(const std::string& role);

/// A point of time in the local zone and the locale's form; "never" for 0.
QString timeText(UnixSeconds at);

/// As timeText, with the distance: "12 Dec 2026 10:00 (in 3 days)".
QString timeTextWithDistance(UnixSeconds at, UnixSeconds now);

/// "never ends", "ends in 3 days", "ended 2 days ago".
QString endText(UnixSeconds end, UnixSeconds now);

/// "3/10" or "3/∞", for the limits of an account (-1: no limit).
QString usedOf(std::size_t used, std::int64_t limit);

} // namespace gd::ui
