// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/share_draft.h"

#include <QIcon>
#include <QPalette>
#include <QString>

namespace gd::ui {

/// The verdict on one thing that is to be imported, in one to three words.
QString verdictWord(const AcceptVerdict& verdict);

QIcon verdictIcon(const AcceptVerdict& verdict, const QPalette& palette);

/// All reasons in sentences; one sentence too if nothing speaks against it.
QString verdictSentences(const AcceptVerdict& verdict, const Snapshot& world);

/// "Example: orders.x in ACCTA is orders.x in ACCTB", empty if there is no import.
QString mappingExample(const Import& value, const QString& provider, const QString& consumer);

} // namespace gd::ui
