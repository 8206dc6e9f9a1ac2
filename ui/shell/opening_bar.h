// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/read_progress.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace gd::ui {

/// How far opening a workspace has come, above the content, with a button that gives it up. Shows itself only when
/// opening takes a while; the window stays usable meanwhile.
class OpeningBar final : public QFrame {
    Q_OBJECT

public:
    explicit OpeningBar(QWidget* parent = nullptr);

    void showProgress(const ReadProgress::State& state);
    /// Opening has ended, one way or the other.
    void finish();

signals:
    void cancelClicked();

private:
    QLabel* m_text = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_cancel = nullptr;
    QTimer m_patience{};
};

} // namespace gd::ui
