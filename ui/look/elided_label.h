// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/words/tool_tip.h"

#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace gd::ui {

/// One line of plain text that never asks for more room than there is: what does not fit becomes an ellipsis, and the
/// whole text is in the tooltip and for assistive technology.
class ElidedLabel final : public QLabel {
public:
    explicit ElidedLabel(QWidget* parent) : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

    void setText(const QString& text)
    {
        QLabel::setText(text);
        setToolTip(plainToolTip(text));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const auto shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
        style()->drawItemText(&painter, rect(), static_cast<int>(alignment()), palette(), isEnabled(), shown,
                              foregroundRole());
    }
};

} // namespace gd::ui
