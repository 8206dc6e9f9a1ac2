// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/check_table.h"

#include <QKeyEvent>

namespace gd::ui {

void CheckTable::toggle(int row)
{
    const QModelIndex box = model()->index(row, 0);
    if (!(box.flags() & Qt::ItemIsUserCheckable)) {
        return;
    }
    const bool isOn = box.data(Qt::CheckStateRole).value<Qt::CheckState>() == Qt::Checked;
    model()->setData(box, isOn ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void CheckTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && currentIndex().isValid() && event->modifiers() == Qt::NoModifier) {
        toggle(currentIndex().row());
        event->accept();
        return;
    }
    FittingTable::keyPressEvent(event);
}

} // namespace gd::ui
