// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTreeView>

namespace gd::ui {

/// The tree of a pane; what is dragged from it hangs on the mouse as a small label.
class ShareTree final : public QTreeView {
    Q_OBJECT

public:
    using QTreeView::QTreeView;

protected:
    void startDrag(Qt::DropActions actions) override;
};

} // namespace gd::ui
