// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/words/explanation.h"

#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace gd::ui {

/// One thing to say above the content: what happened, why, what to do, and buttons to do it with.
struct Notice {
    enum class Kind { Info, Warning, Problem };
    struct Button {
        QString name{}; ///< object name
        QString text{};
        QString fullName{}; ///< for assistive technology, where the text alone is not the only one in the window
        std::function<void()> act{};
    };

    Kind kind = Kind::Info;
    QString id{}; ///< a notice replaces an earlier one with the same id
    QString headline{};
    QString body{}; ///< a line end begins a new line
    std::vector<Button> buttons{};
    bool closable = true;
    bool passing = false; ///< goes by itself: it only confirms what the person has just done

    static Notice from(const Error& error, const QString& id);
    static Notice from(const Explanation& explanation, const QString& id);
};

/// Notices above the content, never modal; the latest on top, at most three. Each is announced to assistive technology.
class ProblemBar final : public QWidget {
    Q_OBJECT

public:
    explicit ProblemBar(QWidget* parent = nullptr);

    void say(const Notice& notice);
    void remove(const QString& id);
    void clear();

private:
    void drop(QWidget* row);

    QVBoxLayout* m_rows = nullptr;
};

} // namespace gd::ui
