// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTreeView>

namespace gd::ui {

/// The tree of a pane; what is dragged from it hangs on the mouse as a small label.
///
/// Who comes to it by the keyboard finds the first row chosen if none was. Getting the focus in another way, such as
/// with the window, chooses nothing.
class ShareTree final : public QTreeView {
    Q_OBJECT

public:
    using QTreeView::QTreeView;

protected:
    void focusInEvent(QFocusEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
};

} // namespace gd::ui
