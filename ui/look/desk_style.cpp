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
    const auto mix = [part](int a, int b) {
        return static_cast<int>(a + (b - a) * part);
    };
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
    drawBox(painter, option.rect, enabled ? fill : palette.color(QPalette::Window), line,
            focus       ? 2
            : isDefault ? 1.6
                        : 1);
}

/// A box or circle to tick: its line has the contrast of text, so that it is seen on every background.
void drawTick(const QStyleOption& option, QPainter* painter, bool isRound)
{
    const auto& palette = option.palette;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const bool focus = option.state & QStyle::State_HasFocus;
    const auto accent = palette.color(QPalette::Highlight);
    const auto line = on && enabled ? accent : palette.color(QPalette::PlaceholderText);
    QRectF box(0, 0, 15, 15);
    box.moveCenter(QRectF(option.rect).center());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(focus ? accent : line, focus ? 2 : 1.2));
    painter->setBrush(on ? (enabled ? accent : palette.color(QPalette::Mid)) : palette.color(QPalette::Base));
    painter->drawRoundedRect(box, isRound ? 7.5 : 3, isRound ? 7.5 : 3);
    painter->setPen(QPen(palette.color(QPalette::HighlightedText), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (on && isRound) {
        painter->setBrush(palette.color(QPalette::HighlightedText));
        painter->drawEllipse(box.center(), 2, 2);
    } else if (option.state & QStyle::State_On) {
        painter->drawPolyline(QPolygonF{box.topLeft() + QPointF(3.5, 8), box.topLeft() + QPointF(6.5, 11),
                                        box.topLeft() + QPointF(11.5, 4.5)});
    } else if (on) {
        painter->drawLine(box.center() - QPointF(3.5, 0), box.center() + QPointF(3.5, 0));
    }
    painter->restore();
}

void drawArrowDown(QPainter* painter, const QRect& rect, const QColor& color)
{
    const auto middle = QRectF(rect).center();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF{middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)});
    painter->restore();
}

/// The mark of a row that can be opened, in the colour of the row's text.
void drawBranch(const QStyleOption& option, QPainter* painter)
{
    const bool selected = option.state & QStyle::State_Selected;
    const auto color = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    painter->save();
    painter->translate(QRectF(option.rect).center());
    if (!(option.state & QStyle::State_Open)) painter->rotate(-90);
    drawArrowDown(painter, QRect(-8, -8, 16, 16), color);
    painter->restore();
}

void drawComboBox(const QStyleOptionComboBox& option, QPainter* painter, const QRect& arrow)
{
    const auto& palette = option.palette;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focus = option.state & QStyle::State_HasFocus;
    auto fill = palette.color(option.editable ? QPalette::Base : QPalette::Button);
    if (!enabled) fill = palette.color(QPalette::Window);
    drawBox(painter, option.rect, fill, palette.color(focus ? QPalette::Highlight : QPalette::Mid), focus ? 2 : 1);
    drawArrowDown(painter, arrow, palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
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
    if (element == PE_IndicatorBranch) {
        if (option->state & State_Children) drawBranch(*option, painter);
        return;
    }
    if (element == PE_IndicatorCheckBox) return drawTick(*option, painter, false);
    if (element == PE_IndicatorRadioButton) return drawTick(*option, painter, true);
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

void DeskStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                            const QWidget* widget) const
{
    if (element == CE_HeaderSection) {
        const auto& palette = option->palette;
        painter->fillRect(option->rect, palette.color(QPalette::AlternateBase));
        painter->setPen(palette.color(QPalette::Mid));
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        painter->drawLine(option->rect.topRight() + QPoint(0, 5), option->rect.bottomRight() - QPoint(0, 5));
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const
{
    const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control == CC_ComboBox && box && box->frame)
        return drawComboBox(*box, painter, subControlRect(control, option, SC_ComboBoxArrow, widget));
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect DeskStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents && hasFrame(*option) ? rect.adjusted(4, 0, -4, 0) : rect;
}

QSize DeskStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                  const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton) result = {result.width() + 16, std::max(result.height(), smallestTarget + 6)};
    if (type == CT_HeaderSection) result.setHeight(std::max(result.height(), smallestTarget + 2));
    if (type == CT_ComboBox || type == CT_LineEdit || type == CT_SpinBox || type == CT_ToolButton ||
        type == CT_ItemViewItem)
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

int DeskStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                         QStyleHintReturn* data) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
    if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText) return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace gd::ui
