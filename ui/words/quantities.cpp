// SPDX-License-Identifier: Apache-2.0
#include "ui/words/quantities.h"

#include "ui/words/words.h"

#include <QTime>

#include <array>

namespace gd::ui {

QString countText(std::int64_t limit)
{
    return limit < 0 ? Words::tr("unlimited") : QLocale().toString(static_cast<qlonglong>(limit));
}

QString bytesText(std::int64_t limit)
{
    if (limit < 0) return Words::tr("unlimited");
    if (limit == 0) return Words::tr("none");
    // Limits are nearly always a whole number of some unit, and "1.00 GiB" looks as if it had been rounded.
    for (const int power : {4, 3, 2, 1}) {
        const auto unit = std::int64_t{1} << (10 * power);
        if (limit % unit == 0 && limit / unit < 1024)
            return QLocale().formattedDataSize(limit, 0, QLocale::DataSizeIecFormat);
    }
    return QLocale().formattedDataSize(limit, limit < 1024 ? 0 : 2, QLocale::DataSizeIecFormat);
}

QString durationText(std::int64_t nanoseconds)
{
    struct Unit {
        std::int64_t length;
        QString one, many;
    };
    constexpr std::int64_t second = 1'000'000'000;
    const std::array<Unit, 6> units{{{86'400 * second, Words::tr("1 day"), Words::tr("%1 days")},
                                     {3'600 * second, Words::tr("1 hour"), Words::tr("%1 hours")},
                                     {60 * second, Words::tr("1 minute"), Words::tr("%1 minutes")},
                                     {second, Words::tr("1 second"), Words::tr("%1 seconds")},
                                     {1'000'000, Words::tr("1 millisecond"), Words::tr("%1 milliseconds")},
                                     {1'000, Words::tr("1 microsecond"), Words::tr("%1 microseconds")}}};
    for (const auto& unit : units) {
        if (nanoseconds == 0 || nanoseconds % unit.length != 0) continue;
        const auto count = nanoseconds / unit.length;
        return count == 1 ? unit.one : unit.many.arg(QLocale().toString(static_cast<qlonglong>(count)));
    }
    if (nanoseconds == 0) return units[3].many.arg(QLocale().toString(0));
    return Words::tr("%1 nanoseconds").arg(QLocale().toString(static_cast<qlonglong>(nanoseconds)));
}

QString dayTimeText(const QString& time)
{
    const auto parsed = QTime::fromString(time, QStringLiteral("hh:mm:ss"));
    if (!parsed.isValid()) return time;
    return parsed.second() == 0 ? QLocale().toString(parsed, QLocale::ShortFormat)
                                : QLocale().toString(parsed, QStringLiteral("hh:mm:ss"));
}

} // namespace gd::ui
