// SPDX-License-Identifier: Apache-2.0
#include "ui/words/operator_text.h"

#include "ui/bridge/strings.h"
#include "ui/words/admin_change_text.h"
#include "ui/words/explanation.h"
#include "ui/words/names.h"
#include "ui/words/words.h"

#include <QLocale>
#include <QStringList>

namespace gd::ui {

namespace {

constexpr qsizetype mostNamed = 5;
constexpr int mostAccounts = 6;

/// "connections" for nats/limits/conn; the path itself where nobody has a word for it.
QString pathWord(const std::string& path)
{
    const auto last = path.substr(path.rfind('/') + 1);
    static constexpr struct {
        const char* path;
        const char* field;
    } known[] = {{"nats/limits/mem_storage", "memoryStorage"},
                 {"nats/limits/disk_storage", "diskStorage"},
                 {"nats/limits/max_ack_pending", "maxAckPending"},
                 {"nats/limits/mem_max_stream_bytes", "memoryMaxStreamBytes"},
                 {"nats/limits/disk_max_stream_bytes", "diskMaxStreamBytes"},
                 {"nats/limits/max_bytes_required", "maxBytesRequired"},
                 {"nats/limits/disallow_bearer", "disallowBearer"},
                 {"nats/info_url", "infoUrl"},
                 {"nats/description", "description"},
                 {"exp", "validityEnd"},
                 {"nbf", "validityStart"}};
    for (const auto& [one, field] : known)
        if (path == one) return fieldWord(field);
    if (path == "name") return Words::tr("name");
    if (path.starts_with("nats/limits/") && path.find('/', 12) == std::string::npos) return fieldWord(last);
    return toQt(path.starts_with("nats/") ? path.substr(5) : path);
}

QString valueText(const std::string& json)
{
    if (json == "-1") return Words::tr("unlimited");
    auto text = toQt(json);
    if (text.size() > 60) text = text.left(59) + QChar(0x2026);
    return text;
}

QString withReason(const QString& sentence, const QString& reason)
{
    //: a sentence without its stop, and what a server said
    return reason.isEmpty() ? sentence : Words::tr("%1: %2").arg(sentence, reason);
}

/// The same as a whole sentence; what a server said often ends with a stop of its own.
QString sentenceWithReason(const QString& sentence, const QString& reason)
{
    const auto whole = withReason(sentence, reason);
    static const QString ends = QStringLiteral(".!?\u2026");
    return ends.contains(whole.back()) ? whole : whole + QLatin1Char('.');
}

/// Why the operator was not reached; empty if nobody knows.
QString whyText(OperatorAnswer::Why why)
{
    switch (why) {
    case OperatorAnswer::Why::Unknown:
        return {};
    case OperatorAnswer::Why::Down:
        return Words::tr("nothing answers there");
    case OperatorAnswer::Why::Late:
        return Words::tr("no answer came in time");
    case OperatorAnswer::Why::Unsafe:
        return Words::tr("no safe connection came about");
    case OperatorAnswer::Why::Elsewhere:
        return Words::tr("it points to another address");
    case OperatorAnswer::Why::Unreadable:
        return Words::tr("its answer was not understood");
    }
    return {};
}

/// The first differences; the rest is counted.
QString differencesText(const std::vector<ClaimDifference>& differences)
{
    QStringList lines;
    for (const auto& difference : differences)
        lines << differenceText(difference);
    if (lines.size() > mostNamed) {
        const auto more = static_cast<int>(lines.size() - mostNamed);
        lines.resize(mostNamed);
        lines << counted(Words::tr("1 more"), Words::tr("%1 more"), more);
    }
    return lines.join(QStringLiteral("; "));
}

QString outOf(const OperatorOutcome& outcome)
{
    if (!outcome.text.isEmpty()) return outcome.text;
    return outcome.status ? Words::tr("status %1").arg(outcome.status) : QString();
}

} // namespace

QString standingWord(AccountStanding standing)
{
    switch (standing) {
    case AccountStanding::Signed:
        return Words::tr("signed by the operator");
    case AccountStanding::Unsent:
    case AccountStanding::Waits:
        return Words::tr("waits for the operator");
    case AccountStanding::Refused:
        return Words::tr("refused by the operator");
    case AccountStanding::NotReached:
        return Words::tr("operator not reached");
    case AccountStanding::NotSigned:
        return Words::tr("not signed by the operator");
    }
    return {};
}

QString standingText(const Account& account, const Snapshot& world, const OperatorAnswers& answers)
{
    const auto standing = standingOf(account, world, answers);
    const auto* answer = answerTo(account, answers);
    if (standing == AccountStanding::Unsent) return Words::tr("waits for the operator: not sent yet");
    if (standing == AccountStanding::Waits && answer->text.empty())
        return Words::tr("waits for the operator: it has the token");
    if (standing == AccountStanding::Signed || standing == AccountStanding::NotSigned || !answer)
        return standingWord(standing);
    if (standing == AccountStanding::NotReached) return withReason(standingWord(standing), whyText(answer->why));
    const auto said = toQt(answer->text);
    return withReason(standingWord(standing),
                      said.isEmpty() && answer->status ? Words::tr("status %1").arg(answer->status) : said);
}

QString standingSentence(const Account& account, const Snapshot& world, const OperatorAnswers& answers, bool hasServer)
{
    const auto* answer = answerTo(account, answers);
    const auto differs = Words::tr("What you see here is your version; servers still use the one that the operator has "
                                   "signed last.");
    switch (standingOf(account, world, answers)) {
    case AccountStanding::Signed:
        return {};
    case AccountStanding::Unsent:
        return differs + QLatin1Char(' ') +
               (hasServer ? Words::tr("Send it to the operator.")
                          : Words::tr("Give its token to the operator, and import the one that comes back."));
    case AccountStanding::Waits:
        return differs + QLatin1Char(' ') +
               Words::tr("The operator has had it since %1. Fetch it when it is signed.").arg(timeText(answer->at));
    case AccountStanding::Refused:
        return differs + QLatin1Char(' ') +
               Words::tr("The operator refused it on %1. Change the account and send it again, or fetch the "
                         "operator's version.")
                   .arg(timeText(answer->at));
    case AccountStanding::NotReached:
        return differs + QLatin1Char(' ') +
               Words::tr("The operator was not reached on %1. Send it again.").arg(timeText(answer->at));
    case AccountStanding::NotSigned:
        return Words::tr("Servers of this operator will not accept it.");
    }
    return {};
}

QString differenceText(const ClaimDifference& difference)
{
    const auto word = pathWord(difference.path);
    if (difference.asked.empty()) return Words::tr("%1: %2 is new").arg(word, valueText(difference.got));
    if (difference.got.empty()) return Words::tr("%1: %2 is gone").arg(word, valueText(difference.asked));
    return Words::tr("%1: %2 instead of %3").arg(word, valueText(difference.got), valueText(difference.asked));
}

QString outcomeText(const OperatorOutcome& outcome, const Snapshot& world)
{
    const auto name = accountName(world, outcome.account);
    switch (outcome.kind) {
    case OperatorOutcome::Kind::Signed:
        return outcome.differences.empty() ? Words::tr("%1 is signed by the operator.").arg(name)
                                           : Words::tr("%1 is signed by the operator, which changed it: %2.")
                                                 .arg(name, differencesText(outcome.differences));
    case OperatorOutcome::Kind::Same:
        return Words::tr("%1 is what the operator has.").arg(name);
    case OperatorOutcome::Kind::Waits:
        return sentenceWithReason(Words::tr("%1 waits until the operator has signed it").arg(name), outcome.text);
    case OperatorOutcome::Kind::Earlier:
        return Words::tr("The operator still has an earlier version of %1; yours stays.").arg(name);
    case OperatorOutcome::Kind::DraftStays:
        return Words::tr("%1 was changed here, and the operator has not seen that; yours stays.").arg(name);
    case OperatorOutcome::Kind::Changed:
        return Words::tr("%1 was changed here in the meantime and stays as it is. Send it again.").arg(name);
    case OperatorOutcome::Kind::Unknown:
        return Words::tr("The operator has no account %1.").arg(name);
    case OperatorOutcome::Kind::Refused:
        return sentenceWithReason(Words::tr("%1 was refused").arg(name), outOf(outcome));
    case OperatorOutcome::Kind::Failed:
        return outcome.error ? Words::tr("%1: %2").arg(name, explain(*outcome.error).all()) : name;
    }
    return {};
}

QString technicalText(const Account& account, const OperatorAnswers& answers)
{
    const auto* answer = answerTo(account, answers);
    return answer && answer->kind == OperatorAnswer::Kind::NotReached ? toQt(answer->text) : QString();
}

QString outcomesText(const std::vector<OperatorOutcome>& outcomes, const std::optional<Error>& error,
                     const std::optional<Error>& operatorProblem, const Snapshot& world)
{
    QStringList sentences;
    if (operatorProblem)
        sentences << Words::tr("The token of the operator itself was left as it is: %1")
                         .arg(explain(*operatorProblem).happened);
    if (error) sentences << explain(*error).all();
    int same = 0;
    int said = 0;
    bool isOther = false;
    for (const auto& outcome : outcomes) {
        if (outcome.kind == OperatorOutcome::Kind::Same) {
            ++same;
            continue;
        }
        // What failed for all of them is said once.
        if (error && outcome.error == error) continue;
        // A store may have hundreds, and a label no end; the table has them all.
        if (++said <= mostAccounts) sentences << outcomeText(outcome, world);
        isOther = isOther || (outcome.kind != OperatorOutcome::Kind::Signed);
    }
    if (said > mostAccounts)
        sentences << counted(Words::tr("There is something to say about 1 more account; look at the table."),
                             Words::tr("There is something to say about %1 more accounts; look at the table."),
                             said - mostAccounts);
    if (same > 0)
        sentences << counted(Words::tr("1 account is what the operator has."),
                             Words::tr("%1 accounts are what the operator has."), same);
    if ((isOther || error) && !waitingAccounts(world).empty())
        sentences << Words::tr("This store differs from what the operator has.");
    return sentences.join(QLatin1Char('\n'));
}

} // namespace gd::ui
