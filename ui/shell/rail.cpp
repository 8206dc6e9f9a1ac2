// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/rail.h"

#include "ui/look/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace gd::ui {

Rail::Rail(const QList<QAction*>& places, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap / 2, gap, gap / 2, gap);
    layout->setSpacing(gap / 2);
    for (auto* place : places) {
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("rail-") + place->objectName());
        button->setDefaultAction(place);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize(QSize(24, 24));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setFixedSize(72, 56);
        layout->addWidget(button);
    }
    layout->addStretch(1);
}

void Rail::focusCurrent()
{
    for (auto* button : findChildren<QToolButton*>())
        if (button->isChecked()) button->setFocus(Qt::TabFocusReason);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(width() - 1, 0, width() - 1, height());
}

} // namespace gd::ui
