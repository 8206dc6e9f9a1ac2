// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/notices.h"

#include "core/store/operator_answers.h"
#include "ui/bridge/strings.h"
#include "ui/shell/action_set.h"
#include "ui/shell/key_import.h"
#include "ui/shell/token_export.h"
#include "ui/words/change_text.h"
#include "ui/words/words.h"

#include <algorithm>

namespace gd::ui {

namespace {

QString capitalised(QString text)
{
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

} // namespace

Notices::Notices(Session& session, ActionSet& actions, ProblemBar& bar)
    : QObject(&bar), m_session(session), m_actions(actions), m_bar(bar)
{
    connect(&session, &Session::openFailed, this, &Notices::sayOpenFailed);
    connect(&session, &Session::changedOutside, this, &Notices::sayChangedOutside);
    connect(&session, &Session::leftOverFound, this, &Notices::sayLeftOver);
    connect(&session, &Session::storeLost, this,
            [this](const Error& error) { m_bar.say(Notice::from(error, QStringLiteral("lost"))); });
    connect(&session, &Session::journalPutAside, this,
            [this](const Error& error) { m_bar.say(Notice::from(error, QStringLiteral("journal"))); });
    connect(&session, &Session::ledgerPutAside, this,
            [this](const Error& error) { m_bar.say(Notice::from(error, QStringLiteral("ledger"))); });
    connect(&session, &Session::contactsSetAside, this, &Notices::sayContactsSetAside);
    connect(&session, &Session::storeRead, this, [this] { m_bar.remove(QStringLiteral("lost")); });
    connect(&session, &Session::historyNotKept, this, &Notices::sayHistoryNotKept);
}

/// Says how an attempt ended. What was said about the attempt before is not true any more, or no news.
void Notices::answer(const Notice& notice)
{
    forgetAnswers();
    m_bar.say(notice);
}

void Notices::forgetAnswers()
{
    for (const char* id :
         {"unusable", "forOther", "cannot", "copied", "exported", "refused", "keys", "migrated", "contact"})
        m_bar.remove(QLatin1String(id));
}

void Notices::forgetPush()
{
    if (m_asksForPush) m_bar.remove(QStringLiteral("done"));
    m_asksForPush = false;
}

void Notices::forgetPair()
{
    for (const char* id : {"forOther", "cannot"})
        m_bar.remove(QLatin1String(id));
}

void Notices::sayOpenFailed(const Error& error)
{
    if (error.code == ErrorCode::Cancelled) {
        m_bar.say({.id = QStringLiteral("open"), .headline = tr("Opening was given up. Nothing was changed.")});
        return;
    }
    m_bar.say(Notice::from(error, QStringLiteral("open")));
}

void Notices::sayDone(Session::Act act, const Transaction& done)
{
    forgetAnswers();
    for (const char* id : {"changedOutside", "historyNotKept"})
        m_bar.remove(QLatin1String(id));
    m_asksForPush = act == Session::Act::Apply || act == Session::Act::Redo;
    const auto what = transactionTitle(done.changes, *m_session.snapshot());
    Notice notice{.id = QStringLiteral("done")};
    Notice::Button undo{QStringLiteral("noticeUndo"), tr("Undo"), tr("Undo this step"), [this] {
                            m_actions.undo->trigger();
                        }};
    Notice::Button redo{QStringLiteral("noticeRedo"), tr("Redo"), tr("Redo this step"), [this] {
                            m_actions.redo->trigger();
                        }};
    Notice::Button push{QStringLiteral("noticePush"), tr("Push to server…"), tr("Push this step to server…"), [this] {
                            m_actions.pushToServer->trigger();
                        }};
    switch (act) {
    case Session::Act::Apply:
        notice.headline = tr("Done: %1").arg(what);
        if (m_session.snapshot()->op.managed) {
            sayManaged(notice, undo);
            break;
        }
        notice.body = tr("The store is changed; servers know nothing of it until you push.");
        notice.buttons = {undo, push};
        break;
    case Session::Act::Undo:
        notice.headline =
            tr("Taken back: %1")
                .arg(m_session.toRedo() ? transactionTitle(m_session.toRedo()->changes, *m_session.snapshot()) : what);
        notice.buttons = {redo};
        break;
    case Session::Act::Redo:
        notice.headline = tr("Done again: %1").arg(what);
        notice.buttons = {undo, push};
        break;
    case Session::Act::Recover:
        notice.headline = tr("No step is cut off any more: %1").arg(what);
        notice.body = tr("Look at the accounts: what you see is what the store holds now.");
        break;
    }
    m_bar.say(notice);
}

/// In a managed store nothing is pushed from here: accounts wait until the operator has signed them.
void Notices::sayManaged(Notice& notice, const Notice::Button& undo)
{
    m_asksForPush = false;
    notice.buttons = {undo};
    const auto waiting = static_cast<int>(waitingAccounts(*m_session.snapshot()).size());
    if (waiting == 0) return;
    notice.body = tr("The store is changed; %n account(s) of it are waiting for the operator.", nullptr, waiting);
    notice.buttons.push_back({QStringLiteral("noticePush"), tr("Go to the operator…"), {}, [this] {
                                  m_actions.goServer->trigger();
                              }});
}

void Notices::sayRefused(Session::Act, const Error& error)
{
    answer(Notice::from(error, QStringLiteral("refused")));
}

void Notices::sayChangedOutside()
{
    m_bar.say({.id = QStringLiteral("changedOutside"),
               .headline = tr("Another program changed the store."),
               .body = tr("You see the new state. Steps from before may no longer be taken back.")});
}

void Notices::sayLeftOver(const Transaction& transaction)
{
    const auto what = transactionTitle(transaction.changes, *m_session.snapshot());
    const auto id = QStringLiteral("leftOver");
    m_bar.say(
        {.kind = Notice::Kind::Warning,
         .id = id,
         .headline = tr("The last step was cut off: %1").arg(what),
         .body =
             tr("The program ended, or the disk failed, while it was writing. Finish the step or take it back before "
                "anything else; if neither works, leave the files as they are."),
         .buttons = {{QStringLiteral("recoverFinish"),
                      tr("Finish"),
                      {},
                      [this] {
                          m_session.recover(Recovery::Finish);
                      }},
                     {QStringLiteral("recoverTakeBack"),
                      tr("Take back"),
                      {},
                      [this] {
                          m_session.recover(Recovery::TakeBack);
                      }},
                     {QStringLiteral("recoverLeave"),
                      tr("Leave as it is"),
                      {},
                      [this] {
                          m_session.leaveAsItIs();
                      }}},
         .closable = false});
}

void Notices::sayHistoryNotKept(const Error& error)
{
    m_bar.say(
        {.kind = Notice::Kind::Warning,
         .id = QStringLiteral("historyNotKept"),
         .headline = tr("The step was done, but the history could not be written."),
         .body = tr("%1 could not be written, so this step cannot be taken back after the program has ended. Make "
                    "room on the disk and check who may write there.")
                     .arg(toQt(error.where))});
}

void Notices::sayContact(const ContactChange& change)
{
    const auto name = toQt((change.after ? change.after : change.before)->name);
    Notice notice{.id = QStringLiteral("contact")};
    if (!change.after) {
        notice.headline = tr("Contact %1 was removed.").arg(name);
        notice.body = tr("Tokens that it was given stay valid.");
    } else {
        notice.headline =
            change.before ? tr("Contact %1 was changed.").arg(name) : tr("%1 is a contact now.").arg(name);
    }
    notice.buttons = {
        {QStringLiteral("contactUndo"), tr("Undo"), tr("Undo what was done with this contact"), [this, change] {
             m_session.changeContact(change.inverse());
         }}};
    answer(notice);
}

void Notices::sayContactsSetAside(const std::filesystem::path& place)
{
    m_bar.say({.kind = Notice::Kind::Warning,
               .id = QStringLiteral("contactsSetAside"),
               .headline = tr("The file of the contacts was damaged and was written anew."),
               .body = tr("What stood in it was kept: %1").arg(pathToQt(place))});
}

void Notices::sayCopied(const QString& what)
{
    answer({.id = QStringLiteral("copied"), .headline = tr("Copied: %1").arg(what), .passing = true});
}

void Notices::sayCreds(const QString& user, const Status& done)
{
    const auto id = QStringLiteral("creds");
    if (!done) return answer(Notice::from(done.error(), id));
    answer({.kind = Notice::Kind::Info,
            .id = id,
            .headline = tr("The creds file of %1 is up to date.").arg(user),
            .passing = true});
}

void Notices::sayMigrated(const Result<KeystoreMigration>& done)
{
    const auto id = QStringLiteral("migrated");
    if (!done) return answer(Notice::from(done.error(), id));
    const auto keys = counted(tr("1 key"), tr("%1 keys"), static_cast<int>(done->keys));
    const auto creds = counted(tr("1 creds file"), tr("%1 creds files"), static_cast<int>(done->creds));
    answer({.kind = Notice::Kind::Info,
            .id = id,
            .headline = tr("The keystore is up to date: %1, %2.").arg(keys, creds),
            .body = tr("As it was before, it lies in %1. Delete that folder when you miss nothing.")
                        .arg(pathToQt(done->backup))});
}

void Notices::sayKeys(const KeyImport& done)
{
    constexpr qsizetype most = 8;
    const auto id = QStringLiteral("keys");
    const auto count = static_cast<int>(done.keys.size());
    auto names = namesOfKeys(*m_session.snapshot(), done.keys);
    if (const auto more = names.size() - most; more > 0) {
        names.resize(most);
        names << tr("%1 more").arg(more);
    }
    const auto kept = counted(tr("1 key is in the keystore now."), tr("%1 keys are in the keystore now."), count);
    const auto list = names.join(QStringLiteral(" · "));
    if (!done.failed.empty()) {
        auto notice = Notice::from(done.failed.front(), id);
        QStringList others;
        for (std::size_t i = 1; i < done.failed.size() && i < std::size_t{most}; ++i)
            others << pathToQt(std::filesystem::path(done.failed[i].where).filename());
        if (const auto more = static_cast<qsizetype>(done.failed.size()) - 1 - others.size(); more > 0)
            others << tr("%1 more").arg(more);
        if (!others.isEmpty())
            notice.body += QLatin1Char('\n') + tr("These failed too: %1").arg(others.join(QStringLiteral(" · ")));
        if (count) notice.body += QLatin1Char('\n') + kept + QLatin1Char('\n') + list;
        return answer(notice);
    }
    if (!count)
        return answer({.kind = Notice::Kind::Warning,
                       .id = id,
                       .headline = tr("No key was found."),
                       .body = tr("Keys are taken from files that end in .nk. Choose the folder in which they lie, or "
                                  "the files themselves.")});
    answer({.id = id, .headline = kept, .body = list});
}

void Notices::sayExported(const TokenExport& result)
{
    const auto done = tr("Copied %n token file(s) to %1.", nullptr, result.copied).arg(result.folder);
    const auto kind = result.refused.isEmpty() ? Notice::Kind::Info : Notice::Kind::Problem;
    answer({.kind = kind,
            .id = QStringLiteral("exported"),
            .headline = done,
            .body = result.refused.join(QLatin1Char(' ')),
            .passing = result.refused.isEmpty()});
}

void Notices::sayUnusable(const std::vector<Error>& refused)
{
    const auto id = QStringLiteral("unusable");
    if (refused.empty()) {
        answer({.kind = Notice::Kind::Problem,
                .id = id,
                .headline = tr("No token was found."),
                .body = tr("Drop token files here, or copy the text of a token and paste it.")});
        return;
    }
    auto notice = Notice::from(refused.front(), id);
    QStringList lines;
    for (auto one = refused.begin(); one != refused.end(); ++one) {
        const auto hasSameReason = [one](const Error& other) {
            return other.code == one->code;
        };
        if (std::any_of(refused.begin(), one, hasSameReason)) continue;
        lines += one == refused.begin() ? notice.body : explain(*one).all();
        if (const auto more = std::count_if(one + 1, refused.end(), hasSameReason); more > 0)
            lines.back() +=
                QLatin1Char(' ') + tr("The same goes for %n more file(s).", nullptr, static_cast<int>(more));
    }
    notice.body = lines.join(QLatin1Char('\n'));
    answer(notice);
}

void Notices::sayForOther(const QString& whose, const QString& here, std::function<void()> goThere)
{
    answer({.kind = Notice::Kind::Warning,
            .id = QStringLiteral("forOther"),
            .headline = tr("These tokens are for %1, not for %2.").arg(whose, here),
            .body = tr("A token works only in the account it was made for. Nothing was changed."),
            .buttons = {{QStringLiteral("switchAccount"), tr("Switch to %1").arg(whose), {}, std::move(goThere)}}});
}

void Notices::sayCannot(const QString& why)
{
    answer({.kind = Notice::Kind::Warning, .id = QStringLiteral("cannot"), .headline = capitalised(why)});
}

} // namespace gd::ui
