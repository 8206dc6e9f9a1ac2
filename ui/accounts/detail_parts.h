// SPDX-License-Identifier: Apache-2.0
//
// What the pages of accounts, users and signing keys have in common, as HTML.
#pragma once

#include "core/store/snapshot.h"
#include "ui/words/html.h"

#include <QStringList>

namespace gd::ui {

using Fields = std::vector<std::pair<QString, QString>>;

/// A table with headings; the cells are HTML.
QString htmlTable(const QStringList& headings, const std::vector<QStringList>& rows);

/// Plain texts, one per line.
QString htmlLines(const std::vector<std::string>& texts);

/// A link to something else of the page (AccountsPage follows it): `go:KEY`.
QString htmlGo(const std::string& key, const QString& text);

/// "key here" or "key not here".
QString keyPlaceWord(const Snapshot& world, const std::string& key);

/// Who signed, in words: "signing key ODDD…XYZ of the operator", "by itself" …
QString issuerHtml(const Snapshot& world, const ClaimsHeader& header);

/// Issued, valid from, and ends, with distances.
void addTimes(Fields& fields, const ClaimsHeader& header, UnixSeconds now);

/// What may be published and subscribed to, and answered; empty if nothing is said about it.
QString permissionsHtml(const Permissions& permissions);

/// Limits, networks, times, bearer and connection types.
QString userLimitsHtml(const UserPermissions& may);

/// Keys or `*` and until when they are revoked.
QString revocationsHtml(const Account& account);

} // namespace gd::ui
