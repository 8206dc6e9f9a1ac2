// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/detail_parts.h"

#include "core/jwt/who_signed.h"
#include "ui/bridge/strings.h"
#include "ui/words/names.h"
#include "ui/words/quantities.h"

#include <QCoreApplication>

#include <algorithm>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::AccountDetails)
};

QString codeLines(const std::vector<std::string>& subjects)
{
    QStringList lines;
    for (const auto& subject : subjects)
        lines << html::code(subject);
    return lines.join(QLatin1String("<br/>"));
}

QString responses(const ResponsePermission& resp)
{
    const auto count = resp.max < 0    ? Words::tr("any number of answers")
                       : resp.max == 1 ? Words::tr("1 answer")
                                       : Words::tr("up to %1 answers").arg(countText(resp.max));
    if (resp.ttl <= 0) return Words::tr("%1 to each request").arg(count);
    return Words::tr("%1 to each request, within %2").arg(count, durationText(resp.ttl));
}

QString userName(const Account& account, const std::string& key)
{
    const auto found = std::ranges::find(account.users, key, &User::key);
    return found == account.users.end() ? QString() : toQt(found->name);
}

QString times(const UserPermissions& may)
{
    QStringList lines;
    for (const auto& range : may.times)
        lines << html::text(
            //: from one time of day to another
            Words::tr("%1 to %2").arg(dayTimeText(toQt(range.start)), dayTimeText(toQt(range.end))));
    if (!lines.isEmpty())
        lines << html::text(may.timesLocation.empty() ? Words::tr("in the time zone of the server")
                                                      : Words::tr("time zone %1").arg(toQt(may.timesLocation)));
    return lines.join(QLatin1String("<br/>"));
}

} // namespace

QString htmlTable(const QStringList& headings, const std::vector<QStringList>& rows)
{
    if (rows.empty()) return {};
    const auto line = [](const QStringList& cells, const char* tag) {
        QString text;
        for (const auto& cell : cells)
            text += QStringLiteral("<%1 align='left' style='padding-right:14px'>%2</%1>").arg(QLatin1String(tag), cell);
        return QStringLiteral("<tr>%1</tr>").arg(text);
    };
    QStringList escaped;
    for (const auto& heading : headings)
        escaped << QStringLiteral("<span style='font-weight:600'>%1</span>").arg(html::text(heading));
    QString text = headings.isEmpty() ? QString() : line(escaped, "td");
    for (const auto& row : rows)
        text += line(row, "td");
    return QStringLiteral("<table cellspacing='0' cellpadding='2'>%1</table>").arg(text);
}

QString htmlLines(const std::vector<std::string>& texts)
{
    QStringList lines;
    for (const auto& text : texts)
        lines << html::text(text);
    return lines.join(QLatin1String("<br/>"));
}

QString htmlGo(const std::string& key, const QString& text)
{
    return QStringLiteral("<a href='go:%1'>%2</a>").arg(html::text(key), html::text(text));
}

QString keyPlaceWord(const Snapshot& world, const std::string& key)
{
    return world.keysHere.contains(key) ? Words::tr("key here") : Words::tr("key not here");
}

QString issuerHtml(const Snapshot& world, const ClaimsHeader& header)
{
    const auto& issuer = header.issuer;
    const auto& keys = world.op.claims.signingKeys;
    const auto key = html::key(issuer);
    if (issuer == header.subject) return html::text(Words::tr("itself"));
    if (issuer == world.op.key) return Words::tr("the operator's identity key (%1)").arg(key);
    if (std::ranges::find(keys, issuer) != keys.end()) return Words::tr("signing key %1 of the operator").arg(key);
    for (const auto& account : world.accounts) {
        const auto name = html::text(account.name);
        if (account.key == issuer) return Words::tr("the identity key of %1 (%2)").arg(name, key);
        const auto found = account.claims.signingKeys.find(issuer);
        if (found == account.claims.signingKeys.end()) continue;
        if (found->second && !found->second->role.empty())
            return Words::tr("signing key %1 of %2, role %3").arg(key, name, html::text(found->second->role));
        return Words::tr("signing key %1 of %2").arg(key, name);
    }
    return Words::tr("%1, which is no key of this operator").arg(key);
}

void addTimes(Fields& fields, const ClaimsHeader& header, UnixSeconds now)
{
    fields.emplace_back(Words::tr("Issued"), html::text(timeTextWithDistance(header.issuedAt, now)));
    if (header.notBefore > 0)
        fields.emplace_back(Words::tr("Valid from"), html::text(timeTextWithDistance(header.notBefore, now)));
    fields.emplace_back(Words::tr("Ends"), html::text(timeTextWithDistance(header.expires, now)));
}

QString permissionsHtml(const Permissions& permissions)
{
    return html::fields({
        {Words::tr("May publish to"), codeLines(permissions.pub.allow)},
        {Words::tr("May not publish to"), codeLines(permissions.pub.deny)},
        {Words::tr("May subscribe to"), codeLines(permissions.sub.allow)},
        {Words::tr("May not subscribe to"), codeLines(permissions.sub.deny)},
        {Words::tr("May answer"), permissions.resp ? html::text(responses(*permissions.resp)) : QString()},
    });
}

QString userLimitsHtml(const UserPermissions& may)
{
    return html::fields({
        {Words::tr("Subscriptions"), html::text(countText(may.subs))},
        {Words::tr("Data"), html::text(may.data == 0 ? Words::tr("none") : bytesText(may.data))},
        {Words::tr("Largest message"), html::text(bytesText(may.payload))},
        {Words::tr("Networks"), may.src.empty() ? html::text(Words::tr("any")) : htmlLines(may.src)},
        {Words::tr("Times"), may.times.empty() ? html::text(Words::tr("at any time")) : times(may)},
        {Words::tr("Connections"),
         may.connectionTypes.empty() ? html::text(Words::tr("of any kind")) : htmlLines(may.connectionTypes)},
        {Words::tr("Bearer"), html::text(may.bearerToken ? Words::tr("yes: the token alone is enough to connect")
                                                         : Words::tr("no: connecting needs the private key"))},
        {Words::tr("Proxy"), may.proxyRequired ? html::text(Words::tr("required")) : QString()},
    });
}

QString revocationsHtml(const Account& account)
{
    std::vector<QStringList> rows;
    for (const auto& [key, until] : account.claims.revocations) {
        if (key == "*") {
            rows.push_back({html::text(Words::tr("all users")), {}, html::text(timeText(until))});
            continue;
        }
        const auto name = userName(account, key);
        rows.push_back({name.isEmpty() ? html::text(Words::tr("no user of this store")) : html::text(name),
                        html::key(key), html::text(timeText(until))});
    }
    return htmlTable({Words::tr("User"), Words::tr("Key"), Words::tr("What was issued until")}, rows);
}

} // namespace gd::ui
