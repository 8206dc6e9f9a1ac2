// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QAction;

namespace gd::ui {

/// The pages of the window as a column of buttons at the left.
class Rail final : public QWidget {
    Q_OBJECT

public:
    explicit Rail(const QList<QAction*>& places, QWidget* parent = nullptr);

    void focusCurrent();

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace gd::ui
