// SPDX-License-Identifier: Apache-2.0
//
// Forms with one question: another name, whether something goes, a token of an account.
#pragma once

#include "core/admin/account_admin.h"
#include "core/admin/signing_key_admin.h"
#include "core/admin/user_admin.h"
#include "ui/accounts/admin_form.h"
#include "ui/accounts/form_fields.h"
#include "ui/accounts/thing.h"

namespace gd::ui {

/// Another name for an account.
class RenameForm final : public AdminForm {
    Q_OBJECT

public:
    RenameForm(const Account& account, QWidget* parent = nullptr);

    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    RenameDraft draft() const { return {m_account, m_name->line()}; }

    std::string m_account;
    TextEdit* m_name;
};

/// Says what goes with an account, user or signing key; the review then says what that means for others.
class DeleteForm final : public AdminForm {
    Q_OBJECT

public:
    DeleteForm(const Snapshot& world, const Thing& thing, QWidget* parent = nullptr);

    QString reasonNotToGoOn() const override;
    void showWorld(const SnapshotPtr& world) override { m_world = world; }
    std::vector<FieldProblem> problems(const Snapshot&, UnixSeconds) const override { return {}; }
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    Thing m_thing;
    SnapshotPtr m_world{};
    QCheckBox* m_revoke = nullptr;
};

/// An account from its token: pasted, or read from a file.
class ImportAccountForm final : public AdminForm {
    Q_OBJECT

public:
    explicit ImportAccountForm(QWidget* parent = nullptr);

    /// In a managed store the token is mostly that of an account which is here and waits for its operator.
    void showWorld(const SnapshotPtr& world) override;

    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    void chooseFile();
    ImportAccountDraft draft() const;

    bool m_isNew = true; ///< no world was shown yet

    LinesEdit* m_token;
    SwitchBox *m_foreign, *m_replace;
};

} // namespace gd::ui
