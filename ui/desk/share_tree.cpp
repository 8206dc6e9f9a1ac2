// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/share_tree.h"

#include "ui/desk/share_tree_model.h"
#include "ui/drop/drag_badge.h"

#include <QDrag>

namespace gd::ui {

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
