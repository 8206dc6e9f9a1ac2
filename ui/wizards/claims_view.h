// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/planner.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QWidget>

namespace gd::ui {

/// The claims of each account that a plan changes, before and after, with the different lines marked.
class ClaimsView : public QWidget {
    Q_OBJECT

public:
    explicit ClaimsView(QWidget* parent = nullptr);

    void setChanges(std::vector<AccountChange> changes, const Snapshot& world);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showCurrent();

    std::vector<AccountChange> m_changes{};
    bool m_isShown = false; ///< whether the texts are those of m_changes; made on demand, claims may be long
    QComboBox* m_account;
    QPlainTextEdit* m_before;
    QPlainTextEdit* m_after;
};

} // namespace gd::ui
