// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/share_tree.h"

#include "ui/desk/share_tree_model.h"
#include "ui/drop/drag_badge.h"

#include <QDrag>
#include <QFocusEvent>

namespace gd::ui {

void ShareTree::focusInEvent(QFocusEvent* event)
{
    const bool noneChosen = !currentIndex().isValid();
    const bool byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (noneChosen && byKeyboard) setCurrentIndex(model()->index(0, 0));
    QTreeView::focusInEvent(event);
    // Qt makes the first row the current one without selecting it, so that the next arrow key would pass it over.
    if (noneChosen && !byKeyboard) selectionModel()->clearCurrentIndex();
}

void ShareTree::startDrag(Qt::DropActions actions)
{
    auto* payload = model()->mimeData(selectionModel()->selectedIndexes());
    if (!payload) return;
    auto* drag = new QDrag(this); // deletes itself and the data when it has ended
    drag->setMimeData(payload);
    drag->setPixmap(dragBadge(currentIndex().siblingAtColumn(ShareTreeModel::Name).data().toString(), *this));
    drag->setHotSpot({-12, -12}); // below the arrow
    drag->exec(actions, Qt::CopyAction);
}

} // namespace gd::ui
