// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace gd {

/// Sends Qt's log to standard error with everything taken out that looks like a seed (S, a kind's letter, Base32).
void setUpLog();

/// The text with "S…" in the place of seeds, also of a part of one; public keys stay.
QString redacted(const QString& text);

} // namespace gd
