// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstdint>

namespace gd::ui {

/// A limit of a count: "unlimited" for less than 0, else the number in the locale's form.
QString countText(std::int64_t limit);

/// A limit in bytes: "unlimited" for less than 0, "none" for 0, else in the largest unit that fits: "10 MiB".
QString bytesText(std::int64_t limit);

/// A length of time of `nanoseconds` in the largest unit in which it is a whole number: "2 minutes", "150
/// milliseconds".
QString durationText(std::int64_t nanoseconds);

/// A time of day as tokens have it (hh:mm:ss), in the locale's form; as it is where it is none.
QString dayTimeText(const QString& time);

} // namespace gd::ui
