// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/planner.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QWidget>

namespace gd::ui {

/// The claims of each account and user that a plan changes, and of the operator, before and after, with the different
/// lines marked.
class ClaimsView : public QWidget {
    Q_OBJECT

public:
    explicit ClaimsView(QWidget* parent = nullptr);

    /// @param world  for the names of what the plan changes.
    void setPlan(const SharePlan& plan, const Snapshot& world);

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// Nothing on the side on which there is none.
    struct Pair {
        QString title{};
        std::optional<Claims> before{};
        std::optional<Claims> after{};
    };
    void showCurrent();

    std::vector<Pair> m_pairs{};
    bool m_isShown = false; ///< whether the texts are those of m_pairs; made on demand, claims may be long
    QComboBox* m_choice;
    QPlainTextEdit* m_before;
    QPlainTextEdit* m_after;
};

} // namespace gd::ui
