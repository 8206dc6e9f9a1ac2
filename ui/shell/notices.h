// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/keystore_migration.h"
#include "ui/bridge/session.h"
#include "ui/shell/problem_bar.h"

#include <QObject>

namespace gd::ui {

class ActionSet;
struct KeyImport;
struct TokenExport;

/// Says in the problem bar what the session reports: what was done (with Undo), what was refused, what changed outside,
/// what a crash left over.
class Notices final : public QObject {
    Q_OBJECT

public:
    Notices(Session& session, ActionSet& actions, ProblemBar& bar);

    void sayOpenFailed(const Error& error);
    void sayDone(Session::Act act, const Transaction& done);
    void sayRefused(Session::Act act, const Error& error);
    void sayChangedOutside();
    void sayLeftOver(const Transaction& transaction);
    void sayHistoryNotKept(const Error& error);
    /// A contact was added, changed or removed; the way back is offered.
    void sayContact(const ContactChange& change);
    void sayContactsSetAside(const std::filesystem::path& place);
    void sayCopied(const QString& what);
    /// The creds file of a user was written, or why not.
    void sayCreds(const QString& user, const Status& done);
    /// Which keys were taken into the keystore, or why not all.
    void sayKeys(const KeyImport& done);
    /// What became of a keystore of the old layout.
    void sayMigrated(const Result<KeystoreMigration>& done);
    void sayExported(const TokenExport& result);
    /// What of a drop or of pasted text could not be used.
    void sayUnusable(const std::vector<Error>& refused);
    void sayForOther(const QString& whose, const QString& here, std::function<void()> goThere);
    void sayCannot(const QString& why);

    /// Everything is pushed: nobody need be asked to push any more.
    void forgetPush();
    /// Other accounts are on the desk: what was said about the ones before is no news.
    void forgetPair();

private:
    void answer(const Notice& notice);
    void sayManaged(Notice& notice, const Notice::Button& undo);
    void forgetAnswers();

    Session& m_session;
    ActionSet& m_actions;
    ProblemBar& m_bar;
    bool m_asksForPush = false; ///< the notice of the last step does
};

} // namespace gd::ui
