// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/finding.h"
#include "ui/words/explanation.h"

#include <QFrame>
#include <QLabel>

namespace gd::ui {

/// What happened, why, and what to do, above the content and never in a box of its own. Hidden while it has nothing to
/// say.
class ExplanationBar : public QFrame {
    Q_OBJECT

public:
    explicit ExplanationBar(QWidget* parent = nullptr);

    void say(const Explanation& words, Severity severity);
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();

    QLabel* m_icon;
    QLabel* m_text;
    Severity m_severity = Severity::Problem;
};

} // namespace gd::ui
