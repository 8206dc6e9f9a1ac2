// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace gd::ui {

struct DropAdvice;

/// Lies over a drop target while something is dragged and says what would happen. Never takes the mouse.
class DropOverlay final : public QLabel {
    Q_OBJECT

public:
    explicit DropOverlay(QWidget* target);

    void showAdvice(const DropAdvice& advice);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_possible = false;
    bool m_fits = true;
};

} // namespace gd::ui
