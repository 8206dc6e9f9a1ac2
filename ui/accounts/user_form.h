// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/user_admin.h"
#include "ui/accounts/admin_form.h"
#include "ui/accounts/form_fields.h"

namespace gd::ui {

class UserMayEditor;
class ValidityPicker;

/// A new user of an account, or what is to be different in one.
class UserForm final : public AdminForm {
    Q_OBJECT

public:
    /// For a new user: its key is made here.
    UserForm(const std::string& account, UnixSeconds now, QWidget* parent = nullptr);
    /// For a user that is there. @param isScoped  the signing key that signed it decides what it may do.
    UserForm(const std::string& account, const User& user, bool isScoped, UnixSeconds now, QWidget* parent = nullptr);

    void showWorld(const SnapshotPtr& world) override;
    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;
    NewKeysPtr newKeys() const override { return m_keys; }

private:
    void build(const UserClaims& claims, UnixSeconds now);
    QWidget* buildGeneral(const UserClaims& claims, UnixSeconds now);
    void showScope();
    UserPatch patch() const;
    NewUserDraft newDraft() const;
    UserEditDraft editDraft() const { return {m_account, m_user, patch()}; }

    std::string m_account;
    std::string m_user{}; ///< key; empty: a new one
    bool m_isScoped = false;
    std::string m_newKey{};
    std::shared_ptr<NewKeys> m_keys{};
    Validity m_validity{}; ///< as it was
    TextEdit* m_name = nullptr;
    QComboBox* m_signer = nullptr;
    LinesEdit* m_tags = nullptr;
    ValidityPicker* m_valid = nullptr;
    UserMayEditor* m_may = nullptr;
};

} // namespace gd::ui
