// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/discovery.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace gd::ui {

class ExplanationBar;
class NewOperatorForm;

/// Makes an operator, new or managed, in the background. What was typed stays if that fails.
class NewOperatorDialog final : public QDialog {
    Q_OBJECT

public:
    /// @param at  folders to begin with.
    NewOperatorDialog(const Workspace& at, const Environment& env, Clock clock, QWidget* parent = nullptr);

    /// While files are being written it cannot be left: what comes of them is to be seen.
    void reject() override;

signals:
    /// The operator is there; the workspace names it.
    void created(const gd::Workspace& workspace);

private:
    void refresh();
    void create();
    void take(const Workspace& place, const Result<std::string>& folder);
    QString reasonNotToCreate() const;

    Environment m_env;
    Clock m_clock;
    bool m_isWorking = false;
    ExplanationBar* m_bar;
    NewOperatorForm* m_form;
    QLabel* m_reason;
    QPushButton *m_cancel, *m_create;
};

} // namespace gd::ui
