// SPDX-License-Identifier: Apache-2.0
//
// Forms for a single export or import: every field that a person may change.
#pragma once

#include "core/share/row_edits.h"
#include "ui/accounts/admin_form.h"
#include "ui/accounts/form_fields.h"

class QSpinBox;

namespace gd::ui {

class ExportForm final : public AdminForm {
    Q_OBJECT

public:
    ExportForm(std::string account, const Export& value, QWidget* parent = nullptr);

    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    void addService(FieldColumn& fields);
    ExportDraft draft() const;

    std::string m_account;
    Export m_before;
    TextEdit *m_name, *m_subject, *m_description, *m_infoUrl;
    SwitchBox *m_private, *m_withTokens = nullptr, *m_allowTrace = nullptr;
    QSpinBox* m_position;
    QComboBox* m_responseType = nullptr; ///< this and what follows: of services only
    QDoubleSpinBox* m_threshold = nullptr;
    TextEdit* m_latency = nullptr;
    QSpinBox* m_sampling = nullptr;
};

class ImportForm final : public AdminForm {
    Q_OBJECT

public:
    ImportForm(std::string account, const Import& value, QWidget* parent = nullptr);

    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    ImportDraft draft() const;

    std::string m_account;
    Import m_before;
    TextEdit *m_name, *m_localSubject;
    SwitchBox *m_share = nullptr, *m_allowTrace; ///< sharing: of services only
};

} // namespace gd::ui
