// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/preferences.h"
#include "ui/desk/share_tree_model.h"

#include <QObject>

class QTreeView;

namespace gd::ui {

/// Gives the columns of a pane's tree their widths: a state is always shown whole, a name if there is room, and the
/// subject takes the rest. Which columns there are, their order and their widths are the user's as soon as one of them
/// was changed by hand; that choice is kept.
class ShareColumns final : public QObject {
    Q_OBJECT

public:
    ShareColumns(QTreeView* tree, Side side, Preferences& preferences);
    ~ShareColumns() override;

    /// To be called when the rows changed; a change of the room is noticed.
    void fit();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void restore();
    void takeWidth(int column, int before, int now);
    void choose();

    QTreeView* m_tree;
    Side m_side;
    Preferences& m_preferences;
    bool m_chosen = false;  ///< by the user, now or in an earlier run
    bool m_fitting = false; ///< while widths are given by fit()
};

} // namespace gd::ui
