// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QPainter>
#include <QWidget>

namespace gd::ui {

/// A picture that is painted anew with every change of colours; a QLabel would keep its pixmap.
class IconLabel final : public QWidget {
public:
    IconLabel(const QIcon& icon, int size, QWidget* parent) : QWidget(parent), m_icon(icon)
    {
        setFixedSize(size, size);
    }

    void setIcon(const QIcon& icon)
    {
        m_icon = icon;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_icon.paint(&painter, rect());
    }

private:
    QIcon m_icon;
};

} // namespace gd::ui
