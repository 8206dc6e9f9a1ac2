// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/session.h"
#include "ui/drop/intake.h"

#include <QDialog>

#include <memory>

namespace gd::ui {

/// Take tokens and public exports into an account: one page for any number of them, then review. Returns a plan and
/// never acts, like ShareWizard.
class ImportWizard : public QDialog {
    Q_OBJECT

public:
    /// @param draft    account and items that are known already; may be empty.
    /// @param arrived  what a drop has brought: tokens, and what could not be used, which is shown with the reasons.
    ImportWizard(Session& session, AcceptDraft draft, const Intake& arrived, QWidget* parent = nullptr);
    ~ImportWizard() override;

    void showRefusal(const Error& error);

    /// Adds what arrived while the wizard is open.
    void take(const Intake& intake);

signals:
    /// What the person has agreed to; the caller applies it and closes the wizard, or calls showRefusal().
    void planAgreed(const gd::SharePlan& plan);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace gd::ui
