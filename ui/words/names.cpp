// SPDX-License-Identifier: Apache-2.0
#include "ui/words/names.h"

#include "core/nkeys/public_key.h"
#include "ui/bridge/strings.h"
#include "ui/words/words.h"

#include <QDateTime>
#include <QLocale>

namespace gd::ui {

namespace {

constexpr UnixSeconds minute = 60;
constexpr UnixSeconds hour = 60 * minute;
constexpr UnixSeconds day = 24 * hour;

/// A length of time in its largest fitting unit, "3 days"; days are counted up to two years.
QString spanText(UnixSeconds seconds)
{
    const auto count = [seconds](UnixSeconds unit) {
        return static_cast<int>(seconds / unit);
    };
    if (seconds >= 730 * day) {
        return counted(Words::tr("1 year"), Words::tr("%1 years"), count(365 * day));
    }
    if (seconds >= day) {
        // A token of 30 days has 30 days a moment after it was made, not 29.
        return counted(Words::tr("1 day"), Words::tr("%1 days"), static_cast<int>((seconds + day / 2) / day));
    }
    if (seconds >= hour) {
        return counted(Words::tr("1 hour"), Words::tr("%1 hours"), count(hour));
    }
    if (seconds >= minute) {
        return counted(Words::tr("1 minute"), Words::tr("%1 minutes"), count(minute));
    }
    return counted(Words::tr("1 second"), Words::tr("%1 seconds"), static_cast<int>(seconds));
}

} // namespace

QString shortKey(const std::string& key)
{
    const QString text = toQt(key);
    return text.size() <= 8 ? text : text.left(4) + QChar(0x2026) + text.right(3);
}

QString accountName(const Snapshot& world, const std::string& key)
{
    if (const Account* account = world.account(key)) return toQt(account->name);
    const Contact* contact = world.contact(key);
    return contact ? toQt(contact->name) : shortKey(key);
}

QString accountNames(const std::set<std::string>& keys, const Snapshot& world)
{
    if (keys.size() > 3)
        return counted(Words::tr("1 account"), Words::tr("%1 accounts"), static_cast<int>(keys.size()));
    QStringList names;
    for (const auto& key : keys)
        names << (key == "*" ? Words::tr("everybody") : accountName(world, key));
    names.sort();
    return QLocale().createSeparatedList(names);
}

QString withoutMnemonics(QString name)
{
    return name.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString serverName(const std::string& name)
{
    return isPublicKey(name, KeyKind::Server) ? shortKey(name) : toQt(name);
}

QString typeWord(ExportType type)
{
    switch (type) {
    case ExportType::Unset:
        return Words::tr("unknown type");
    case ExportType::Stream:
        return Words::tr("message feed");
    case ExportType::Service:
        return Words::tr("service");
    }
    return {};
}

QString typeWordWithTerm(ExportType type)
{
    //: "stream" is the term of NATS and stays as it is
    return type == ExportType::Stream ? Words::tr("message feed (stream)") : typeWord(type);
}

QString roleText(const std::string& role)
{
    if (role == "DELIVER") {
        return Words::tr("DELIVER: the messages");
    }
    if (role == "ACK") {
        return Words::tr("ACK: acknowledgements of received messages");
    }
    if (role == "INFO") {
        return Words::tr("INFO: questions about the state of the consumer");
    }
    if (role == "FC") {
        return Words::tr("FC: answers to flow control");
    }
    if (role == "NEXT") {
        return Words::tr("NEXT: requests for the next messages");
    }
    if (role == "EVENTS") {
        return Words::tr("EVENTS: the messages");
    }
    if (role == "API") {
        return Words::tr("API: requests and their replies");
    }
    if (role == "INGEST") {
        return Words::tr("INGEST: messages for the stream, and that they are kept");
    }
    return toQt(role);
}

QString timeText(UnixSeconds at)
{
    if (at <= 0) {
        return Words::tr("never");
    }
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(at), QLocale::ShortFormat);
}

QString timeTextWithDistance(UnixSeconds at, UnixSeconds now)
{
    if (at <= 0) {
        return timeText(at);
    }
    const QString distance = at == now  ? Words::tr("now")
                             : at > now ? Words::tr("in %1").arg(spanText(at - now))
                                        : Words::tr("%1 ago").arg(spanText(now - at));
    //: a point of time, and how far away it is: "12 Dec 2026 10:00 (in 3 days)"
    return Words::tr("%1 (%2)").arg(timeText(at), distance);
}

QString endText(UnixSeconds end, UnixSeconds now)
{
    if (end <= 0) {
        return Words::tr("never ends");
    }
    return end > now ? Words::tr("ends in %1").arg(spanText(end - now))
                     : Words::tr("ended %1 ago").arg(spanText(now - end));
}

QString usedOf(std::size_t used, std::int64_t limit)
{
    const QLocale locale;
    const auto number = locale.toString(static_cast<qulonglong>(used));
    return number + QLatin1Char('/') +
           (limit < 0 ? QStringLiteral("∞") : locale.toString(static_cast<qlonglong>(limit)));
}

} // namespace gd::ui
