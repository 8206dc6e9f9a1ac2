// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/share/share_draft.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

namespace gd::ui {

/// What was found in dropped or pasted things: tokens, and what could not be used, each with its reason.
struct Intake {
    std::vector<AcceptItem> items{}; ///< activation tokens, compact, each once
    std::vector<Error> refused{}; ///< `where` is the file name; directories, too large, no token, other kinds of token
    int duplicates = 0;           ///< tokens that came more than once, each time after the first
};

/// Reads files on a worker (never a folder, never more than maxTokenFileBytes of one) and hands the result to `done` on
/// the thread of `owner`. A creds file or a key among them is never in other memory than SecretBytes.
void takeIn(QObject* owner, const QStringList& files, std::function<void(Intake)> done);

/// The same for text that was pasted or dropped.
Intake takeInText(const QString& text);

} // namespace gd::ui
