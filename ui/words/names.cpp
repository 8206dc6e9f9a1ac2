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
    static const struct {
        const char* role;
        const char* text;
    } texts[] = {
        {"DELIVER", QT_TRANSLATE_NOOP("Words", "DELIVER: the messages")},
        {"ACK", QT_TRANSLATE_NOOP("Words", "ACK: acknowledgements of received messages")},
        {"ACKV2", QT_TRANSLATE_NOOP("Words", "ACKV2: acknowledgements in the new form (servers from 2.14 on)")},
        {"INFO", QT_TRANSLATE_NOOP("Words", "INFO: questions about the state of the consumer")},
        {"FC", QT_TRANSLATE_NOOP("Words", "FC: answers to flow control")},
        {"FCV2", QT_TRANSLATE_NOOP("Words", "FCV2: answers to flow control in the new form (servers from 2.14 on)")},
        {"NEXT", QT_TRANSLATE_NOOP("Words", "NEXT: requests for the next messages")},
        {"EVENTS", QT_TRANSLATE_NOOP("Words", "EVENTS: the messages")},
        {"API", QT_TRANSLATE_NOOP("Words", "API: requests and their replies")},
        {"INGEST", QT_TRANSLATE_NOOP("Words", "INGEST: messages for the stream, and that they are kept")},
        {"GET", QT_TRANSLATE_NOOP("Words", "GET: the last value of a key")},
        {"REVISION", QT_TRANSLATE_NOOP("Words", "REVISION: an earlier value of a key")},
        {"MSG", QT_TRANSLATE_NOOP("Words", "MSG: values, as older clients ask for them")},
        {"BUCKET", QT_TRANSLATE_NOOP("Words", "BUCKET: questions about the state of the bucket")},
        {"PUT", QT_TRANSLATE_NOOP("Words", "PUT: new values, and that they are kept")},
        {"CREATE", QT_TRANSLATE_NOOP("Words", "CREATE: begins to follow the stream")},
        {"SOURCE", QT_TRANSLATE_NOOP("Words", "SOURCE: the same, as older servers do it")},
        {"DELETE", QT_TRANSLATE_NOOP("Words", "DELETE: ends to follow the stream")},
        {"FEED", QT_TRANSLATE_NOOP("Words", "FEED: what the stream brings")},
        {"FLOW", QT_TRANSLATE_NOOP("Words", "FLOW: answers to flow control")},
        {"CHUNKS", QT_TRANSLATE_NOOP("Words", "CHUNKS: the contents of objects")},
        {"META", QT_TRANSLATE_NOOP("Words", "META: names and sizes of objects")},
        {"PURGE", QT_TRANSLATE_NOOP("Words", "PURGE: removes the contents of replaced and deleted objects")},
    };
    for (const auto& one : texts)
        if (role == one.role) return Words::tr(one.text);
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
