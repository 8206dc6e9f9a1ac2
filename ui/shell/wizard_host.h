// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/share_draft.h"
#include "ui/accounts/admin_desk.h"
#include "ui/accounts/contact_dialog.h"
#include "ui/bridge/session.h"
#include "ui/drop/intake.h"
#include "ui/life/life_desk.h"
#include "ui/wizards/import_wizard.h"
#include "ui/wizards/share_wizard.h"

#include <QObject>
#include <QPointer>

namespace gd::ui {

/// Opens the wizards and carries their plans to the session: a wizard returns a plan, and stays open until the plan is
/// applied or refused.
class WizardHost final : public QObject {
    Q_OBJECT

public:
    WizardHost(Session& session, QWidget* window);

    void openShare(ShareDraft draft, ShareWizard::Start start);

    /// Opens the import wizard, or gives what arrived to the one that is open for this account.
    void openImport(const std::string& account, const Intake& intake);

    /// Opens the form for a wish about a thing of the Accounts page.
    void openAdmin(AdminWish wish, const Thing& thing);
    /// Opens the form that brings an account back to the state before an entry of the history.
    void openRestore(const std::string& account, std::size_t entry);

    /// Opens the form for a wish about a share.
    void openLife(LifeWish wish, const std::string& share);

    /// Opens the form for the export or import that is selected.
    void openRow(const Selection& selection);

    /// Asks for the key of an account elsewhere. What was typed into a form that is open already stays.
    void newContact();

    /// Whether a refusal was shown by the wizard whose plan it was.
    bool tookRefusal(Session::Act act, const Error& error);

    bool tookRefusal(const ContactChange& change, const Error& error);

    /// Closes the wizard whose plan was applied.
    void planApplied(Session::Act act);

    void closeAll();

signals:
    /// A plan was handed to the session.
    void applying();

private:
    void apply(const SharePlan& plan, QDialog* wizard, const NewKeysPtr& newKeys = {});
    void changeContact(AdminWish wish, const std::string& key);
    void openContact(const Contact* known, QWidget* above);
    void presentAdmin(AdminWizard* wizard);
    void present(QDialog* wizard);

    Session& m_session;
    QWidget* m_window;
    QPointer<ShareWizard> m_share;
    QPointer<ImportWizard> m_import;
    QPointer<AdminWizard> m_admin;
    QPointer<ContactDialog> m_contact;
    std::string m_importAccount{};
    QPointer<QDialog> m_waiting; ///< its plan is being applied
};

} // namespace gd::ui
