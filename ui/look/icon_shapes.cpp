// SPDX-License-Identifier: Apache-2.0
#include "ui/look/icon_shapes.h"

#include <QPainterPathStroker>
#include <QStringList>

#include <algorithm>
#include <array>

namespace gd::ui {

namespace {

constexpr qreal lineWidth = 1.8;
constexpr qreal cutWidth = 2.2;

// clang-format off
constexpr IconShape shapes[] = {
    // actions
    {"share", "M 3 6 L 3 18 M 3 12 L 14 12 M 10 8 L 14 12 L 10 16 M 20 5 L 20 19", "", ""},
    {"import", "M 12 3 L 12 14 M 7.5 9.5 L 12 14 L 16.5 9.5 M 4 14 L 4 20 L 20 20 L 20 14", "", ""},
    {"paste", "R 5 5 14 16 2 M 9 3 L 15 3 L 15 7 L 9 7 Z M 9 12 L 15 12 M 9 16 L 13 16", "", ""},
    {"undo", "M 8 5 L 4 9 L 8 13 M 4 9 L 14 9 C 22 9 22 19 14 19 L 9 19", "", ""},
    {"redo", "M 16 5 L 20 9 L 16 13 M 20 9 L 10 9 C 2 9 2 19 10 19 L 15 19", "", ""},
    {"open", "M 3 19 L 3 5 L 9 5 L 11 8 L 20 8 L 20 11 M 3 19 L 6.5 11 L 22 11 L 18.5 19 Z", "", ""},
    {"sample", "M 9 3 L 15 3 M 10 3 L 10 9 L 4.5 19 C 4 20 4.5 21 6 21 L 18 21 C 19.5 21 20 20 19.5 19 L 14 9 L 14 3 M 7.5 15 L 16.5 15", "", ""},
    {"push", "M 12 15 L 12 4 M 7.5 8.5 L 12 4 L 16.5 8.5 R 4 17 16 4 1.5", "", ""},
    {"configuration", "M 6 3 L 14 3 L 19 8 L 19 21 L 6 21 Z M 14 3 L 14 8 L 19 8 M 9 12 L 16 12 M 9 16 L 14 16", "", ""},
    {"copy", "R 8 8 12 12 2 M 5 16 L 4 16 L 4 4 L 16 4 L 16 5", "", ""},
    {"copy-file", "M 5 3 L 12 3 L 16 7 L 16 11 M 5 3 L 5 21 L 10 21 M 12 3 L 12 7 L 16 7 M 13 17 L 21 17 M 18 14 L 21 17 L 18 20", "", ""},
    {"swap", "M 4 8 L 20 8 M 16 4 L 20 8 L 16 12 M 20 16 L 4 16 M 8 12 L 4 16 L 8 20", "", ""},
    {"close", "M 6 6 L 18 18 M 18 6 L 6 18", "", ""},
    {"quit", "M 14 4 L 5 4 L 5 20 L 14 20 M 10 12 L 21 12 M 17 8 L 21 12 L 17 16", "", ""},
    {"about", "O 12 12 9 M 12 11 L 12 16.5", "O 12 7.8 1.2", ""},
    {"next-pane", "R 3 5 8 14 1.5 R 13 5 8 14 1.5 M 6 12 L 8 12", "", ""},
    {"colors", "O 12 12 9", "M 12 3 C 24 3 24 21 12 21 Z", ""},
    {"details", "R 3 4 18 16 2 M 14 4 L 14 20 M 6 9 L 11 9 M 6 13 L 10 13", "", ""},
    {"refresh", "M 20 5 L 20 10 L 15 10 M 20 10 C 17 3 8 3 5 9 M 4 19 L 4 14 L 9 14 M 4 14 C 7 21 16 21 19 15", "", ""},
    // places and things
    {"desk", "R 2.5 5 7 14 1.5 R 14.5 5 7 14 1.5 M 9.5 9.5 L 14.5 9.5 M 9.5 14 L 14.5 14", "", ""},
    {"server", "R 3 4 18 7 1.5 R 3 13 18 7 1.5", "O 7 7.5 1.1 O 7 16.5 1.1", ""},
    {"history", "M 4 4 L 4 9 L 9 9 M 4 9 C 7 2 20 3 20 12 C 20 22 6 23 4 15 M 12 8 L 12 12.5 L 15 14.5", "", ""},
    {"token", "M 3 7 L 21 7 L 21 10 C 18.5 10 18.5 14 21 14 L 21 17 L 3 17 L 3 14 C 5.5 14 5.5 10 3 10 Z M 14 9.5 L 14 10.5 M 14 13.5 L 14 14.5", "", ""},
    {"account", "O 12 8 4 M 4 21 C 4 13.5 20 13.5 20 21", "", ""},
    {"contact", "R 2.5 5 19 14 2 O 8.5 10.3 2 M 5 16 C 5 12.3 12 12.3 12 16 M 15 10 L 18.5 10 M 15 14 L 18.5 14", "", ""},
    {"key", "O 8 15.5 4.5 M 11.3 12.3 L 20 3.5 M 16.5 7 L 19.5 10", "", ""},
    {"feed", "M 3 12 L 20 12 M 15 7 L 20 12 L 15 17", "O 5 12 2", ""},
    {"service", "M 3 8.5 L 20 8.5 M 16 4.5 L 20 8.5 L 16 12.5 M 21 16 L 4 16 M 8 12.5 L 4 16 L 8 20", "", ""},
    {"problems", "M 12 4 L 22 20 L 2 20 Z M 12 10 L 12 14.5", "O 12 17.2 1.1", ""},
    // states: each its own outline, readable without colour
    {"state-ok", "", "O 12 12 9", "M 7.5 12.5 L 10.8 15.8 L 16.5 8.8"},
    {"state-soon", "O 12 12 8.5 M 12 7 L 12 12 L 15.5 14", "", ""},
    {"state-not-imported", "M 12 3 L 12 13 M 8 9 L 12 13 L 16 9 M 5 17 L 5 20 L 19 20 L 19 17", "", ""},
    {"state-offered", "", "O 12 4 1.7 O 17.7 6.3 1.7 O 20 12 1.7 O 17.7 17.7 1.7 O 12 20 1.7 O 6.3 17.7 1.7 O 4 12 1.7 O 6.3 6.3 1.7", ""},
    {"state-unknown", "O 12 12 8.5 M 9.3 9.5 C 9.3 6 14.7 6 14.7 9.5 C 14.7 11.5 12 11.5 12 13.8", "O 12 16.8 1.2", ""},
    {"state-not-yet", "M 7 3 L 17 3 M 7 21 L 17 21 M 8 3 C 8 11 16 13 16 21 M 16 3 C 16 11 8 13 8 21", "", ""},
    {"state-no-token", "M 3 7 L 21 7 L 21 10 C 18.5 10 18.5 14 21 14 L 21 17 L 3 17 L 3 14 C 5.5 14 5.5 10 3 10 Z M 5 21 L 19 3", "", ""},
    {"state-expired", "", "O 12 12 9", "M 12 6.5 L 12 12.5 L 16 14.5"},
    {"state-revoked", "O 12 12 8.5 M 6 6 L 18 18", "", ""},
    {"state-not-trusted", "M 12 3 L 20 6 C 20 14 17 18.5 12 21 C 7 18.5 4 14 4 6 Z M 9 9 L 15 15 M 15 9 L 9 15", "", ""},
    {"state-narrow", "M 2 12 L 9 12 M 6 9 L 9 12 L 6 15 M 22 12 L 15 12 M 18 9 L 15 12 L 18 15 M 12 5 L 12 19", "", ""},
    {"state-wrong-kind", "", "M 12 2.5 L 21.5 12 L 12 21.5 L 2.5 12 Z", "M 8.5 10 L 15.5 10 M 8.5 14 L 15.5 14 M 14.5 7.5 L 9.5 16.5"},
    {"state-locks-out", "", "M 8 2.5 L 16 2.5 L 21.5 8 L 21.5 16 L 16 21.5 L 8 21.5 L 2.5 16 L 2.5 8 Z", "M 8.5 8.5 L 15.5 15.5 M 15.5 8.5 L 8.5 15.5"},
    {"state-broken", "M 10 8 L 7 8 C 1.5 8 1.5 16 7 16 L 10 16 M 14 8 L 17 8 C 22.5 8 22.5 16 17 16 L 14 16 M 10.5 4.5 L 9.5 2.5 M 13.5 4.5 L 14.5 2.5 M 10.5 19.5 L 9.5 21.5 M 13.5 19.5 L 14.5 21.5", "", ""},
    {"state-warning", "", "M 12 2.5 L 22.5 21 L 1.5 21 Z", "M 12 9.5 L 12 14 M 12 17.6 L 12 17.7"},
    {"state-not-pushed", "M 12 15 L 12 4 M 7.5 8.5 L 12 4 L 16.5 8.5 M 4 20 L 7 20 M 10.5 20 L 13.5 20 M 17 20 L 20 20", "", ""},
    {"state-info", "", "O 12 12 9", "M 12 11 L 12 16.5 M 12 7.4 L 12 7.5"},
};
// clang-format on

/// Takes `count` numbers from the front of `words`; missing ones are 0, so that a broken drawing shows and does not
/// crash.
template <std::size_t count>
std::array<qreal, count> take(QStringList& words)
{
    std::array<qreal, count> numbers{};
    for (auto& number : numbers)
        if (!words.isEmpty()) number = words.takeFirst().toDouble();
    return numbers;
}

QPainterPath stroked(const char* commands, qreal width)
{
    QPainterPathStroker pen;
    pen.setWidth(width);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen.createStroke(pathFrom(commands));
}

} // namespace

std::span<const IconShape> iconShapes()
{
    return shapes;
}

const IconShape* iconShape(const QString& name)
{
    const auto found =
        std::ranges::find_if(shapes, [&](const IconShape& shape) { return name == QLatin1String(shape.name); });
    return found == std::end(shapes) ? nullptr : &*found;
}

QPainterPath pathFrom(const char* commands)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    auto words = QString::fromLatin1(commands).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    while (!words.isEmpty()) {
        const char command = words.takeFirst().front().toLatin1();
        if (command == 'M') {
            const auto [x, y] = take<2>(words);
            path.moveTo(x, y);
        } else if (command == 'L') {
            const auto [x, y] = take<2>(words);
            path.lineTo(x, y);
        } else if (command == 'C') {
            const auto [x1, y1, x2, y2, x, y] = take<6>(words);
            path.cubicTo(x1, y1, x2, y2, x, y);
        } else if (command == 'O') {
            const auto [x, y, r] = take<3>(words);
            path.addEllipse(QPointF(x, y), r, r);
        } else if (command == 'R') {
            const auto [x, y, w, h, r] = take<5>(words);
            path.addRoundedRect(x, y, w, h, r, r);
        } else if (command == 'Z') {
            path.closeSubpath();
        }
    }
    return path;
}

QPainterPath outlineOf(const IconShape& shape)
{
    QPainterPath outline = pathFrom(shape.areas);
    if (*shape.cuts) outline -= stroked(shape.cuts, cutWidth);
    if (*shape.lines) outline += stroked(shape.lines, lineWidth);
    return outline;
}

} // namespace gd::ui
