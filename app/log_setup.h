// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace gd {

/// Sends Qt's log to standard error with everything taken out that looks like a seed (S, a kind's letter, Base32).
void setUpLog();

/// The text with seeds replaced by their first two letters and an ellipsis.
QString redacted(const QString& text);

} // namespace gd
