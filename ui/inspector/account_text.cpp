// SPDX-License-Identifier: Apache-2.0
#include "ui/inspector/account_text.h"

#include "ui/bridge/strings.h"
#include "ui/words/html.h"
#include "ui/words/names.h"

#include <QCoreApplication>
#include <QLocale>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::AccountText)
};

QString keyPlace(const std::string& key, const Snapshot& world)
{
    return world.keysHere.contains(key) ? Words::tr("private key here") : Words::tr("private key not here");
}

QString keyWithPlace(const std::string& key, const Snapshot& world)
{
    return html::key(key) + QLatin1String(", ") + html::text(keyPlace(key, world));
}

QString signingKeys(const Account& account, const Snapshot& world)
{
    QStringList lines;
    for (const auto& [key, scope] : account.claims.signingKeys) {
        auto line = keyWithPlace(key, world);
        if (scope)
            line += QLatin1String(", ") + html::text(Words::tr("only for users in role %1").arg(toQt(scope->role)));
        lines << line;
    }
    return lines.join(QLatin1String("<br/>"));
}

QString users(const Account& account)
{
    QStringList lines;
    for (const auto& user : account.users) {
        auto line = html::text(user.name) + QLatin1String(" (") + html::key(user.key) + QLatin1Char(')');
        if (!user.credsFile.empty()) line += QLatin1String(", ") + html::text(Words::tr("creds file here"));
        lines << line;
    }
    return lines.join(QLatin1String("<br/>"));
}

QString number(std::int64_t limit)
{
    return limit < 0 ? Words::tr("unlimited") : QLocale().toString(static_cast<qlonglong>(limit));
}

QString bytes(std::int64_t limit)
{
    if (limit == 0) return Words::tr("none");
    return limit < 0 ? Words::tr("unlimited") : QLocale().formattedDataSize(limit);
}

QString limits(const AccountLimits& limits)
{
    return html::fields({
        {Words::tr("Connections"), html::text(number(limits.conn))},
        {Words::tr("Subscriptions"), html::text(number(limits.subs))},
        {Words::tr("Largest message"), html::text(bytes(limits.payload))},
        {Words::tr("JetStream disk"), html::text(bytes(limits.jetStream.diskStorage))},
        {Words::tr("JetStream memory"), html::text(bytes(limits.jetStream.memoryStorage))},
        {Words::tr("Wildcard exports"), html::text(limits.wildcards ? Words::tr("allowed") : Words::tr("not allowed"))},
    });
}

} // namespace

QString accountText(const Account& account, const Snapshot& world, UnixSeconds now)
{
    const auto& claims = account.claims;
    auto text = html::title(toQt(account.name));
    if (account.key == world.op.claims.systemAccount)
        text += html::paragraph(Words::tr("The system account of this operator."));
    if (!account.operatorSigned)
        text += html::state(Words::tr("not signed by the operator"),
                            Words::tr("Servers of this operator will not accept this account as it is."));
    text += html::fields({
        {Words::tr("Key"), keyWithPlace(account.key, world)},
        {Words::tr("Signing keys"), signingKeys(account, world)},
        {Words::tr("Exports"), html::text(usedOf(claims.exports.size(), claims.limits.exports))},
        {Words::tr("Imports"), html::text(usedOf(claims.imports.size(), claims.limits.imports))},
        {Words::tr("Users"), users(account)},
        {Words::tr("Changed"), html::text(timeTextWithDistance(claims.header.issuedAt, now))},
        {Words::tr("Ends"),
         claims.header.expires > 0 ? html::text(timeTextWithDistance(claims.header.expires, now)) : QString()},
        {Words::tr("File"), html::text(pathToQt(account.file))},
    });
    return text + html::section(Words::tr("Limits")) + limits(claims.limits);
}

} // namespace gd::ui
