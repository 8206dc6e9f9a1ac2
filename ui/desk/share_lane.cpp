// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/share_lane.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPathStroker>
#include <QScopedValueRollback>

#include <algorithm>

namespace gd::ui {

namespace {

constexpr int labelHeight = 28;
constexpr int slack = 2;       ///< widths of texts are rounded, and a text that fits exactly would be cut
constexpr int labelMargin = 8; ///< between the ends of a label and what is in it
constexpr int pictureSize = 16;
constexpr int pictureGap = 5;
constexpr int leastStroke = 8; ///< pixels of a line that are seen on each side of its label
constexpr int reach = 8;       ///< pixels beside a stroke in which a click still meets it

} // namespace

ShareLane::ShareLane(EndFinder ends, QWidget* parent)
    : QListView(parent), m_ends(std::move(ends)), m_lines(new LaneModel(this))
{
    setObjectName(QStringLiteral("lane"));
    setAccessibleName(tr("Shares between the two accounts"));
    setModel(m_lines);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(leastWidth());
    viewport()->setAutoFillBackground(false);
    connect(m_lines, &QAbstractItemModel::modelReset, this, &ShareLane::layOut);
    connect(m_lines, &QAbstractItemModel::dataChanged, this, &ShareLane::layOut);
    connect(this, &QListView::activated, this,
            [this](const QModelIndex& at) { emit lineOpened(m_lines->line(at.row())); });
}

void ShareLane::selectLine(const std::string& shareOrOfferId)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const int row = m_lines->rowOf(shareOrOfferId);
    if (row < 0)
        selectionModel()->clear();
    else
        setCurrentIndex(m_lines->index(row));
    viewport()->update();
}

int ShareLane::leastWidth() const
{
    int widest = 0;
    for (const auto& word : shortLaneWords())
        widest = std::max(widest, fontMetrics().horizontalAdvance(word));
    return widest + slack + pictureSize + pictureGap + 2 * labelMargin + 2 * leastStroke;
}

QString ShareLane::labelText(int row) const
{
    const auto& status = m_lines->line(row).status;
    const int room = m_shapes[row].label.width() - pictureSize - pictureGap - 2 * labelMargin;
    const auto& fitting = fontMetrics().horizontalAdvance(status.word) + slack <= room ? status.word : status.shortWord;
    return fontMetrics().elidedText(fitting, Qt::ElideRight, room);
}

void ShareLane::endsMoved()
{
    layOut();
}

void ShareLane::layOut()
{
    QList<LaneEnds> ends;
    for (int row = 0; row < m_lines->rowCount(); ++row) {
        auto end = m_ends(m_lines->line(row));
        const int top = viewport()->mapToGlobal(QPoint(0, 0)).y();
        if (end.left) *end.left -= top;
        if (end.right) *end.right -= top;
        ends << end;
    }
    const QSize label(std::max(60, viewport()->width() - 2 * leastStroke), labelHeight);
    m_shapes = layOutLane(ends, viewport()->size(), label);
    viewport()->update();
}

QRect ShareLane::visualRect(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= m_shapes.size()) return {};
    return m_shapes[index.row()].label;
}

QModelIndex ShareLane::indexAt(const QPoint& point) const
{
    QPainterPathStroker wide;
    wide.setWidth(2 * reach);
    for (int row = 0; row < static_cast<int>(m_shapes.size()); ++row) {
        const auto& shape = m_shapes[row];
        if (shape.label.contains(point) || wide.createStroke(shape.path).contains(point)) return m_lines->index(row);
    }
    return {};
}

QModelIndex ShareLane::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = m_lines->rowCount();
    if (count == 0) return {};
    const int now = currentIndex().row();
    switch (action) {
    case MoveUp:
    case MoveLeft:
    case MovePrevious:
        return m_lines->index(std::max(0, now - 1));
    case MoveDown:
    case MoveRight:
    case MoveNext:
        return m_lines->index(std::min(count - 1, now + 1));
    case MoveHome:
    case MovePageUp:
        return m_lines->index(0);
    case MoveEnd:
    case MovePageDown:
        return m_lines->index(count - 1);
    }
    return {};
}

QRegion ShareLane::visualRegionForSelection(const QItemSelection&) const
{
    return viewport()->rect(); // lines bend: cheaper to paint the lane than to find out
}

void ShareLane::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    viewport()->update();
    if (current.isValid() && !m_quiet) emit lineSelected(m_lines->line(current.row()));
}

void ShareLane::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    layOut();
}

void ShareLane::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_lines) setMinimumWidth(leastWidth());
}

void ShareLane::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    for (int row = 0; row < static_cast<int>(m_shapes.size()); ++row)
        paintLine(painter, row);
}

void ShareLane::paintLine(QPainter& painter, int row) const
{
    const auto& shape = m_shapes[row];
    const auto& look = m_lines->line(row).status.look;
    const bool isSelected = currentIndex().row() == row;
    const qreal width = isSelected ? 3 : 1.8;
    painter.setPen(QPen(look.color, width, look.line, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape.path);

    const bool focused = isSelected && hasFocus();
    painter.setPen(QPen(isSelected ? palette().color(QPalette::Highlight) : look.color, focused      ? 2.5
                                                                                        : isSelected ? 2
                                                                                                     : 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(shape.label).adjusted(1, 1, -1, -1), labelHeight / 2.0, labelHeight / 2.0);

    auto inner = shape.label.adjusted(labelMargin, 0, -labelMargin, 0);
    const auto text = labelText(row);
    const int used = pictureSize + pictureGap + fontMetrics().horizontalAdvance(text);
    inner.setLeft(inner.left() + std::max(0, (inner.width() - used) / 2));
    look.icon.paint(&painter, inner.left(), inner.center().y() - pictureSize / 2 + 1, pictureSize, pictureSize);
    painter.setPen(look.color);
    painter.drawText(inner.adjusted(pictureSize + pictureGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace gd::ui
