// SPDX-License-Identifier: Apache-2.0
#include "ui/server/sync_row.h"

#include "ui/bridge/strings.h"
#include "ui/words/explanation.h"
#include "ui/words/names.h"

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

#include <algorithm>
#include <set>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::SyncRow)
};

/// What an import is called in a list: its role, else its name, else its subject.
QString importLabel(const Snapshot& world, const std::string& consumer, std::size_t index, const Import& import)
{
    for (const auto& share : world.shares) {
        if (share.consumer != consumer) continue;
        for (const auto& row : share.rows)
            if (row.grant.importIndex == index && !row.role.empty()) return toQt(row.role);
    }
    return toQt(import.name.empty() ? import.subject : import.name);
}

QString activityWord(ImportActivity activity)
{
    switch (activity) {
    case ImportActivity::Active:
        return Words::tr("active");
    case ImportActivity::Inactive:
        return Words::tr("not active");
    case ImportActivity::Unknown:
        return Words::tr("not known");
    }
    return {};
}

void describeImports(SyncRow& row, const Account& account, const Snapshot& world, const ServerSession& server)
{
    const auto& imports = account.claims.imports;
    if (imports.empty()) {
        row.importsState = ImportsState::NoImports;
        row.imports = Words::tr("no imports");
        return;
    }
    const auto* asked = server.checked(account.key);
    if (!asked) {
        row.importsState = ImportsState::NotChecked;
        row.imports = Words::tr("not checked");
        return;
    }
    if (!asked->loaded) {
        row.importsState = ImportsState::NotInUse;
        row.imports = Words::tr("not in use yet");
        return;
    }
    QStringList lines;
    QStringList dead;
    qsizetype active = 0;
    for (std::size_t i = 0; i < imports.size(); ++i) {
        const auto& import = imports[i];
        const auto activity = server.activity(account.key, import.account, import.type, import.subject);
        const auto label = importLabel(world, account.key, i, import);
        lines += Words::tr("%1, %2 from %3: %4")
                     .arg(label, toQt(import.subject), accountName(world, import.account), activityWord(activity));
        if (activity == ImportActivity::Active) ++active;
        if (activity == ImportActivity::Inactive) dead += label;
    }
    row.importDetails = lines.join(QLatin1Char('\n'));
    if (!dead.isEmpty()) {
        row.importsState = ImportsState::SomeInactive;
        row.imports = Words::tr("%1: not active").arg(dead.join(QStringLiteral(", ")));
        return;
    }
    // An import that was added since the check is not known to the server yet.
    const bool all = active == static_cast<qsizetype>(imports.size());
    row.importsState = all ? ImportsState::AllActive : ImportsState::NotChecked;
    row.imports = Words::tr("%1 of %2 active").arg(active).arg(imports.size());
}

QString serverLabel(const PushAnswer& answer)
{
    return answer.server.empty() ? Words::tr("a server without a name") : serverName(answer.server);
}

void describePush(SyncRow& row, const PushResult& result)
{
    if (result.error) {
        row.state = SyncState::NoAnswer;
        row.answer = explain(*result.error).happened;
        row.answers = pushErrorText(*result.error);
        return;
    }
    QStringList lines;
    QStringList refusing;
    for (const auto& answer : result.answers) {
        lines += answerLine(answer);
        if (!answer.accepted) refusing += serverLabel(answer);
    }
    row.answers = lines.join(QLatin1Char('\n'));
    if (result.accepted()) {
        row.answer = result.answers.size() == 1 ? Words::tr("taken by %1").arg(serverLabel(result.answers.front()))
                                                : Words::tr("taken by %1 servers").arg(result.answers.size());
        return;
    }
    row.state = refusing.isEmpty() ? SyncState::NoAnswer : SyncState::Refused;
    row.answer = refusing.isEmpty() ? Words::tr("no server answered")
                                    : Words::tr("refused by %1").arg(refusing.join(QStringLiteral(", ")));
}

/// The server's own words for a refusal; the first one, since servers of one system refuse alike.
QString firstRefusal(const PushResult& result)
{
    for (const auto& answer : result.answers)
        if (!answer.accepted) return toQt(answer.message);
    return {};
}

QString importsSentence(const std::vector<const SyncRow*>& rows)
{
    QStringList dead;
    QStringList unused;
    QStringList unchecked;
    int active = 0;
    for (const auto* row : rows) {
        switch (row->importsState) {
        case ImportsState::NoImports:
            break;
        case ImportsState::AllActive:
            ++active;
            break;
        case ImportsState::SomeInactive:
            dead += Words::tr("%1 (%2)").arg(row->name, row->imports);
            break;
        case ImportsState::NotInUse:
            unused += row->name;
            break;
        case ImportsState::NotChecked:
            unchecked += row->name;
            break;
        }
    }
    QStringList sentences;
    if (!dead.isEmpty()) sentences += Words::tr("Not every import is active: %1.").arg(dead.join(QStringLiteral("; ")));
    if (!unused.isEmpty())
        sentences += Words::tr("Whether the imports of %1 are active shows when a client of the account is connected.")
                         .arg(unused.join(QStringLiteral(", ")));
    if (!unchecked.isEmpty())
        sentences += Words::tr("The server did not say which imports of %1 are active.")
                         .arg(unchecked.join(QStringLiteral(", ")));
    if (sentences.isEmpty() && active > 0) sentences += Words::tr("All imports are active.");
    return sentences.join(QLatin1Char(' '));
}

} // namespace

std::vector<SyncRow> syncRows(const Snapshot& world, const ServerSession& server)
{
    const auto waiting = server.notPushed();
    const std::set<std::string> notPushed(waiting.begin(), waiting.end());
    std::vector<SyncRow> rows;
    for (const auto& account : world.accounts) {
        if (account.key == world.op.claims.systemAccount) continue;
        SyncRow row;
        row.key = account.key;
        row.name = toQt(account.name);
        row.state = notPushed.count(account.key) ? SyncState::NotPushed : SyncState::Pushed;
        const auto result = server.results().find(account.key);
        if (result != server.results().end()) {
            describePush(row, result->second);
            row.asOf = result->second.at;
        }
        row.asOf = std::max(row.asOf, server.checkedAt(account.key));
        describeImports(row, account, world, server);
        rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [](const SyncRow& a, const SyncRow& b) { return a.key < b.key; });
    return rows;
}

QString syncStateWord(SyncState state)
{
    switch (state) {
    case SyncState::NotPushed:
        return Words::tr("not pushed");
    case SyncState::Pushed:
        return Words::tr("pushed");
    case SyncState::Refused:
        return Words::tr("refused");
    case SyncState::NoAnswer:
        return Words::tr("no answer");
    }
    return {};
}

QString answerLine(const PushAnswer& answer)
{
    const auto server = answer.version.empty() ? serverLabel(answer)
                                               : Words::tr("%1 (%2)").arg(serverLabel(answer), toQt(answer.version));
    return answer.accepted ? Words::tr("%1: taken – %2").arg(server, toQt(answer.message))
                           : Words::tr("%1: refused – %2").arg(server, toQt(answer.message));
}

QString pushErrorText(const Error& error)
{
    if (error.code == ErrorCode::NetNoResponders)
        return Words::tr(
            "This server takes no accounts over a connection: it reads them from its configuration (memory "
            "resolver). Write a new server configuration and reload the server.");
    return explain(error).all();
}

QString pushOutcome(const std::vector<SyncRow>& rows, const std::vector<PushResult>& results)
{
    int taken = 0;
    QStringList sentences;
    QStringList reasons; // each one once: accounts mostly fail together
    QMap<QString, QStringList> failures;
    std::set<std::string> concerned;
    for (const auto& result : results) {
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&](const SyncRow& r) { return r.key == result.account; });
        const auto name = row == rows.end() ? shortKey(result.account) : row->name;
        if (result.accepted()) {
            ++taken;
            concerned.insert(result.account);
        } else if (result.error) {
            const auto text = pushErrorText(*result.error);
            if (!failures.contains(text)) reasons += text;
            failures[text] += name;
        } else {
            const auto reason = firstRefusal(result);
            sentences += reason.isEmpty() ? Words::tr("%1 was refused.").arg(name)
                                          : Words::tr("%1 was refused: %2.").arg(name, reason);
        }
    }
    for (const auto& reason : reasons)
        sentences += Words::tr("Not pushed: %1. %2").arg(failures[reason].join(QStringLiteral(", ")), reason);
    if (taken > 0)
        sentences.prepend(taken == 1 ? Words::tr("Pushed 1 account.") : Words::tr("Pushed %1 accounts.").arg(taken));
    std::vector<const SyncRow*> pushed;
    for (const auto& row : rows)
        if (concerned.count(row.key)) pushed.push_back(&row);
    if (const auto imports = importsSentence(pushed); !imports.isEmpty()) sentences += imports;
    return sentences.join(QLatin1Char(' '));
}

QString importsOutcome(const std::vector<SyncRow>& rows)
{
    std::vector<const SyncRow*> all;
    all.reserve(rows.size());
    for (const auto& row : rows)
        all.push_back(&row);
    const auto sentence = importsSentence(all);
    return sentence.isEmpty() ? Words::tr("No account has imports.") : sentence;
}

} // namespace gd::ui
