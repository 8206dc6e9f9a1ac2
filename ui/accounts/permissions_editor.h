// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/patches.h"
#include "ui/accounts/form_fields.h"

#include <QWidget>

class QComboBox;

namespace gd::ui {

/// What may be published and subscribed to, and whether requests may be answered.
class PermissionsEditor final : public QWidget {
    Q_OBJECT

public:
    PermissionsEditor(const Permissions& permissions, FieldHints& hints, QWidget* parent = nullptr);

    PermissionsPatch patch() const;

signals:
    void edited();

private:
    void addAnswers(const std::optional<ResponsePermission>& resp);
    std::optional<ResponsePermission> answers() const;
    void showAnswers();

    FieldColumn m_fields;
    LinesEdit *m_pubAllow, *m_pubDeny, *m_subAllow, *m_subDeny;
    QCheckBox* m_mayAnswer;
    CountBox* m_answers;
    QDoubleSpinBox* m_within;
    QComboBox* m_withinUnit;
    std::optional<ResponsePermission> m_before;
    std::optional<ResponsePermission> m_shown{}; ///< what the inputs made of it
};

} // namespace gd::ui
