// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/step_header.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace gd::ui {

StepHeader::StepHeader(const QStringList& steps, QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 8);
    row->setSpacing(24);
    for (const auto& step : steps) {
        //: a step of a wizard: number and name
        auto* label = new QLabel(tr("%1  %2").arg(QLocale().toString(m_labels.size() + 1), step));
        m_labels.append(label);
        row->addWidget(label);
    }
    row->addStretch();
    setCurrent(0);
}

void StepHeader::setCurrent(int step)
{
    m_current = step;
    for (int i = 0; i < m_labels.size(); ++i) {
        QFont font = m_labels[i]->font();
        font.setBold(i == step);
        m_labels[i]->setFont(font);
    }
    update();
}

void StepHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int y = height() - 3;
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.drawLine(0, y, width(), y);
    const QRect current = m_labels.value(m_current)->geometry();
    painter.setPen(QPen(palette().color(QPalette::Highlight), 3));
    painter.drawLine(current.left(), y, current.right(), y);
}

} // namespace gd::ui
