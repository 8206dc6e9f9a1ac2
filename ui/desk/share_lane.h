// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/desk/lane_layout.h"
#include "ui/desk/lane_model.h"

#include <QListView>

#include <functional>

namespace gd::ui {

/// The space between the two accounts: a line per share from the provider's row to the consumer's, with its state in a
/// word, a shape, a colour and a line style.
///
/// It is a list (so that keyboard and assistive technology know how to use it) that paints its items as lines.
class ShareLane final : public QListView {
    Q_OBJECT

public:
    /// Tells where a line has its ends, in global coordinates of the screen.
    using EndFinder = std::function<LaneEnds(const LaneLine&)>;

    explicit ShareLane(EndFinder ends, QWidget* parent = nullptr);

    LaneModel* lines() const { return m_lines; }

    /// Selects the line of a share or offer without emitting lineSelected(); an unknown id selects none.
    void selectLine(const std::string& shareOrOfferId);

    /// What the label of a line says: the whole word of its state, or the short one where the lane is narrow.
    QString labelText(int row) const;

    /// The trees beside the lane moved.
    void endsMoved();

    QRect visualRect(const QModelIndex& index) const override;
    QModelIndex indexAt(const QPoint& point) const override;
    void scrollTo(const QModelIndex&, ScrollHint) override {}

signals:
    void lineSelected(const gd::ui::LaneLine& line);
    void lineOpened(const gd::ui::LaneLine& line);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void layOut();
    int leastWidth() const;
    void paintLine(QPainter& painter, int row) const;

    EndFinder m_ends;
    LaneModel* m_lines = nullptr;
    QList<LaneShape> m_shapes{};
    bool m_quiet = false; ///< while selectLine() is at work
};

} // namespace gd::ui
