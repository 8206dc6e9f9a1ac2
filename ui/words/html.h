// SPDX-License-Identifier: Apache-2.0
//
// Small pieces of longer texts about accounts, shares and tokens. Everything that comes from a token or a file is
// escaped here.
#pragma once

#include "core/store/snapshot.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace gd::ui::html {

inline QString text(const QString& plain)
{
    return plain.toHtmlEscaped();
}
QString text(const std::string& plain);

QString title(const QString& plain);
QString section(const QString& plain);
QString paragraph(const QString& plain);

/// A subject or file name: in a fixed font.
QString code(const std::string& plain);

/// A key, shortened, with the whole key as tooltip; a click copies it (link `copy:KEY`).
QString key(const std::string& publicKey);

/// An account by name and key.
QString account(const Snapshot& world, const std::string& publicKey);

/// Label and value pairs as a table; values are HTML. Pairs without a value are left out.
QString fields(const std::vector<std::pair<QString, QString>>& pairs);

/// A state: its word, and below it the sentence that explains it.
QString state(const QString& word, const QString& sentence);

} // namespace gd::ui::html
