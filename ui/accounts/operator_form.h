// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/operator_admin.h"
#include "ui/accounts/admin_form.h"
#include "ui/accounts/form_fields.h"

namespace gd::ui {

/// What is to be different in the operator.
class OperatorForm final : public AdminForm {
    Q_OBJECT

public:
    explicit OperatorForm(const Snapshot& world, QWidget* parent = nullptr);

    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    OperatorEditDraft draft() const;

    SwitchBox* m_strict;
    QComboBox* m_system;
    std::string m_systemBefore;
    TextEdit* m_accountServer;
    LinesEdit *m_servers, *m_tags;
};

} // namespace gd::ui
