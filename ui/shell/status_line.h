// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QStatusBar>

class QLabel;
class QTimer;
class QToolButton;

namespace gd::ui {

/// The status bar: what is not pushed, or waits for the operator of a managed store; how many problems there are, and
/// the totals.
class StatusLine final : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void showWorld(const Snapshot& world, std::size_t notPushed);
    /// Says so only when it takes a while: most reading is over before anybody could read the word.
    void setBusy(bool busy);

signals:
    void notPushedClicked();
    void problemsClicked();

private:
    QToolButton* addButton(const QString& name);

    QToolButton* m_notPushed = nullptr;
    QToolButton* m_problems = nullptr;
    QLabel* m_busy = nullptr;
    QTimer* m_whileBusy = nullptr;
    QLabel* m_managed = nullptr;
    QLabel* m_shares = nullptr;
    QLabel* m_grants = nullptr;
};

} // namespace gd::ui
