// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>
#include <QList>
#include <QWidget>

namespace gd::ui {

/// The steps of a wizard in a row: "1 What  2 Whom  3 Review", the present one marked by shape and weight.
class StepHeader : public QWidget {
    Q_OBJECT

public:
    explicit StepHeader(const QStringList& steps, QWidget* parent = nullptr);

    void setCurrent(int step);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<QLabel*> m_labels{};
    int m_current = 0;
};

} // namespace gd::ui
