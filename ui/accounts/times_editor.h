// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"

#include <QWidget>

#include <optional>
#include <vector>

class QTimeEdit;
class QVBoxLayout;

namespace gd::ui {

/// From when to when on each day something may be used; without any line at any time.
class TimesEditor final : public QWidget {
    Q_OBJECT

public:
    explicit TimesEditor(const std::vector<TimeRange>& times, QWidget* parent = nullptr);

    std::optional<std::vector<TimeRange>> edited() const;

signals:
    void changed();

private:
    struct Line {
        QWidget* part = nullptr;
        QTimeEdit *start = nullptr, *end = nullptr;
        TimeRange before{}; ///< keeps what the inputs do not show
    };
    void add(const TimeRange& range);
    void remove(const QWidget* part);
    void nameLines();
    std::vector<TimeRange> times() const;

    std::vector<Line> m_lines{};
    QVBoxLayout* m_column;
    std::vector<TimeRange> m_shown{}; ///< what the inputs made of it
};

} // namespace gd::ui
