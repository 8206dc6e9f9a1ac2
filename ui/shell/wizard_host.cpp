// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/wizard_host.h"

#include <utility>

namespace gd::ui {

WizardHost::WizardHost(Session& session, QWidget* window) : QObject(window), m_session(session), m_window(window) {}

void WizardHost::openShare(ShareDraft draft, ShareWizard::Start start)
{
    if (m_share) m_share->close();
    m_share = new ShareWizard(m_session, std::move(draft), start, m_window);
    connect(m_share, &ShareWizard::planAgreed, this, [this](const SharePlan& plan) { apply(plan, m_share); });
    connect(m_share, &ShareWizard::contactAsked, this, [this] {
        openContact(nullptr, m_share);
        connect(m_contact, &ContactDialog::kept, m_share, &ShareWizard::shareWith);
    });
    present(m_share);
}

void WizardHost::openImport(const std::string& account, const Intake& intake)
{
    if (m_import && m_importAccount == account) {
        m_import->take(intake);
        m_import->raise();
        m_import->activateWindow();
        return;
    }
    if (m_import) m_import->close();
    m_importAccount = account;
    AcceptDraft draft;
    draft.account = account;
    m_import = new ImportWizard(m_session, std::move(draft), intake, m_window);
    connect(m_import, &ImportWizard::planAgreed, this, [this](const SharePlan& plan) { apply(plan, m_import); });
    present(m_import);
}

void WizardHost::openAdmin(AdminWish wish, const Thing& thing)
{
    if (thing.kind == Thing::Kind::Contact) return changeContact(wish, thing.key);
    presentAdmin(makeAdminWizard(wish, thing, m_session, m_window));
}

void WizardHost::openRestore(const std::string& account, std::size_t entry)
{
    presentAdmin(makeRestoreWizard(account, entry, m_session, m_window));
}

void WizardHost::openLife(LifeWish wish, const std::string& share)
{
    presentAdmin(makeLifeWizard(wish, share, m_session, m_window));
}

void WizardHost::openRow(const Selection& selection)
{
    presentAdmin(makeRowWizard(selection, m_session, m_window));
}

void WizardHost::presentAdmin(AdminWizard* wizard)
{
    if (m_admin) m_admin->close();
    m_admin = wizard;
    if (!m_admin) return;
    connect(m_admin, &AdminWizard::planAgreed, this,
            [this](const SharePlan& plan, const NewKeysPtr& newKeys) { apply(plan, m_admin, newKeys); });
    present(m_admin);
}

void WizardHost::changeContact(AdminWish wish, const std::string& key)
{
    const auto* known = m_session.snapshot()->contact(key);
    if (!known) return;
    if (wish == AdminWish::Delete)
        m_session.changeContact({*known, {}});
    else if (wish == AdminWish::Edit || wish == AdminWish::Rename)
        openContact(known, m_window);
}

void WizardHost::newContact()
{
    if (m_contact && m_contact->isNew()) return present(m_contact);
    openContact(nullptr, m_window);
}

/// @param known  the contact to change; null: a new one.
void WizardHost::openContact(const Contact* known, QWidget* above)
{
    if (m_contact) m_contact->close();
    m_contact = new ContactDialog(m_session, known ? std::optional(*known) : std::nullopt, above);
    present(m_contact);
}

void WizardHost::present(QDialog* wizard)
{
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    wizard->show();
    wizard->raise();
    wizard->activateWindow();
}

void WizardHost::apply(const SharePlan& plan, QDialog* wizard, const NewKeysPtr& newKeys)
{
    m_waiting = wizard;
    emit applying();
    m_session.apply(plan, newKeys);
}

bool WizardHost::tookRefusal(Session::Act act, const Error& error)
{
    if (act != Session::Act::Apply || !m_waiting) return false;
    const auto waiting = std::exchange(m_waiting, nullptr);
    if (waiting == m_share)
        m_share->showRefusal(error);
    else if (waiting == m_import)
        m_import->showRefusal(error);
    else if (waiting == m_admin)
        m_admin->showRefusal(error);
    return true;
}

bool WizardHost::tookRefusal(const ContactChange& change, const Error& error)
{
    return m_contact && m_contact->tookRefusal(change, error);
}

void WizardHost::planApplied(Session::Act act)
{
    if (act != Session::Act::Apply) return;
    if (const auto waiting = std::exchange(m_waiting, nullptr)) waiting->close();
}

void WizardHost::closeAll()
{
    if (m_share) m_share->close();
    if (m_import) m_import->close();
    if (m_admin) m_admin->close();
    if (m_contact) m_contact->close();
}

} // namespace gd::ui
