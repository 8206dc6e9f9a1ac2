// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/admin_form.h"
#include "ui/bridge/session.h"

#include <QDialog>

namespace gd::ui {

class WizardFrame;

/// A form and the review behind it. Returns a plan and never acts, like the wizards for shares.
class AdminWizard final : public QDialog {
    Q_OBJECT

public:
    /// @param name  object name of the dialog. @param step  what the page of the form is called.
    AdminWizard(Session& session, const QString& name, const QString& title, const QString& step, AdminForm* form,
                QWidget* parent = nullptr);
    ~AdminWizard() override;

    void showRefusal(const Error& error);

signals:
    /// What the person has agreed to; the caller applies it and closes the wizard, or calls showRefusal().
    void planAgreed(const gd::SharePlan& plan, const gd::NewKeysPtr& newKeys);

private:
    void refresh();
    void goOn();

    Session& m_session;
    AdminForm* m_form;
    WizardFrame* m_frame;
};

} // namespace gd::ui
