// SPDX-License-Identifier: Apache-2.0
#include "ui/look/desk_style.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace gd::ui {

namespace {

constexpr qreal radius = 4;
constexpr int smallestTarget = 24;

QColor mixed(const QColor& one, const QColor& other, qreal part)
{
    const auto mix = [part](int a, int b) { return static_cast<int>(a + (b - a) * part); };
    return {mix(one.red(), other.red()), mix(one.green(), other.green()), mix(one.blue(), other.blue())};
}

void drawBox(QPainter* painter, const QRect& rect, const QColor& fill, const QColor& line, qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void drawButton(const QStyleOption& option, QPainter* painter)
{
    const auto& palette = option.palette;
    const bool enabled = option.state & QStyle::State_Enabled;
    QColor fill = palette.color(QPalette::Button);
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
    const bool isDefault = button && (button->features & QStyleOptionButton::DefaultButton) && enabled;
    if (option.state & (QStyle::State_Sunken | QStyle::State_On))
        fill = mixed(fill, palette.color(QPalette::Highlight), 0.25);
    else if (enabled && (option.state & QStyle::State_MouseOver))
        fill = mixed(fill, palette.color(QPalette::Highlight), 0.10);
    const bool focus = option.state & QStyle::State_HasFocus;
    const QColor line = isDefault || focus ? palette.color(QPalette::Highlight) : palette.color(QPalette::Mid);
    drawBox(painter, option.rect, enabled ? fill : palette.color(QPalette::Window), line, focus ? 2 : isDefault ? 1.6 : 1);
}

/// Whether a field draws its own line; fields inside of combo boxes and tables do not.
bool hasFrame(const QStyleOption& option)
{
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
    return frame && frame->lineWidth > 0;
}

} // namespace

DeskStyle::DeskStyle() : QProxyStyle(QStringLiteral("fusion")) {}

void DeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    const auto& palette = option->palette;
    if (element == PE_PanelButtonCommand) return drawButton(*option, painter);
    if (element == PE_FrameFocusRect) {
        // Buttons and fields show their focus themselves, by their line.
        if (!qobject_cast<const QAbstractItemView*>(widget))
            drawBox(painter, option->rect, {}, palette.color(QPalette::Highlight), 2);
        return;
    }
    if (element == PE_PanelLineEdit && hasFrame(*option)) {
        const bool focus = option->state & State_HasFocus;
        drawBox(painter, option->rect, palette.color(QPalette::Base),
                focus ? palette.color(QPalette::Highlight) : palette.color(QPalette::Mid), focus ? 2 : 1);
        return;
    }
    if (element == PE_Frame && qobject_cast<const QAbstractScrollArea*>(widget)) {
        const bool focus = option->state & State_HasFocus;
        drawBox(painter, option->rect, {}, focus ? palette.color(QPalette::Highlight) : palette.color(QPalette::Mid),
                focus ? 2 : 1);
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

QSize DeskStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                  const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton) result.setHeight(std::max(result.height(), smallestTarget + 6));
    if (type == CT_ComboBox || type == CT_LineEdit || type == CT_SpinBox || type == CT_ToolButton || type == CT_ItemViewItem)
        result.setHeight(std::max(result.height(), smallestTarget + 4));
    if (type == CT_CheckBox || type == CT_RadioButton || type == CT_MenuItem)
        result.setHeight(std::max(result.height(), smallestTarget));
    if (type == CT_ToolButton) result.setWidth(std::max(result.width(), smallestTarget + 4));
    return result;
}

int DeskStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int DeskStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
    if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText) return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace gd::ui
