// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace gd::ui {

/// The status bar: what is not pushed, how many problems there are, and the totals.
class StatusLine final : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void show(const Snapshot& world, std::size_t notPushed);
    void setBusy(bool busy);

signals:
    void notPushedClicked();
    void problemsClicked();

private:
    QToolButton* addButton(const QString& name);

    QToolButton* m_notPushed = nullptr;
    QToolButton* m_problems = nullptr;
    QLabel* m_busy = nullptr;
    QLabel* m_shares = nullptr;
    QLabel* m_grants = nullptr;
};

} // namespace gd::ui
