// SPDX-License-Identifier: Apache-2.0
//
// The page of an account in words.
#include "ui/accounts/detail_parts.h"
#include "ui/accounts/detail_text.h"
#include "ui/accounts/notes.h"
#include "ui/bridge/strings.h"
#include "ui/words/finding_text.h"
#include "ui/words/names.h"
#include "ui/words/operator_text.h"
#include "ui/words/quantities.h"

#include <QCoreApplication>

#include <algorithm>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::AccountDetails)
};

QString allowed(bool yes)
{
    return html::text(yes ? Words::tr("allowed") : Words::tr("not allowed"));
}

QString problems(const Snapshot& world, const Account& account)
{
    QString text;
    for (const auto& finding : world.findings) {
        if (finding.account != account.key) continue;
        // In a managed store how it stands with the operator is said above.
        if (finding.code == FindingCode::NotOperatorSigned && world.op.managed) continue;
        const auto words = explain(finding, world);
        text += html::state(QStringLiteral("%1: %2").arg(severityWord(finding.severity), words.happened),
                            words.because + QLatin1Char(' ') + words.nextStep);
    }
    return text.isEmpty() ? QString() : html::section(Words::tr("Problems")) + text;
}

/// In a managed store: whether the operator has signed it, and what it said.
QString standing(const Snapshot& world, const Account& account, const OperatorAnswers& answers)
{
    if (!world.op.managed) return {};
    const bool hasServer = world.op.claims.accountServerUrl.starts_with("http");
    const auto sentence = standingSentence(account, world, answers, hasServer);
    auto word = standingText(account, world, answers);
    word[0] = word[0].toUpper();
    return sentence.isEmpty() ? QString() : html::state(word, sentence);
}

QString identity(const Snapshot& world, const Account& account, UnixSeconds now)
{
    const auto& claims = account.claims;
    const auto waiting = waitingAccounts(world);
    const bool isWaiting = std::ranges::find(waiting, account.key) != waiting.end();
    Fields fields{{Words::tr("Signed by"), issuerHtml(world, claims.header)},
                  {Words::tr("Operator agrees"),
                   html::text(account.operatorSigned ? Words::tr("yes: signed by this operator")
                              : isWaiting            ? Words::tr("not yet: signed by itself")
                                                     : Words::tr("no: servers of this operator will not accept it"))}};
    addTimes(fields, claims.header, now);
    fields.insert(fields.end(), {{Words::tr("Description"), html::text(claims.description)},
                                 {Words::tr("More about it"), html::text(claims.infoUrl)},
                                 {Words::tr("Tags"), htmlLines(claims.tail.tags)},
                                 {Words::tr("File"), html::code(account.file.string())}});
    return html::section(Words::tr("Identity")) + html::fields(fields);
}

QString sharing(const Account& account)
{
    const auto& claims = account.claims;
    const auto line = [](const QString& count, const char* place, const QString& words) {
        return QStringLiteral("%1 &nbsp; <a href='desk:%2'>%3</a>").arg(html::text(count), QLatin1String(place), words);
    };
    return html::section(Words::tr("Sharing")) +
           html::fields({{Words::tr("Exports"), line(usedOf(claims.exports.size(), claims.limits.exports), "provider",
                                                     Words::tr("show as provider on the desk"))},
                         {Words::tr("Imports"), line(usedOf(claims.imports.size(), claims.limits.imports), "consumer",
                                                     Words::tr("show as consumer on the desk"))}});
}

QString limits(const AccountLimits& limits)
{
    return html::section(Words::tr("Limits")) +
           html::fields({{Words::tr("Connections"), html::text(countText(limits.conn))},
                         {Words::tr("Leaf nodes"), html::text(countText(limits.leaf))},
                         {Words::tr("Subscriptions"), html::text(countText(limits.subs))},
                         {Words::tr("Data"), html::text(bytesText(limits.data))},
                         {Words::tr("Largest message"), html::text(bytesText(limits.payload))},
                         {Words::tr("Exports"), html::text(countText(limits.exports))},
                         {Words::tr("Imports"), html::text(countText(limits.imports))},
                         {Words::tr("Wildcard exports"), allowed(limits.wildcards)},
                         {Words::tr("Bearer users"), allowed(!limits.disallowBearer)}});
}

/// One column per set of limits, because there may be several tiers and each has eight limits.
QString jetStream(const AccountLimits& limits)
{
    std::vector<std::pair<QString, const JetStreamLimits*>> sets;
    if (limits.tiers.empty()) sets.emplace_back(QString(), &limits.jetStream);
    for (const auto& [tier, set] : limits.tiers)
        sets.emplace_back(toQt(tier), &set);
    const auto title = html::section(Words::tr("JetStream"));
    if (limits.tiers.empty() && limits.jetStream.memoryStorage == 0 && limits.jetStream.diskStorage == 0)
        return title + html::paragraph(Words::tr("Off: this account may store nothing."));
    QStringList headings;
    std::vector<QStringList> rows;
    if (!limits.tiers.empty()) headings << Words::tr("Tier");
    const auto add = [&](const QString& label, auto&& text) {
        QStringList row{QStringLiteral("<i>%1</i>").arg(html::text(label))};
        for (const auto& [tier, set] : sets)
            row << html::text(QString(text(*set)));
        rows.push_back(row);
    };
    for (const auto& [tier, set] : sets)
        if (!tier.isEmpty()) headings << tier;
    add(Words::tr("Disk"), [](const auto& set) { return bytesText(set.diskStorage); });
    add(Words::tr("Memory"), [](const auto& set) { return bytesText(set.memoryStorage); });
    add(Words::tr("Streams"), [](const auto& set) { return countText(set.streams); });
    add(Words::tr("Consumers"), [](const auto& set) { return countText(set.consumer); });
    // With these, 0 is written where nobody has set them, and servers take it for no limit.
    const auto unset = [](std::int64_t limit, auto text) {
        return limit == 0 ? Words::tr("not set") : text(limit);
    };
    add(Words::tr("Open acknowledgements"), [&](const auto& set) { return unset(set.maxAckPending, countText); });
    add(Words::tr("Largest disk stream"), [&](const auto& set) { return unset(set.diskMaxStreamBytes, bytesText); });
    add(Words::tr("Largest memory stream"),
        [&](const auto& set) { return unset(set.memoryMaxStreamBytes, bytesText); });
    add(Words::tr("Streams need a size"),
        [](const auto& set) { return set.maxBytesRequired ? Words::tr("yes") : Words::tr("no"); });
    return title + htmlTable(headings, rows);
}

QString signingKeys(const Snapshot& world, const Account& account)
{
    std::vector<QStringList> rows;
    for (const auto& [key, scope] : account.claims.signingKeys)
        rows.push_back({htmlGo(key, shortKey(key)),
                        html::text(!scope                ? Words::tr("for any user")
                                   : scope->role.empty() ? Words::tr("scoped, without a name")
                                                         : Words::tr("role %1").arg(toQt(scope->role))),
                        html::text(keyPlaceWord(world, key)), scope ? html::text(scope->description) : QString()});
    const auto title = html::section(Words::tr("Signing keys"));
    if (rows.empty()) return title + html::paragraph(Words::tr("None: the identity key signs users and tokens."));
    return title + htmlTable({}, rows);
}

QString users(const Snapshot& world, const Account& account, UnixSeconds now)
{
    std::vector<QStringList> rows;
    for (const auto& user : account.users)
        rows.push_back({htmlGo(user.key, toQt(user.name)), html::key(user.key),
                        html::text(noteWords(notesOf(world, userThing(account.key, user.key), now)))});
    const auto title = html::section(Words::tr("Users"));
    if (rows.empty()) return title + html::paragraph(Words::tr("None: nobody can connect to this account yet."));
    return title + htmlTable({}, rows);
}

QString mappings(const AccountClaims& claims)
{
    std::vector<QStringList> rows;
    for (const auto& [from, targets] : claims.mappings) {
        if (!targets) continue;
        for (const auto& target : *targets)
            rows.push_back({html::code(from), html::code(target.subject),
                            html::text(Words::tr("%1 %").arg(target.weight == 0 ? 100 : target.weight)),
                            html::text(target.cluster)});
    }
    const auto table =
        htmlTable({Words::tr("Subject"), Words::tr("Goes to"), Words::tr("Share"), Words::tr("In cluster")}, rows);
    return table.isEmpty() ? QString() : html::section(Words::tr("Mappings")) + table;
}

QString keyLines(const std::vector<std::string>& keys)
{
    QStringList lines;
    for (const auto& key : keys)
        lines << (key == "*" ? html::text(Words::tr("any")) : html::key(key));
    return lines.join(QLatin1String("<br/>"));
}

/// What few accounts have.
QString special(const AccountClaims& claims)
{
    const auto& callout = claims.authorization;
    const auto fields =
        html::fields({{Words::tr("Users that decide who comes in"), keyLines(callout.authUsers)},
                      {Words::tr("Accounts they may choose"), keyLines(callout.allowedAccounts)},
                      {Words::tr("Key for their requests"), html::key(callout.xkey)},
                      {Words::tr("Traces go to"), claims.trace ? html::code(claims.trace->dest) : QString()},
                      {Words::tr("Traffic between servers"), html::text(claims.clusterTraffic)}});
    return fields.isEmpty() ? QString() : html::section(Words::tr("Special")) + fields;
}

} // namespace

QString accountDetails(const Snapshot& world, const Account& account, UnixSeconds now, const OperatorAnswers& answers)
{
    const auto& claims = account.claims;
    auto text = standing(world, account, answers) + problems(world, account) + identity(world, account, now) +
                sharing(account) + users(world, account, now) + signingKeys(world, account) + limits(claims.limits) +
                jetStream(claims.limits);
    const auto permissions = permissionsHtml(claims.defaultPermissions);
    text +=
        html::section(Words::tr("Default permissions")) +
        (permissions.isEmpty() ? html::paragraph(Words::tr("None: users without permissions may use every subject."))
                               : permissions);
    const auto revoked = revocationsHtml(account);
    text += html::section(Words::tr("Revoked users")) +
            (revoked.isEmpty() ? html::paragraph(Words::tr("Nobody.")) : revoked);
    return text + mappings(claims) + special(claims);
}

} // namespace gd::ui
