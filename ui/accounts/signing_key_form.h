// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/signing_key_admin.h"
#include "ui/accounts/admin_form.h"
#include "ui/accounts/form_fields.h"

class QTabWidget;

namespace gd::ui {

class UserMayEditor;

/// A new signing key of an account or of the operator, or the role of one that is there.
class SigningKeyForm final : public AdminForm {
    Q_OBJECT

public:
    /// For a new key, which is made here. @param owner  key of an account or of the operator.
    explicit SigningKeyForm(const std::string& owner, QWidget* parent = nullptr);
    /// For a key of an account. @param scope  null: it is a plain one.
    SigningKeyForm(const std::string& account, const std::string& key, const UserScope* scope,
                   QWidget* parent = nullptr);

    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;
    NewKeysPtr newKeys() const override { return m_keys; }

private:
    void build(const UserScope& scope);
    void showScoped();
    bool isScoped() const;
    SigningKeyDraft draft() const;

    std::string m_owner;
    std::string m_key{};
    bool m_isNew = true;
    bool m_wasScoped = false;
    std::shared_ptr<NewKeys> m_keys{};
    QComboBox* m_kind = nullptr; ///< null for the operator, whose keys are all plain
    TextEdit *m_role = nullptr, *m_description = nullptr;
    UserMayEditor* m_may = nullptr;
};

} // namespace gd::ui
