// SPDX-License-Identifier: Apache-2.0
#include "ui/look/icon_set.h"

#include "ui/look/icon_shapes.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

#include <optional>

namespace gd::ui {

namespace {

/// Fixed colour, fixed palette, or neither: then the application's palette at the moment of painting.
struct Ink {
    std::optional<QColor> color{};
    std::optional<QPalette> palette{};

    QColor of(QIcon::Mode mode) const
    {
        const auto colors = palette.value_or(QGuiApplication::palette());
        switch (mode) {
        case QIcon::Disabled:
            return colors.color(QPalette::Disabled, QPalette::WindowText);
        case QIcon::Selected:
            return colors.color(QPalette::Active, QPalette::HighlightedText); // shapes say the state
        case QIcon::Normal:
        case QIcon::Active:
            break;
        }
        return color.value_or(colors.color(QPalette::Active, QPalette::WindowText));
    }
};

class ShapeEngine final : public QIconEngine {
public:
    ShapeEngine(const IconShape& shape, Ink ink) : m_outline(outlineOf(shape)), m_ink(std::move(ink)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal scale = std::min(rect.width(), rect.height()) / 24.0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.center() + QPointF(0.5, 0.5));
        painter->scale(scale, scale);
        painter->translate(-12, -12);
        painter->fillPath(m_outline, m_ink.of(mode));
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, {{}, size}, mode, state);
        return picture;
    }

    QIconEngine* clone() const override { return new ShapeEngine(*this); }

private:
    QPainterPath m_outline;
    Ink m_ink;
};

QIcon draw(const QString& name, Ink ink)
{
    const auto* shape = iconShape(name);
    return shape ? QIcon(new ShapeEngine(*shape, std::move(ink))) : QIcon();
}

} // namespace

QIcon icon(const QString& name)
{
    return draw(name, {});
}

QIcon icon(const QString& name, const QPalette& palette)
{
    return draw(name, {{}, palette});
}

QIcon icon(const QString& name, const QColor& color)
{
    return draw(name, {color, {}});
}

} // namespace gd::ui
