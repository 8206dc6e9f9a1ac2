// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/account_restore.h"
#include "ui/accounts/admin_form.h"
#include "ui/accounts/form_fields.h"
#include "ui/bridge/session.h"

class QLabel;
class QListWidget;

namespace gd::ui {

/// Which earlier state of an account shall come back. The list stays as it was when the form was opened; what is newer
/// than the states is looked up again whenever the store changes.
class RestoreForm final : public AdminForm {
    Q_OBJECT

public:
    /// @param account  key; it may be gone.
    /// @param entry    of the history: the state before it is chosen. Without one it is the last that differs.
    RestoreForm(Session& session, const std::string& account, std::optional<std::size_t> entry,
                QWidget* parent = nullptr);

    /// Its present name, or the last it had.
    QString accountTitle() const;

    QString reasonNotToGoOn() const override;
    void showWorld(const SnapshotPtr& world) override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    void build();
    void fill(std::optional<std::size_t> entry);
    void showNote();
    RestoreAccountDraft draft() const;

    Session& m_session;
    AccountPast m_past;
    QListWidget* m_versions;
    SwitchBox* m_exact;
    QLabel* m_note = nullptr;
};

} // namespace gd::ui
