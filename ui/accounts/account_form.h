// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/account_admin.h"
#include "ui/accounts/admin_form.h"
#include "ui/accounts/form_fields.h"

namespace gd::ui {

class JetStreamEditor;
class PermissionsEditor;

/// A new account, or what is to be different in one: names and words, limits, JetStream, default permissions.
class AccountForm final : public AdminForm {
    Q_OBJECT

public:
    /// For a new account: its key is made here.
    explicit AccountForm(QWidget* parent = nullptr);
    /// For an account that is there.
    AccountForm(const std::string& account, const AccountClaims& claims, QWidget* parent = nullptr);
    ~AccountForm() override;

    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;
    NewKeysPtr newKeys() const override { return m_keys; }

private:
    void build(const AccountClaims& claims);
    QWidget* buildGeneral(const AccountClaims& claims);
    QWidget* buildLimits(const AccountLimits& limits);
    AccountPatch patch() const;
    NewAccountDraft newDraft() const;
    AccountEditDraft editDraft() const { return {m_account, patch()}; }

    std::string m_account{}; ///< key; empty: a new one
    std::string m_newKey{};
    std::shared_ptr<NewKeys> m_keys{};
    TextEdit* m_name = nullptr;
    TextEdit *m_description = nullptr, *m_infoUrl = nullptr;
    LinesEdit* m_tags = nullptr;
    QComboBox* m_traffic = nullptr;
    std::string m_trafficBefore{};
    CountBox *m_conn = nullptr, *m_leaf = nullptr, *m_subs = nullptr, *m_exports = nullptr, *m_imports = nullptr;
    BytesBox *m_data = nullptr, *m_payload = nullptr;
    SwitchBox *m_wildcards = nullptr, *m_noBearer = nullptr;
    JetStreamEditor* m_jetStream = nullptr;
    PermissionsEditor* m_permissions = nullptr;
};

} // namespace gd::ui
